using FsCheck.Fluent;
using Npgsql;
using Workflows.Engine;
using Workflows.Server.CommandLine.Verification;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>Whatever somebody changes by hand in the journal or in what must follow from it, the verification says where.</summary>
public class DamagedJournalTests(WorkedDatabase worked) : IClassFixture<WorkedDatabase>
{
    [Fact]
    public async Task Untouched_data_is_in_order()
    {
        var report = await JournalVerification.RunAsync(worked.Source, null, CancellationToken.None);

        Assert.Empty(report.Problems);
        Assert.Equal(await worked.CountAsync("select count(*) from journal"), report.Bursts);
        Assert.True(report.Bursts > 20, "there must be enough journal to damage");
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
            var problems = await ProblemsAfterAsync(connection => FlipAsync(connection, damage));
            Assert.True(
                problems.Any(problem => problem.InstanceId == damage.InstanceId && (damage.IsOfInstance || problem.Number == damage.Number)),
                $"{damage} was not found among {problems.Count} problems");
        }
    }

    [Fact]
    public async Task A_damaged_register_is_named_alone()
    {
        var (instance, number) = (await worked.JournalRowsAsync()).First(row => row.Number == 2);

        var problems = await ProblemsAfterAsync(connection => FlipAsync(connection, new Damage(instance, number, "hash", 5, 0)));

        Assert.Equal((instance, (int?)number), Assert.Single(problems.Select(problem => (problem.InstanceId, problem.Number))));
    }

    [Theory]
    [InlineData("delete from journal where number = 2")]
    [InlineData("delete from journal where number = (select max(number) from journal)")]
    [InlineData("insert into journal select instance_id, number + 1000, at, text, hash from journal where number = 1")]
    [InlineData("update journal a set text = b.text, at = b.at, hash = b.hash from journal b where a.instance_id = b.instance_id and a.number + b.number = 3")]
    [InlineData("delete from instances where parent_id is null")]
    [InlineData("delete from journal j using instances i where j.instance_id = i.id and i.parent_id is not null; delete from instances where parent_id is not null")]
    [InlineData("update instances set sub_status = 'Cancelled' where sub_status = 'Suspended'")]
    [InlineData("update instances set institution_code = 'OTRA'")]
    [InlineData("update timers set state = 'Fired' where state = 'Pending'")]
    [InlineData("update timers set due_at = due_at + interval '1 microsecond'")]
    [InlineData("delete from timers where state = 'Withdrawn'")]
    [InlineData("delete from event_bookmarks")]
    public async Task What_was_changed_by_hand_is_found(string sql)
    {
        var problems = await ProblemsAfterAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        });

        Assert.NotEmpty(problems);
    }

    private sealed record Damage(string InstanceId, int Number, string Column, int Place, int Bit)
    {
        public bool IsOfInstance => Column is "state" or "journal_hash" or "journal_length";
    }

    /// <summary>Damages, verifies and takes the damage back.</summary>
    private async Task<IReadOnlyList<JournalProblem>> ProblemsAfterAsync(Func<NpgsqlConnection, Task> damage)
    {
        await using var connection = await worked.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await damage(connection);
        return (await JournalVerification.RunAsync(connection, transaction, null, CancellationToken.None)).Problems;
    }

    private static async Task FlipAsync(NpgsqlConnection connection, Damage damage)
    {
        var row = damage.IsOfInstance
            ? $"update instances set {damage.Column} = $1 where id = '{damage.InstanceId}'"
            : $"update journal set {damage.Column} = $1 where instance_id = '{damage.InstanceId}' and number = {damage.Number}";
        var read = damage.IsOfInstance
            ? $"select {damage.Column} from instances where id = '{damage.InstanceId}'"
            : $"select {damage.Column} from journal where instance_id = '{damage.InstanceId}' and number = {damage.Number}";
        await using var select = new NpgsqlCommand(read, connection);
        var value = await select.ExecuteScalarAsync();
        await using var update = new NpgsqlCommand(row, connection);
        update.Parameters.Add(new NpgsqlParameter { Value = Flipped(value!, damage) });
        Assert.Equal(1, await update.ExecuteNonQueryAsync());
    }

    private static object Flipped(object value, Damage damage) => value switch
    {
        string text => FlippedLetter(text, damage.Place % text.Length),
        byte[] bytes => bytes.Select((b, index) => index == damage.Place % bytes.Length ? (byte)(b ^ (1 << (damage.Bit % 8))) : b).ToArray(),
        DateTime instant => instant.AddTicks(10L << damage.Bit),
        // Numbers that exist are taken: a high bit gives a free one.
        int number => number ^ (1 << (10 + (damage.Bit % 20))),
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private static string FlippedLetter(string text, int place) => $"{text[..place]}{(char)(text[place] ^ 1)}{text[(place + 1)..]}";
}
