using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Calendar;

/// <summary>What comes in the next days, of what a person may see: deadlines by day and step, and the sessions that were called.</summary>
internal static class NextDates
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    /// <param name="Days">How many calendar days ahead.</param>
    internal sealed record NextDatesFilter(int? Days = null);

    public enum NextDateKind { Deadline, Session }

    /// <summary>Something that falls on a day.</summary>
    /// <param name="At">The last moment of a deadline, or when a session begins; null when its hour is not known.</param>
    /// <param name="Label">What the flow calls the step, or which session it is.</param>
    /// <param name="Processes">How many processes have it.</param>
    /// <param name="ProcessId">The process, when it is only one.</param>
    public sealed record NextDate(
        NextDateKind Kind, DateTimeOffset? At, string Label, string DefinitionId, string FlowName, int? Year, string ActivityId,
        int Processes, string? ProcessId);

    public sealed record NextDay(DateOnly Date, IReadOnlyList<NextDate> Dates);

    internal static async Task<Results<Ok<IReadOnlyList<NextDay>>, ProblemHttpResult>> ReadAsync(
        [AsParameters] NextDatesFilter filter, Acting acting, WorkflowsDb db, DefinitionStore definitions, TimeProvider clock,
        CancellationToken ct)
    {
        if (filter.Days is < 1 or > MostDays)
            return Refusal.Field("days", $"Elige entre 1 y {MostDays} días corridos.");
        var now = clock.GetUtcNow();
        var last = SantiagoTime.DateAt(now).AddDays(filter.Days ?? UsualDays);
        var open = db.Set<TaskRow>().AsNoTracking().VisibleTo(acting, db).Where(task => task.State == TaskState.Open);
        var dates = (await DeadlinesAsync(open, now, SantiagoTime.EndOfDay(last), definitions, db, ct))
            .Concat(await SessionsAsync(open, now, last, definitions, db, ct));
        return TypedResults.Ok<IReadOnlyList<NextDay>>(
        [
            .. dates.GroupBy(date => date.Date, date => date.What).OrderBy(day => day.Key).Select(day => new NextDay(
                day.Key, [.. day.OrderBy(date => date.At).ThenByDescending(date => date.Processes).ThenBy(date => date.Label)])),
        ]);
    }

    private static async Task<List<(DateOnly Date, NextDate What)>> DeadlinesAsync(
        IQueryable<TaskRow> open, DateTimeOffset now, DateTimeOffset until, DefinitionStore definitions, WorkflowsDb db,
        CancellationToken ct)
    {
        var falling = await open.Where(task => task.DueAt >= now && task.DueAt <= until)
            .Join(db.Set<InstanceRow>(), task => task.InstanceId, instance => instance.Id, (task, instance) => new { task, instance })
            .GroupBy(both => new { both.task.DueAt, both.task.DefinitionId, both.task.ActivityId, both.task.Year })
            .Select(group => new
            {
                group.Key, Version = group.Max(both => both.instance.DefinitionVersion),
                Processes = group.Select(both => both.instance.Id).Distinct().Count(), Any = group.Min(both => both.instance.Id),
            }).ToListAsync(ct);
        var dates = new List<(DateOnly, NextDate)>();
        foreach (var one in falling)
        {
            var graph = await definitions.GraphAsync(one.Key.DefinitionId, one.Version, ct);
            dates.Add((SantiagoTime.DateAt(one.Key.DueAt!.Value), new(
                NextDateKind.Deadline, one.Key.DueAt, graph.StepLabels.GetValueOrDefault(one.Key.ActivityId, one.Key.ActivityId),
                one.Key.DefinitionId, graph.Definition.Name, one.Key.Year, one.Key.ActivityId, one.Processes,
                one.Processes == 1 ? one.Any : null)));
        }

        return dates;
    }

    /// <summary>Few are open at once, and only their task knows their day.</summary>
    private static async Task<List<(DateOnly Date, NextDate What)>> SessionsAsync(
        IQueryable<TaskRow> open, DateTimeOffset now, DateOnly last, DefinitionStore definitions, WorkflowsDb db, CancellationToken ct)
    {
        var rows = await open.Where(task => task.Kind == HoldSession.Kind)
            .Join(db.Set<InstanceRow>(), task => task.InstanceId, instance => instance.Id,
                (task, instance) => new { Task = task, instance.DefinitionVersion, instance.Name })
            .ToListAsync(ct);
        var dates = new List<(DateOnly, NextDate)>();
        foreach (var row in rows)
        {
            if (SessionIn(row.Task) is not { Date: { } date } plan || date < SantiagoTime.DateAt(now) || date > last)
                continue;
            var graph = await definitions.GraphAsync(row.Task.DefinitionId, row.DefinitionVersion, ct);
            dates.Add((date, new(
                NextDateKind.Session, plan.Hour is { } hour ? SantiagoTime.ToInstant(date, hour) : null, row.Name ?? row.Task.Title,
                row.Task.DefinitionId, graph.Definition.Name, row.Task.Year, row.Task.ActivityId, 1, row.Task.InstanceId)));
        }

        return dates;
    }

    private static SessionPlan? SessionIn(TaskRow task) =>
        new TaskContent(Values.FromJson(task.Content)).Session is { } drawn ? SessionPlan.FromValues(drawn) : null;
}
