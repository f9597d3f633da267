using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>
/// An act suspends some terms, or gives them more time de oficio. A suspension reaches a term that ran on its first day, though it has
/// ended meanwhile: those days never ran. More time is an extension: only of a term that runs, and with the others at most half of it (Ley
/// 19.880, art. 26).
/// </summary>
internal static class ProposeAdjustment
{
    private const int LongestAct = 300;
    private const int MostDays = 366;

    /// <summary>Days on which some terms do not run: of these tasks, or of one step of these processes.</summary>
    /// <param name="From">The first day: 2026-10-15.</param>
    /// <param name="To">The last one, included.</param>
    /// <param name="Norm">The act that suspends.</param>
    /// <param name="ActivityId">The step whose open tasks are meant, with processes.</param>
    public sealed record SuspensionRequest(
        string From, string To, string Reason, string? Norm = null, IReadOnlyList<string>? TaskIds = null,
        IReadOnlyList<string>? InstanceIds = null, string? ActivityId = null);

    /// <summary>More time de oficio: for these tasks, or for one step of these processes.</summary>
    /// <param name="Days">How many, in the unit of each term.</param>
    /// <param name="Norm">The act that gives them.</param>
    /// <param name="ActivityId">The step whose open tasks are meant, with processes.</param>
    public sealed record OfficeExtensionRequest(
        int Days, string Reason, string? Norm = null, IReadOnlyList<string>? TaskIds = null, IReadOnlyList<string>? InstanceIds = null,
        string? ActivityId = null);

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> SuspensionAsync(
        SuspensionRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if ((Reasons.Problem(request.Reason) ?? ActProblem(request.Norm, "suspende el plazo")) is { } problem)
            return problem;
        var calendar = world.Calendar();
        if (Day(request.From, calendar) is not { } from)
            return Refusal.Field("from", DayWords(calendar));
        if (Day(request.To, calendar) is not { } to)
            return Refusal.Field("to", DayWords(calendar));
        if (to < from)
            return Refusal.Field("to", "La suspensión termina antes de empezar: elige un último día que no sea anterior al primero.");
        if (to.DayNumber - from.DayNumber >= MostDays)
        {
            return Refusal.Field(
                "to", $"Una suspensión dura hasta {SpanishDate.CalendarDays(MostDays)}: elige un último día más cercano, o propón otra "
                + "después.");
        }

        var (tasks, unknown) = await ChosenAsync(request.TaskIds, request.InstanceIds, request.ActivityId, acting, db, ct);
        if (tasks is null)
            return unknown!;

        // What had ended by then was not running any more, and what is not suspended in its term is not suspended.
        var begins = SantiagoTime.StartOfDay(from);
        var ended = await tasks.CountAsync(task => task.State == TaskState.Open && task.DueAt < begins, ct);
        if (ended > 0)
        {
            var (chosen, orLeave) = await ChosenTasks.ChosenAsync(tasks, ct);
            return Refusal.Field(
                "from", $"El plazo de {ChosenTasks.Words(ended, chosen)} termina antes del {SpanishDate.Of(from)}: la suspensión no lo "
                + $"alcanza y no cambia nada. Elige un primer día anterior{orLeave}.");
        }

        return await SaveAsync(
            tasks, ChangeKind.Suspension, $"Suspensión del plazo: del {SpanishDate.Of(from)} al {SpanishDate.Of(to)}.", request.Reason,
            new() { Suspensions = [new(from, to, request.Norm!.Trim())] }, "to", acting, db, calendar, clock.GetUtcNow(), command, ct);
    }

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> OfficeExtensionAsync(
        OfficeExtensionRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if ((Reasons.Problem(request.Reason) ?? ActProblem(request.Norm, "amplía el plazo")) is { } problem)
            return problem;
        if (request.Days < 1)
            return Refusal.Field("days", "Escribe en cuántos días se amplía el plazo: 1 o más.");
        var (tasks, unknown) = await ChosenAsync(request.TaskIds, request.InstanceIds, request.ActivityId, acting, db, ct);
        if (tasks is null)
            return unknown!;
        var (calendar, now) = (world.Calendar(), clock.GetUtcNow());
        var ended = await tasks.CountAsync(task => task.State == TaskState.Open && task.DueAt < now, ct);
        if (ended > 0)
        {
            var (chosen, orLeave) = await ChosenTasks.ChosenAsync(tasks, ct);
            return Refusal.Field(
                "days", $"El plazo de {ChosenTasks.Words(ended, chosen)} ya venció, y un plazo vencido no se amplía (Ley 19.880 art. 26). "
                + $"Propón un plazo nuevo, con el acto que lo fija{orLeave}.");
        }

        var bases = await BasesAsync(tasks, ct);
        if (WhyNotExtended(bases, request.Days, calendar) is { } refused)
            return Refusal.Field("days", refused);
        var units = bases.Select(CountsEveryDay).Distinct().ToList();
        var days = units switch
        {
            [true] => SpanishDate.CalendarDays(request.Days),
            [false] => SpanishDate.WorkingDays(request.Days),
            _ => $"{SpanishDate.WorkingDays(request.Days)} o {SpanishDate.CalendarDays(request.Days)}, según el plazo",
        };
        return await SaveAsync(
            tasks, ChangeKind.OfficeExtension, $"Ampliación de oficio: {days}.", request.Reason,
            new() { Office = [new(request.Days, request.Norm!.Trim())] }, "days", acting, db, calendar, now, command, ct);
    }

