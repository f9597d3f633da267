using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Engine;
using Workflows.Server.Persistence.Embedded;
using Workflows.Server.Tests.Embedded;

namespace Workflows.Server.Tests.Kill;

/// <summary>Two servers on one database. The one that has a long job is killed, as a power cut would.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const int People = 1_500;

    private readonly TemporaryFolder _folder = new();
    private EmbeddedPostgres _postgres = null!;
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        _postgres = await EmbeddedPostgres.StartAsync(
            new() { DataFolder = _folder.Inside("postgres"), StopWithParent = true }, NullLogger.Instance, CancellationToken.None);
        _source = NpgsqlDataSource.Create(_postgres.ConnectionString);
        await File.WriteAllTextAsync(_folder.Inside("reloj"), Instants.ToText(new(2026, 8, 3, 13, 0, 0, TimeSpan.Zero)));
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_long_job_whose_server_is_killed_in_the_middle_is_taken_over_by_the_other_and_finished_once()
    {
        await using var first = NewNode();
        await using var second = NewNode();
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        await WhenAsync("select count(*) >= 2 from hangfire.server");

        var id = await ImportAsync(await first.AddressAsync());
        await WhenAsync($"select count(*) = 1 from jobs where id = '{id}' and (state = 'Running' or state = 'Done')");
        var holder = await TextAsync($"select coalesce(lease_owner, '') from jobs where id = '{id}'");
        Assert.NotEqual("", holder); // it was caught while it ran
        var (killed, alive) = holder.Contains($"-{first.ProcessId}-", StringComparison.Ordinal) ? (first, second) : (second, first);
        await killed.KillAsync();

        await WhenAsync($"select count(*) = 1 from jobs where id = '{id}' and state = 'Done'", () => alive.LastWords);
        Assert.Equal("2", await TextAsync($"select attempts::text from jobs where id = '{id}'"));
        Assert.Equal($"{People} {People}", await TextAsync(
            "select (select count(*) from people where id like 'masivo.%') || ' ' || (select count(*) from mails where "
            + "template = 'invitacion')"));
        Assert.Equal(
            People.ToString(CultureInfo.InvariantCulture),
            await TextAsync("select count(distinct emails[1])::text from mails where template = 'invitacion'"));
    }

    private ServerProcess NewNode() => new(_postgres.ConnectionString, _folder.Inside("datos"), _folder.Inside("reloj"));

    private static async Task<string> ImportAsync(Uri server)
    {
        var csv = "id;name;email;role;scope\n" + string.Join(
            '\n', Enumerable.Range(1, People)
                .Select(n => $"masivo.{n};Persona {n};masivo.{n}@example.cl;institution.indicatorOfficer;PE-AGN-00597")) + "\n";
        using var http =
            new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(3) };
        var administrator = await DemoSession.OpenAsync(http, server, "administracion");
        using var request =
            new HttpRequestMessage(HttpMethod.Post,
                "/api/organisation/import/people?invite=true")
            { Content = new StringContent(csv, Encoding.UTF8, "text/csv") };
        administrator.Sign(request);
        request.Headers.Add("Idempotency-Key", "importar");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Waits for what another process does: nothing but its rows can be watched.</summary>
    private async Task WhenAsync(string isSo, Func<string>? words = null)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (true)
        {
            try
            {
                await using var command = _source.CreateCommand(isSo);
                if (await command.ExecuteScalarAsync() is true)
                    return;
            }
            catch (PostgresException notYet) when (
                notYet.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
            {
                // Hangfire's tables come after the server's first answer.
            }

            if (patience.IsCancellationRequested)
                Assert.Fail($"Not so: {isSo}\n{words?.Invoke()}");
            await look.WaitForNextTickAsync();
        }
    }

    private async Task<string> TextAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
