using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Server.Persistence.Embedded;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>A year is opened, verified, backed up and restored from the command line, each command a process' worth of work.</summary>
public class CommandTests(CommandFixture commands) : IClassFixture<CommandFixture>
{
    [Fact]
    public async Task A_year_is_opened_once_verified_backed_up_and_restored()
    {
        var opened = await CommandFixture.RunAsync("open", "pmg-formulacion", "--year", "2026", "--data", commands.Data);
        Assert.Equal((0, ""), (opened.Code, opened.Error));
        Assert.Contains("abierto en ", opened.Output, StringComparison.Ordinal);
        Assert.Contains("159 procesos, 159 tareas abiertas", opened.Output, StringComparison.Ordinal);

        var again = await CommandFixture.RunAsync("open", "pmg-formulacion", "--year", "2026", "--data", commands.Data);
        Assert.Equal(0, again.Code);
        Assert.Contains("ya estaba abierto", again.Output, StringComparison.Ordinal);
        Assert.Contains("159 procesos, 159 tareas abiertas", again.Output, StringComparison.Ordinal);

        var verified = await CommandFixture.RunAsync("verify-journal", "--data", commands.Data);
        Assert.Equal((0, ""), (verified.Code, verified.Error));
        Assert.Contains("Todo en orden: 160 procesos", verified.Output, StringComparison.Ordinal);

        var backup = await CommandFixture.RunAsync("backup", commands.Inside("respaldo"), "--data", commands.Data);
        Assert.Equal((0, ""), (backup.Code, backup.Error));

        var restored = await CommandFixture.RunAsync("restore", commands.Inside("respaldo"), "--data", commands.Inside("otra"));
        Assert.Equal((0, ""), (restored.Code, restored.Error));
        Assert.Contains("Todo en orden: 160 procesos", restored.Output, StringComparison.Ordinal);

        var twice = await CommandFixture.RunAsync("restore", commands.Inside("respaldo"), "--data", commands.Inside("otra"));
        Assert.Equal(2, twice.Code);
        Assert.Contains("Aquí ya hay datos", twice.Error, StringComparison.Ordinal);

        await DamageAsync(
            commands.Inside("otra"),
            "set session_replication_role = replica; update journal set text = replace(text, 'propuesta', 'propuestb') where instance_id "
            + "= (select min(id) from instances where parent_id is not null)");
        var damaged = await CommandFixture.RunAsync("verify-journal", "--json", "--data", commands.Inside("otra"));
        Assert.Equal(1, damaged.Code);
        var fault = JsonDocument.Parse(damaged.Output).RootElement.GetProperty("faults")[0];
        Assert.Contains('.', fault.GetProperty("instanceId").GetString()!);
        Assert.Equal(1, fault.GetProperty("number").GetInt32());
    }

    [Theory]
    [InlineData("abrir", "No existe el comando «abrir»")]
    [InlineData("open pmg-formulacion", "--year")]
    [InlineData("open pmg-formulacion --year siempre", "cuatro cifras")]
    [InlineData("verify-journal --data /nada", "No hay datos en /nada")]
    [InlineData("backup /tmp/x --data /nada", "No hay datos en /nada")]
    [InlineData("restore /nada", "no hay un respaldo")]
    [InlineData("verify-journal sobra", "No se entiende «sobra»")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string words, string sentence)
    {
        var answer = await CommandFixture.RunAsync(words.Split(' '));

        Assert.Equal(2, answer.Code);
        Assert.Contains(sentence, answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
    }

    private static async Task DamageAsync(string data, string sql)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new() { DataFolder = Path.Combine(data, "postgres") }, NullLogger.Instance, CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }
}
