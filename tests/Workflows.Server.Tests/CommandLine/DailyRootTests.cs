using Workflows.Definitions.Calendar;
using Workflows.Server.CommandLine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Scheduling.Duties;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>A journal rewritten with all its hashes right still differs from the roots that left.</summary>
public class DailyRootTests(WorkedDatabase worked) : IClassFixture<WorkedDatabase>, IAsyncLifetime
{
    private static readonly DateOnly First = DateOnly.FromDateTime(ServerFixture.Start.UtcDateTime);

    public async Task InitializeAsync()
    {
        await worked.ExecuteAsync("delete from journal_roots");
        var table = new JournalRootTable(() => worked.Source);
        for (var day = First; day < First.AddDays(3); day = day.AddDays(1))
        {
            var previous = await table.LastBeforeAsync(day, CancellationToken.None);
            var heads = await table.HeadsOfAsync(SantiagoTime.StartOfDay(day), SantiagoTime.StartOfDay(day.AddDays(1)), CancellationToken.None);
            await table.AddAsync(
                new() { Date = day, Root = JournalRoot.Compute(day, previous, heads), PreviousRoot = previous, Instances = heads.Count, ComputedAt = worked.Clock.GetUtcNow() },
                mail: null, CancellationToken.None);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_day_has_the_root_that_left()
    {
        var faults = new List<JournalFault>();

        var roots = await DailyRoots.CheckAsync(worked.Source, faults, CancellationToken.None);

        Assert.Empty(faults);
        Assert.Equal([First, First.AddDays(1), First.AddDays(2)], roots.Select(root => root.Date));
        Assert.True(roots[0].Instances > 0);
    }

    [Theory]
    [InlineData("update journal_roots set root = set_byte(root, 3, get_byte(root, 3) # 1) where date = '2026-08-04'", "4 de agosto")]
    [InlineData("delete from journal_roots where date = '2026-08-04'", "4 de agosto")]
    public async Task A_day_that_does_not_agree_is_named(string change, string day)
    {
        Assert.Equal(1, await worked.ExecuteAsync(change));
        var faults = new List<JournalFault>();

        await DailyRoots.CheckAsync(worked.Source, faults, CancellationToken.None);

        Assert.Contains(faults, fault => fault.ToString().Contains(day, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rewritten_day_is_named()
    {
        await worked.ExecuteAsync("update journal set hash = sha256(hash) where number = 1");
        var faults = new List<JournalFault>();

        await DailyRoots.CheckAsync(worked.Source, faults, CancellationToken.None);

        Assert.Contains(faults, fault => fault.ToString().Contains("3 de agosto", StringComparison.Ordinal));
    }
}