    /// <summary>What an approved proposal adds to each of its terms; null when it adds nothing.</summary>
    public static Adjustments? Of(string? adds) => adds is null ? null : AdjustmentValues.Read(Values.FromJson(adds));

    /// <summary>Other extensions may have been granted since it was proposed: why it can no longer be approved; null when it can.</summary>
    public static async Task<ProblemHttpResult?> ProblemAtApprovalAsync(
        ProposalRow proposal, WorkflowsDb db, WorkingCalendar calendar, CancellationToken ct)
    {
        if (proposal.Kind != ChangeKind.OfficeExtension)
            return null;
        var tasks = db.Set<TaskRow>().Where(task => db.Set<ImpactRow>().Any(
            impact => impact.ProposalId == proposal.Id && impact.TaskId == task.Id));
        return WhyNotExtended(await BasesAsync(tasks, ct), Of(proposal.Adds)!.Days, calendar) is { } refused
            ? Refusal.Conflict($"{refused} Descarta esta propuesta y propón otra.")
            : null;
    }

    private static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> SaveAsync(
        IQueryable<TaskRow> tasks, ChangeKind kind, string title, string reason, Adjustments adds, string field, Acting acting,
        WorkflowsDb db, WorkingCalendar calendar, DateTimeOffset now, IdempotentCommand command, CancellationToken ct)
    {
        var id = Guid.CreateVersion7().ToString("N");
        List<ImpactRow> impacts;
        try
        {
            impacts = await ImpactOfChange.ComputeAsync(id, tasks, calendar, now, ct, adds: adds);
        }
        catch (CalendarRangeException outside)
        {
            return Refusal.Field(field, outside.Message);
        }

        if (impacts.Count == 0)
        {
            return Refusal.Conflict(
                "Ningún plazo cambia: esas tareas ya se cerraron, o esos días no les corren (ya están suspendidos, o son inhábiles).");
        }

        var act = adds.Suspensions.Select(one => one.Act).Concat(adds.Office.Select(one => one.Act)).First();
        return await ProposeChange.SaveAsync(
            id, kind, title, reason, act, impacts, acting, db, now, command, ct, Values.ToJson(AdjustmentValues.Of(adds)));
    }

    private static async Task<(IQueryable<TaskRow>? Tasks, ProblemHttpResult? Problem)> ChosenAsync(
        IReadOnlyList<string>? taskIds, IReadOnlyList<string>? instanceIds, string? activityId, Acting acting, WorkflowsDb db,
        CancellationToken ct) =>
        (taskIds, instanceIds) switch
        {
            ({ }, { }) => (null, Refusal.Field("taskIds", "Elige tareas, o un paso de varios procesos: no las dos cosas a la vez.")),
            (_, { }) => await ChosenTasks.OfStepAsync(instanceIds, activityId ?? "", acting, db, ct),
            _ => await ChosenTasks.ByIdAsync(taskIds ?? [], acting, db, ct),
        };

    private static async Task<List<DeadlineBasis>> BasesAsync(IQueryable<TaskRow> tasks, CancellationToken ct)
    {
        var kept = await tasks.AsNoTracking().Where(task => task.State == TaskState.Open && task.Deadline != null)
            .Select(task => task.MovedDeadline ?? task.Deadline!).ToListAsync(ct);
        return
        [
            .. kept.Select(text => PlannedDeadline.FromValues(Values.FromJson(text)).Basis).OfType<object>().Select(DeadlineBasis.Read),
        ];
    }

    /// <summary>Why not all of these terms can be given so many days; null when they can.</summary>
    private static string? WhyNotExtended(List<DeadlineBasis> bases, int days, WorkingCalendar calendar)
    {
        var never = bases.Count(basis => !basis.Policy.Extension.Allowed);
        if (never > 0)
            return $"El plazo de {ChosenTasks.Words(never, bases.Count)} no admite ampliación.";
        var left = bases.ConvertAll(basis => (Days: basis.ExtensionLeft(calendar), EveryDay: CountsEveryDay(basis)));
        var tight = left.Where(one => one.Days < days).ToList();
        if (tight.Count == 0)
            return null;
        var (least, everyDay) = tight.MinBy(one => one.Days);
        var most = everyDay ? SpanishDate.CalendarDays(least) : SpanishDate.WorkingDays(least);
        return $"El plazo de {ChosenTasks.Words(tight.Count, bases.Count)} {(least < 1 ? "ya no admite más" : $"admite hasta {most} más")}"
            + ": prórrogas y ampliaciones no pueden pasar juntas de la mitad del plazo (Ley 19.880 art. 26).";
    }

    private static bool CountsEveryDay(DeadlineBasis basis) =>
        (basis.Visit == 1 ? basis.Policy.Term : basis.Policy.Correction.Term).CountsEveryDay;

    private static ProblemHttpResult? ActProblem(string? act, string does) =>
        string.IsNullOrWhiteSpace(act) || act.Length > LongestAct
            ? Refusal.Field("norm", $"Cita el acto que {does}, en hasta {LongestAct} letras: «Res. Ex. 123 de 2026».")
            : null;

    private static DateOnly? Day(string text, WorkingCalendar calendar) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year >= calendar.FirstYear && day.Year <= calendar.LastYear
            ? day
            : null;

    private static string DayWords(WorkingCalendar calendar) =>
        $"Escribe el día como 2026-10-15. El calendario llega de {calendar.FirstYear} a {calendar.LastYear}.";
}
