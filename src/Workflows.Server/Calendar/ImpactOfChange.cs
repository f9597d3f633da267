using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;
using Workflows.Server.Persistence;
using Workflows.Server.Tasks;

namespace Workflows.Server.Calendar;

/// <summary>Computes every open deadline again as if a change were in force, and lists those that would be another. It changes nothing.</summary>
internal static class ImpactOfChange
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="affected">Which open tasks the change may touch.</param>
    /// <param name="policyFor">The corrected policy of a task, from the one it keeps; null when the policy stays.</param>
    public static async Task<List<ImpactRow>> ComputeAsync(
        string proposalId, IQueryable<TaskRow> affected, WorkingCalendar calendar, DateTimeOffset now, CancellationToken ct,
        Func<DeadlineBasis, DeadlinePolicy>? policyFor = null)
    {
        var impacts = new List<ImpactRow>();
        var tasks = affected.AsNoTracking().Where(task => task.State == TaskState.Open && task.Deadline != null)
            .OrderBy(task => task.Id).Select(task => new { task.Id, task.InstanceId, Deadline = task.MovedDeadline ?? task.Deadline }).AsAsyncEnumerable();
        await foreach (var task in tasks.WithCancellation(ct))
        {
            var kept = Values.FromJson(task.Deadline!);
            var policy = policyFor is not null && kept is IReadOnlyDictionary<string, object?> values && values.GetValueOrDefault("basis") is { } basis
                ? policyFor(DeadlineBasis.Read(basis))
                : null;
            if (DeadlineImpact.Of(kept, calendar, now, policy) is not { } impact)
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

    public static IReadOnlyList<MovedNotice> NoticesOf(ImpactRow row) => JsonSerializer.Deserialize<List<MovedNotice>>(row.Notices, Json) ?? [];

    /// <summary>Two computations that a person would read as the same list.</summary>
    public static bool AreSame(IReadOnlyCollection<ImpactRow> one, IReadOnlyCollection<ImpactRow> other) =>
        one.Select(row => (row.TaskId, row.From, row.To, row.Notices)).ToHashSet().SetEquals(other.Select(row => (row.TaskId, row.From, row.To, row.Notices)));
}
