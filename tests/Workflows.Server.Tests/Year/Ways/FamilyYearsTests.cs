using Workflows.Definitions.Activities;
using Workflows.Definitions.Flows;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// Every flow of the PMG goes its usual way, comes back with remarks, is late up to its last level, meets silence and is cancelled. What
/// leaves is held against a prediction that never asked the server.
/// </summary>
public class FamilyYearsTests(FamilyYears years) : IClassFixture<FamilyYears>
{
    public static TheoryData<string, string> Ways
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var process in FamilyCases.Tell())
                all.Add(process.Flow, process.Way.Name);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_mails_that_left_are_those_its_policies_predict_each_once(string flow, string way)
    {
        var process = years.Find(flow, way);
        var foretold = process.Notices.CountBy(notice => notice.ToString()).ToDictionary();
        var sent = (await years.SentAsync(process)).CountBy(notice => notice.ToString()).ToDictionary();

        var wrong = foretold.Keys.Union(sent.Keys).Where(notice => foretold.GetValueOrDefault(notice) != sent.GetValueOrDefault(notice))
            .Order()
            .Select(notice => $"{notice}: foretold {foretold.GetValueOrDefault(notice)}, sent {sent.GetValueOrDefault(notice)}").ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {sent.Count} notices are not as foretold:\n{string.Join('\n', wrong.Take(40))}");
        Assert.NotEmpty(sent);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_ends_as_that_way_ends(string flow, string way)
    {
        var process = years.Find(flow, way);
        var root = years.RootOf(process);
        var instance = await years.InstanceAsync(root);

        var (status, left) = process switch
        {
            { Way.Until: not null } => (WorkflowSubStatus.Cancelled, 0),
            { EndsAt: not null } => (WorkflowSubStatus.Finished, process.LeftOpen),
            _ => (WorkflowSubStatus.Suspended, process.LeftOpen),
        };
        Assert.Equal((status, left), (instance.SubStatus, await OpenTasksAsync(root)));
        Assert.Empty(instance.Incidents);
        if (process.EndsAt is { } end)
            Assert.Equal(end.UtcDateTime, await years.ScalarAsync<DateTime>("select finished_at from instances where id = $1", root));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_delivery_is_received_and_its_receipt_says_whether_it_was_on_time(string flow, string way)
    {
        var process = years.Find(flow, way);
        var received = years.ReceivedIn(process).ToList();

        Assert.Equal(process.Deeds.Count, received.Count);
        Assert.All(received, receipt => Assert.Equal(receipt.Deed.Timeliness, receipt.Timeliness));
        if (way == Way.Late)
            Assert.Contains(received, receipt => receipt.Timeliness != "onTime");
    }

    [Fact]
    public async Task Whoever_is_late_up_to_the_last_level_has_every_level_of_its_ladder_told()
    {
        foreach (var process in years.Processes.Where(process => process.Way.Name == Way.Late))
        {
            var told = (await years.SentAsync(process)).Where(notice => notice.Level > 0).Select(notice => notice.Level).ToHashSet();
            Assert.Equal(Enumerable.Range(1, told.Max()), told.Order());
            Assert.True(told.Max() >= 3, $"«{process.BusinessKey}» only reaches level {told.Max()}");
        }
    }

    [Fact]
    public async Task Cancelling_withdraws_the_notice_that_was_held_and_nothing_leaves_afterwards()
    {
        foreach (var process in years.Processes.Where(process => process.Way.Until is not null))
        {
            var root = years.RootOf(process);
            const string Mails = "from mails m join instances i on i.id = m.instance_id where i.root_id = $1";
            if (process.Way.Name == Way.Cancelled)
            {
                Assert.True(await years.CountAsync($"select count(*) {Mails} and m.state = 'Withdrawn' and m.level >= 3", root) > 0,
                    process.BusinessKey);
            }

            Assert.Equal(0, await years.CountAsync($"select count(*) {Mails} and m.sent_at > $2", root, process.Until));
            Assert.Equal(0, await years.CountAsync(
                "select count(*) from timers t join instances i on i.id = t.instance_id where i.root_id = $1 and t.state in "
                + "('Pending', 'Held', 'Parked')", root));
        }
    }

    [Fact]
    public async Task No_mail_leaves_twice_and_the_history_holds_together()
    {
        Assert.Equal(
            await years.CountAsync("select count(distinct coalesce(bundle_id, id)) from mails where state = 'Filed'"),
                Directory.EnumerateFiles(years.Pickup, "*.eml").Count());
        Assert.Equal(await years.CountAsync("select count(*) from mails where state = 'Filed'"),
            await years.CountAsync("select count(*) from mail_attempts"));
        Assert.Empty(await years.FaultsAsync());
    }

    [Fact]
    public void Every_flow_passes_the_check_without_a_warning()
    {
        Assert.Empty(ShippedFlows.All.SelectMany(flow => WorkflowChecker.Check(
            WorkflowGraph.Compile(WorkflowJson.Read(flow.Json), DomainActivities.Catalog))));
    }

    private async Task<int> OpenTasksAsync(string root) => (int)await years.CountAsync(
        "select count(*) from tasks t join instances i on i.id = t.instance_id where i.root_id = $1 and t.state = 'Open'", root);
}
