using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Processes;

/// <summary>
/// How much was late at the end of each of the last weeks. Nothing is kept for it: a task says since when it is late and when it closed,
/// and an extension is only given before its term, so a deadline that moved was not late before.
/// </summary>
internal static class Lateness
{
    private const int UsualWeeks = 26;
    private const int MostWeeks = 53;

    /// <param name="Weeks">How many, this one included.</param>
    internal sealed record LatenessFilter(string? DefinitionId = null, int? Year = null, int? Weeks = null);

    /// <param name="Date">The Sunday it ended with; for the week that runs, the day of the answer.</param>
    /// <param name="Processes">How many had at least one late task.</param>
    public sealed record LateWeek(DateOnly Date, int Processes, int Tasks);

    internal static async Task<Results<Ok<IReadOnlyList<LateWeek>>, ProblemHttpResult>> ReadAsync(
        [AsParameters] LatenessFilter filter, Acting acting, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (filter.Weeks is < 1 or > MostWeeks)
            return Refusal.Field("weeks", $"Elige entre 1 y {MostWeeks} semanas.");
        var now = AsKept(clock.GetUtcNow());
        var ends = EndsOf(filter.Weeks ?? UsualWeeks, now);
        var first = ends[0];
        var tasks = db.Set<TaskRow>().VisibleTo(acting, db)
            .Where(task => task.LateFrom <= now && (task.ClosedAt == null || task.ClosedAt >= task.LateFrom))
            .Where(task => task.ClosedAt == null || task.ClosedAt > first);
        if (filter.DefinitionId is { } definition) tasks = tasks.Where(task => task.DefinitionId == definition);
        if (filter.Year is { } year) tasks = tasks.Where(task => task.Year == year);
        var late = await (
            from task in tasks
            from end in db.Instants(ends)
            where task.LateFrom <= end && (task.ClosedAt == null || task.ClosedAt > end)
            group task by end into week
            select new { End = week.Key, Processes = week.Select(task => task.InstanceId).Distinct().Count(), Tasks = week.Count() })
            .ToDictionaryAsync(week => week.End, ct);
        return TypedResults.Ok<IReadOnlyList<LateWeek>>(
        [
            .. ends.Select(end => late.GetValueOrDefault(end) is { } week
                ? new LateWeek(LastDayOf(end, now), week.Processes, week.Tasks)
                : new LateWeek(LastDayOf(end, now), 0, 0)),
        ]);
    }

    /// <summary>The Mondays at 00:00 with which the weeks ended, and this instant.</summary>
    private static DateTimeOffset[] EndsOf(int weeks, DateTimeOffset now)
    {
        var day = SantiagoTime.DateAt(now);
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return [.. Enumerable.Range(0, weeks - 1).Select(back => SantiagoTime.StartOfDay(monday.AddDays(-7 * back))).Reverse(), now];
    }

    /// <summary>To the microsecond, as the database gives it back: a finer instant would never be found among the answers.</summary>
    private static DateTimeOffset AsKept(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    private static DateOnly LastDayOf(DateTimeOffset end, DateTimeOffset now) =>
        end == now ? SantiagoTime.DateAt(now) : SantiagoTime.DateAt(end).AddDays(-1);
}
