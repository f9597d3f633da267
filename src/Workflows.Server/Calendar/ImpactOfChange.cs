using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Calendar;

/// <summary>
/// Computes every open deadline, and every date a flow waits for, again as if a change were in force, and lists those that would be
/// another. It changes nothing.
/// </summary>
internal static class ImpactOfChange
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="affected">Which open tasks the change may touch.</param>
    /// <param name="policyFor">The corrected policy of a task, from the one it keeps; null when the policy stays.</param>
    /// <param name="setsDate">The corrected policies set a date.</param>
    /// <param name="adds">A suspension, or more time given de oficio.</param>
    public static async Task<List<ImpactRow>> ComputeAsync(
        string proposalId, IQueryable<TaskRow> affected, WorkingCalendar calendar, DateTimeOffset now, CancellationToken ct,
        Func<DeadlineBasis, DeadlinePolicy>? policyFor = null, bool setsDate = false, Adjustments? adds = null)
    {
        var impacts = new List<ImpactRow>();
        var tasks = affected.AsNoTracking().Where(task => task.State == TaskState.Open && task.Deadline != null)
            .OrderBy(task => task.Id).Select(task => new { task.Id, task.InstanceId, Deadline = task.MovedDeadline ?? task.Deadline })
                .AsAsyncEnumerable();
        await foreach (var task in tasks.WithCancellation(ct))
        {
            var kept = Values.FromJson(task.Deadline!);
            var policy = policyFor is not null && kept is IReadOnlyDictionary<string, object?> values
                && values.GetValueOrDefault("basis") is { } basis
                ? policyFor(DeadlineBasis.Read(basis))
                : null;
            if (DeadlineImpact.Of(kept, calendar, now, policy, setsDate, adds) is not { } impact)
                continue;
            impacts.Add(new()
            {
                ProposalId = proposalId,
                TaskId = task.Id,
                InstanceId = task.InstanceId,
                From = impact.From.ToString(),
                To = impact.To.ToString(),
                Notices = JsonSerializer.Serialize(impact.Notices, Json),
                Policy = policy?.ToJson(),
                State = ImpactState.Pending,
            });
        }

        return impacts;
    }

    /// <summary>
    /// Everything a change of the calendar does: deadlines and dates that flows wait for move, and what was judged already is told.
    /// </summary>
    /// <param name="from">Deadlines before this instant are not touched by the change.</param>
    public static async Task<List<ImpactRow>> OfCalendarAsync(
        string proposalId, WorkflowsDb db, WorkingCalendar calendar, DateTimeOffset now, DateTimeOffset from, CancellationToken ct) =>
    [
        .. await ComputeAsync(proposalId, db.Set<TaskRow>(), calendar, now, ct),
        .. await ComputeWaitsAsync(proposalId, db, calendar, ct),
        .. await OvertakenTasks.ComputeAsync(proposalId, db, calendar, from, ct),
    ];

    /// <param name="since">Only what began to be waited for from then on.</param>
    public static async Task<List<ImpactRow>> ComputeWaitsAsync(
        string proposalId, WorkflowsDb db, WorkingCalendar calendar, CancellationToken ct, DateTimeOffset since = default)
    {
        var impacts = new List<ImpactRow>();
        var waiting = db.Set<InstanceRow>().AsNoTracking().Where(instance => db.Set<TimerRow>().Any(timer =>
                timer.InstanceId == instance.Id && (timer.State == TimerState.Pending || timer.State == TimerState.Held)
                    && WaitImpact.Timers.Contains(timer.Name)))
            .OrderBy(instance => instance.Id).Select(instance => new { instance.Id, instance.State }).AsAsyncEnumerable();
        await foreach (var instance in waiting.WithCancellation(ct))
        {
            foreach (var timer in Engine.Json.InstanceJson.Read(instance.State).Bookmarks.Where(
                timer => WaitImpact.AskedAt(timer) >= since))
            {
                if (WaitImpact.Of(timer, calendar) is not { } impact)
                    continue;
                impacts.Add(new()
                {
                    ProposalId = proposalId,
                    TaskId = InstanceIds.Within(instance.Id, timer.Id),
                    InstanceId = instance.Id,
                    From = impact.From,
                    To = impact.To,
                    Notices = "[]",
                    State = ImpactState.Pending,
                });
            }
        }

        return impacts;
    }

    public static IReadOnlyList<MovedNotice> NoticesOf(ImpactRow row) =>
        JsonSerializer.Deserialize<List<MovedNotice>>(row.Notices, Json) ?? [];

    /// <summary>Two computations that a person would read as the same list.</summary>
    public static bool AreSame(IReadOnlyCollection<ImpactRow> one, IReadOnlyCollection<ImpactRow> other) =>
        one.Select(row => (row.TaskId, row.From, row.To, row.Notices, row.Judged)).ToHashSet()
            .SetEquals(other.Select(row => (row.TaskId, row.From, row.To, row.Notices, row.Judged)));
}
