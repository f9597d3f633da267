using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>
/// Tasks that are over and were judged by a calendar that a law approved late makes another: received late, or closed by silence, within
/// the term they had by it. They are listed with what moves; approving tells them to their processes and people, and takes nothing back.
/// </summary>
internal static class OvertakenTasks
{
    /// <summary>Rules of the official hour are said to change at most so long before anybody hears of it.</summary>
    public static readonly TimeSpan ClocksReach = TimeSpan.FromDays(400);

    /// <summary>The first deadline that a holiday may move.</summary>
    public static DateTimeOffset ReachOf(HolidayOverrideRow change) => SantiagoTime.ToInstant(change.Date, TimeOnly.MinValue);

    /// <param name="from">Deadlines before this instant are not touched by the change.</param>
    /// <param name="only">Which tasks; all of them when it is missing.</param>
    public static async Task<List<ImpactRow>> ComputeAsync(
        string proposalId, WorkflowsDb db, WorkingCalendar calendar, DateTimeOffset from, CancellationToken ct,
        IQueryable<TaskRow>? only = null)
    {
        var overtaken = new List<ImpactRow>();
        var told = db.Set<ImpactRow>().Where(impact => impact.Judged != null && impact.State == ImpactState.Applied);
        var handedIn = db.Set<SubmissionRow>();
        var judged = (only ?? db.Set<TaskRow>()).AsNoTracking()
            .Where(task => task.State == TaskState.Completed && task.Deadline != null && task.DueAt >= from && task.ClosedAt > task.DueAt)
            // In time and after the deadline: by silence, unless somebody handed in at that moment, within a plazo adicional.
            .Where(task => task.IsLate || !handedIn.Any(one => one.TaskId == task.Id && one.ReceivedAt == task.ClosedAt))
            .Where(task => !handedIn.Any(one => one.TaskId == task.Id && one.WithdrawnAt != null))
            .Where(task => !told.Any(impact => impact.TaskId == task.Id))
            .OrderBy(task => task.Id)
            .Select(task => new
            {
                task.Id, task.InstanceId, task.IsLate, task.ClosedAt, Deadline = task.MovedDeadline ?? task.Deadline,
            }).AsAsyncEnumerable();
        await foreach (var task in judged.WithCancellation(ct))
        {
            var what = task.IsLate ? Judgement.Late : Judgement.Silence;
            if (OvertakenJudgement.Of(what, Values.FromJson(task.Deadline!), calendar, task.ClosedAt!.Value) is not { } found)
                continue;
            overtaken.Add(new()
            {
                ProposalId = proposalId,
                TaskId = task.Id,
                InstanceId = task.InstanceId,
                From = found.From.ToString(),
                To = found.To.ToString(),
                Notices = "[]",
                Judged = what,
                State = ImpactState.Pending,
            });
        }

        return overtaken;
    }

    /// <summary>What the process of one hears, and the step that says it; null when its task is not there any more.</summary>
    /// <param name="why">The change and its norm.</param>
    public static async Task<HeardAfterwards?> WordsAsync(ImpactRow impact, string why, WorkflowsDb db, CancellationToken ct)
    {
        if (impact.Judged is not { } what
            || await db.Set<TaskRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == impact.TaskId, ct) is not { } task)
            return null;
        var institution = await db.Set<Institution>().Where(institution => institution.Code == task.InstitutionCode)
            .Select(institution => institution.Name).SingleOrDefaultAsync(ct);
        var following = await db.Set<TaskRow>().AsNoTracking()
            .Where(row => row.InstanceId == task.InstanceId && row.State == TaskState.Open)
            .OrderBy(row => row.Id).Select(row => new { row.RoleCode, row.ScopeCode }).ToListAsync(ct);
        var about = new OvertakenTask(
            impact.ProposalId, why, task.Id, task.Title, task.RoleCode, task.ScopeCode, task.InstitutionCode, institution,
            new(what, Deadline.Parse(impact.From), Deadline.Parse(impact.To), task.ClosedAt!.Value))
        {
            Following = [.. following.Select(row => (row.RoleCode, row.ScopeCode))],
        };
        return new(task.ActivityId, task.Visit, about.ToValues());
    }

    /// <summary>
    /// What a law approved later says of tasks that are over, for their pages. One that was undone says nothing any more.
    /// </summary>
    public static async Task<Dictionary<string, LaterLaw>> LaterLawsAsync(
        IReadOnlyCollection<string> taskIds, WorkflowsDb db, CancellationToken ct)
    {
        var told = await (
            from impact in db.Set<ImpactRow>().AsNoTracking()
            join proposal in db.Set<ProposalRow>() on impact.ProposalId equals proposal.Id
            where taskIds.Contains(impact.TaskId) && impact.Judged != null && impact.State == ImpactState.Applied
            orderby proposal.DecidedAt
            select new { impact, proposal.Title, proposal.Norm, proposal.DecidedAt }).ToListAsync(ct);
        var laws = new Dictionary<string, LaterLaw>(StringComparer.Ordinal);
        var undone = await UndoneAsync([.. told.Select(row => row.impact.ProposalId).Distinct()], db, ct);
        foreach (var row in told.Where(row => !undone.Contains(row.impact.ProposalId)))
            laws[row.impact.TaskId] = new(
                row.impact.Judged!.Value, row.impact.From, row.impact.To, WhyOf(row.Title, row.Norm), row.DecidedAt!.Value);
        return laws;
    }

    /// <summary>Those of them whose holiday a law that came after took away, and none has brought back.</summary>
    private static async Task<HashSet<string>> UndoneAsync(IReadOnlyCollection<string> proposalIds, WorkflowsDb db, CancellationToken ct)
    {
        if (proposalIds.Count == 0)
            return [];
        var approved = db.Set<HolidayOverrideRow>().AsNoTracking().Where(change => change.ApprovedAt != null);
        var days = approved.Where(change => proposalIds.Contains(change.ProposalId)).Select(change => change.Date);
        var changes = await approved.Where(change => days.Contains(change.Date))
            .OrderBy(change => change.ApprovedAt).ThenBy(change => change.Id).ToListAsync(ct);
        return
        [
            .. changes.GroupBy(change => (change.Date, Name: change.Name.ToUpperInvariant()))
                .Where(holiday => !holiday.Last().Adds)
                .SelectMany(holiday => holiday.Select(change => change.ProposalId)),
        ];
    }

    public static string WhyOf(string title, string? norm) => norm is null ? title : $"{title} Norma: {norm.TrimEnd('.')}.";
}

/// <summary>A law approved after a task was over, by which it would have been judged otherwise. What followed stays as it was.</summary>
/// <param name="Judged">How it was judged.</param>
/// <param name="From">The deadline it was judged by.</param>
/// <param name="To">The one it had by the law.</param>
/// <param name="Why">The change and its norm, in Spanish.</param>
public sealed record LaterLaw(Judgement Judged, string From, string To, string Why, DateTimeOffset DecidedAt)
{
    /// <summary>The same in a sentence.</summary>
    public string Text { get; } = TextOf(Judged, From, To, Why);

    public static string TextOf(Judgement judged, string from, string to, string why) =>
        $"{why} El plazo pasó del {Deadline.Parse(from).Sentence} al {Deadline.Parse(to).Sentence}: "
        + (judged == Judgement.Late
            ? "se había recibido fuera de plazo y quedó dentro."
            : "el silencio la cerró antes de que terminara.")
        + " Lo que se resolvió después sigue como está.";
}
