using Workflows.Server.CommandLine;
using Workflows.Server.Duties;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Proofs;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>A history rewritten with all its hashes right still differs from the roots that left.</summary>
public sealed class DailyRootTests(WorkedDatabase worked) : IClassFixture<WorkedDatabase>, IAsyncLifetime
{
    private static readonly DateOnly First = DateOnly.FromDateTime(ServerFixture.Start.UtcDateTime);

    private Intruder _intruder = null!;

    public async Task InitializeAsync()
    {
        _intruder = new Intruder(worked.ConnectionString);
        await SealAsync();
    }

    public async Task DisposeAsync() => await _intruder.DisposeAsync();

    [Fact]
    public async Task Every_day_has_the_root_that_left()
    {
        var (roots, faults) = await CheckAsync();

        Assert.Empty(faults);
        Assert.Equal([First, First.AddDays(1), First.AddDays(2)], roots.Select(root => root.Date));
        Assert.True(roots[0].Instances > 0);
        Assert.True(
            await worked.CountAsync("select entries::bigint from journal_roots where date = '2026-08-03'") > 0,
            "the first day seals what was written since the start");
    }

    [Theory]
    [InlineData("update journal_roots set root = set_byte(root, 3, get_byte(root, 3) # 1) where date = '2026-08-04'", "4 de agosto")]
    [InlineData("update journal_roots set instances = 77 where date = '2026-08-04'", "4 de agosto")]
    [InlineData("delete from journal_roots where date = '2026-08-04'", "4 de agosto")]
    [InlineData("update proof_seals set day = '2026-08-04' where entry_id = (select min(entry_id) from proof_seals)", "3 de agosto")]
    [InlineData("update proof_entries set actor = 'otra persona' where id = (select min(entry_id) from proof_seals)", "3 de agosto")]
    [InlineData("delete from proof_seals where entry_id = (select min(entry_id) from proof_seals)", "3 de agosto")]
    [InlineData("delete from proof_entries where id = (select min(entry_id) from proof_seals)", "3 de agosto")]
    public async Task A_day_that_does_not_agree_is_named(string change, string day)
    {
        Assert.Equal(1, await _intruder.ExecuteAsync(change, quietly: true));

        var (_, faults) = await CheckAsync();

        Assert.Contains(faults, fault => fault.ToString().Contains(day, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rewritten_day_is_named()
    {
        await _intruder.ExecuteAsync("update journal set hash = sha256(hash) where number = 1", quietly: true);

        var (_, faults) = await CheckAsync();

        Assert.Contains(faults, fault => fault.ToString().Contains("3 de agosto", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_history_that_was_rewritten_and_chained_again_differs_from_what_left_by_mail()
    {
        var sent = await SentAsync();
        // All of it again, as the program would: every hash, entry, seal and root agrees with every other.
        await _intruder.ExecuteAsync("update journal set hash = sha256(hash) where number = 1", quietly: true);
        await SealAsync();

        var (roots, faults) = await CheckAsync();
        Assert.Empty(faults);
        var against = new List<JournalFault>();
        var right = DailyRoots.Compare(roots, await DailyRoots.ReadAsync(worked.Source, CancellationToken.None), sent, against);

        Assert.Null(right);
        Assert.All(against, fault => Assert.Contains("no es la que salió por correo", fault.Message, StringComparison.Ordinal));
        Assert.Equal(3, against.Count);
    }

    [Fact]
    public async Task What_left_by_mail_and_is_not_here_any_more_is_missed()
    {
        var sent = await SentAsync();
        await _intruder.ExecuteAsync("delete from journal_roots where date > '2026-08-03'", quietly: true);

        var (roots, _) = await CheckAsync();
        var against = new List<JournalFault>();
        var right = DailyRoots.Compare(roots, await DailyRoots.ReadAsync(worked.Source, CancellationToken.None), sent, against);

        Assert.Equal(First, right);
        Assert.Equal(["Raíz del 4 de agosto de 2026", "Raíz del 5 de agosto de 2026"], against.Select(fault => fault.InstanceId));
        Assert.All(against, fault => Assert.Contains("falta aquí, y salió por correo", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_root_whose_day_was_done_is_missed_also_when_all_are_gone()
    {
        await worked.ExecuteAsync(
            $"insert into duty_runs (duty, date, due_at, state, attempts) values ('{DailyJournalRoot.Name}', '2026-08-06', now(), 'Done', "
            + $"1) on conflict do nothing");
        await _intruder.ExecuteAsync("delete from journal_roots; delete from proof_seals", quietly: true);

        var (_, faults) = await CheckAsync();

        Assert.Contains("5 de agosto", Assert.Single(faults).ToString(), StringComparison.Ordinal);
    }

    /// <summary>Three days, as the duty of three nights would have made them.</summary>
    private async Task SealAsync()
    {
        await _intruder.ExecuteAsync(
            $"delete from journal_roots; delete from proof_seals; delete from duty_runs where duty = '{DailyJournalRoot.Name}'",
            quietly: true);
        var table = new JournalRootTable(() => worked.Source);
        for (var day = First; day < First.AddDays(3); day = day.AddDays(1))
            Assert.NotNull(await table.AddAsync(day, worked.Clock.GetUtcNow(), null, null, CancellationToken.None));
    }

    private async Task<IReadOnlyList<SentRoot>> SentAsync() =>
        [.. (await CheckAsync()).Roots.Select(root => new SentRoot(root.Date, root.Root, $"{root.Date:yyyy-MM-dd}.eml"))];

    private async Task<(IReadOnlyList<DailyRoot> Roots, List<JournalFault> Faults)> CheckAsync()
    {
        var faults = new List<JournalFault>();
        await using var connection = await worked.Source.OpenConnectionAsync();
        var proofs = await new ProofVerifier(key: null).VerifyAsync(connection, CancellationToken.None);
        var roots = await DailyRoots.ReadAsync(worked.Source, CancellationToken.None);
        return (await DailyRoots.CheckAsync(worked.Source, roots, proofs.Days, faults, CancellationToken.None), faults);
    }
}
