using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>Whatever somebody changes by hand in the journal or in what must follow from it, the verification says where.</summary>
public class DamagedJournalTests(WorkedDatabase worked) : IClassFixture<WorkedDatabase>
{
    [Fact]
    public async Task Untouched_data_is_in_order()
    {
        Assert.Empty(await worked.FaultsAsync());
        Assert.True(await worked.CountAsync("select count(*) from journal") > 20, "there must be enough journal to damage");
    }

    [Fact]
    public async Task A_byte_flipped_anywhere_is_found_and_named()
    {
        var journal = await worked.JournalRowsAsync();
        var damages = from row in Gen.Elements<(string InstanceId, int Number)>(journal)
                      from column in Gen.Elements("text", "hash", "at", "number", "state", "journal_hash", "journal_length")
                      from place in Gen.Choose(0, int.MaxValue - 1)
                      from bit in Gen.Choose(0, 30)
                      select new Damage(row.InstanceId, row.Number, column, place, bit);

        foreach (var damage in damages.Sample(150))
        {
            var before = await ReadAsync(damage);
            await WriteAsync(damage, Flipped(before, damage));
            var faults = await FaultsAsync(damage.InstanceId);
            await WriteAsync(damage with { Number = damage.Column == "number" ? (int)Flipped(before, damage) : damage.Number }, before);

            Assert.True(
                faults.Any(fault => fault.InstanceId == damage.InstanceId && (damage.IsOfInstance || fault.Number == damage.Number)),
                $"{damage} was not found among: {string.Join("; ", faults)}");
        }

        Assert.Empty(await worked.FaultsAsync());
    }

    [Fact]
    public async Task A_process_removed_with_all_it_had_is_missed_by_the_one_that_opened_it()
    {
        var child = await worked.ScalarAsync<string>("select id from instances where parent_id is not null");
        var parent = child[..child.IndexOf('.', StringComparison.Ordinal)];
        await using var intruder = new Intruder(worked.ConnectionString);
        await intruder.ExecuteAsync($"update instances set id = 'escondido' where id = '{child}'");

        var faults = await FaultsAsync(parent);
        await intruder.ExecuteAsync($"update instances set id = '{child}' where id = 'escondido'");

        Assert.Contains(child, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    private sealed record Damage(string InstanceId, int Number, string Column, int Place, int Bit)
    {
        public string Row =>
            IsOfInstance ? $"instances where id = '{InstanceId}'" : $"journal where instance_id = '{InstanceId}' and number = {Number}";

        public bool IsOfInstance => Column is "state" or "journal_hash" or "journal_length";
    }

    private async Task<List<JournalFault>> FaultsAsync(string instanceId)
    {
        var faults = new List<JournalFault>();
        await foreach (var fault in worked.Services.GetRequiredService<JournalVerifier>().VerifyAsync(instanceId, CancellationToken.None))
            faults.Add(fault);
        return faults;
    }

    private async Task<object> ReadAsync(Damage damage)
    {
        await using var command = worked.Source.CreateCommand($"select {damage.Column} from {damage.Row}");
        return (await command.ExecuteScalarAsync())!;
    }

    private async Task WriteAsync(Damage damage, object value)
    {
        await using var intruder = new Intruder(worked.ConnectionString);
        Assert.Equal(1, await intruder.ExecuteAsync(
            $"update {damage.Row.Replace(" where", $" set {damage.Column} = $1 where", StringComparison.Ordinal)}", quietly: true, value));
    }

    private static object Flipped(object value, Damage damage) => value switch
    {
        string text => FlippedLetter(text, damage.Place % text.Length),
        byte[] bytes =>
            bytes.Select((b, index) => index == damage.Place % bytes.Length ? (byte)(b ^ (1 << (damage.Bit % 8))) : b).ToArray(),
        DateTime instant => instant.AddTicks(10L << damage.Bit),
        // Numbers that exist are taken: a high bit gives a free one.
        int number => number ^ (1 << (10 + (damage.Bit % 20))),
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private static string FlippedLetter(string text, int place) => $"{text[..place]}{(char)(text[place] ^ 1)}{text[(place + 1)..]}";
}
