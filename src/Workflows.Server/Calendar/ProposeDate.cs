using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>
/// One date for some tasks: the date itself, whatever was granted before. Terms that run may get another; one that has ended is never
/// extended (Ley 19.880, art. 26) and gets a new term only by an act of its own, which is another proposal.
/// </summary>
internal static partial class ProposeDate
{
    private const int LongestNorm = 300;

    /// <param name="Deadline">2026-10-15 or 2026-10-15T18:30.</param>
    /// <param name="Norm">The norm or act that fixes the date.</param>
    /// <param name="NewTerm">That act gives a new term, also to those whose term has ended.</param>
    public sealed record TasksRequest(
        IReadOnlyList<string> TaskIds, string Deadline, string Reason, string? Norm = null, bool NewTerm = false);

    /// <summary>The same date for one step of many processes.</summary>
    /// <param name="ActivityId">The step whose open tasks move.</param>
    /// <param name="Deadline">2026-10-15 or 2026-10-15T18:30.</param>
    /// <param name="Norm">The norm or act that fixes the date.</param>
    /// <param name="NewTerm">That act gives a new term, also to those whose term has ended.</param>
    public sealed record StepRequest(
        IReadOnlyList<string> InstanceIds, string ActivityId, string Deadline, string Reason, string? Norm = null, bool NewTerm = false);

    /// <summary>What its deadlines become is what the proposal says, and nothing is added to it.</summary>
    public static bool SetsDate(ChangeKind kind) => kind is ChangeKind.Date or ChangeKind.NewTerm;

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> OfTasksAsync(
        TasksRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var (tasks, problem) = await ChosenTasks.ByIdAsync(request.TaskIds, acting, db, ct);
        return tasks is null ? problem! : await ProposeAsync(
            tasks, new(request.Deadline, request.Reason, request.Norm, request.NewTerm), acting, db, world, clock, command, ct);
    }

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> OfStepAsync(
        StepRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var (tasks, problem) = await ChosenTasks.OfStepAsync(request.InstanceIds, request.ActivityId, acting, db, ct);
        return tasks is null ? problem! : await ProposeAsync(
            tasks, new(request.Deadline, request.Reason, request.Norm, request.NewTerm), acting, db, world, clock, command, ct);
    }

    /// <summary>Time has passed since it was proposed: why it can no longer be approved; null when it can.</summary>
    public static async Task<ProblemHttpResult?> ProblemAtApprovalAsync(
        ProposalRow proposal, WorkflowsDb db, DateTimeOffset now, CancellationToken ct)
    {
        if (proposal.Kind is not (ChangeKind.Date or ChangeKind.OfficeExtension))
            return null;
        var impacts = db.Set<ImpactRow>().Where(impact => impact.ProposalId == proposal.Id);
        var listed = await impacts.CountAsync(ct);
        var ended = await impacts
            .Join(db.Set<TaskRow>().Where(task => task.State == TaskState.Open && task.DueAt < now), impact => impact.TaskId,
                task => task.Id, (impact, task) => task.Id)
            .CountAsync(ct);
        return ended == 0 ? null : Refusal.Conflict(
            $"Mientras tanto venció el plazo de {ChosenTasks.Words(ended, listed)}, y un plazo vencido no se amplía (Ley 19.880 art. 26). "
            + "Descarta esta propuesta y propón un plazo nuevo, con el acto que lo fija.");
    }

    private sealed record Asked(string Deadline, string Reason, string? Norm, bool NewTerm);

    private static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> ProposeAsync(
        IQueryable<TaskRow> tasks, Asked asked, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock,
        IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(asked.Reason) is { } problem)
            return problem;
        if (string.IsNullOrWhiteSpace(asked.Norm) || asked.Norm.Length > LongestNorm)
            return Refusal.Field(
                "norm", $"Cita la norma o el acto que fija la fecha, en hasta {LongestNorm} letras: «Res. Ex. 123 de 2026».");
        Deadline deadline;
        try
        {
            deadline = Deadline.Parse(asked.Deadline);
        }
        catch (FormatException refused)
        {
            return Refusal.Field("deadline", refused.Message);
        }

        if (deadline.Date.Year > ChileanHolidays.LastYear)
            return Refusal.Field("deadline", $"El calendario llega hasta {ChileanHolidays.LastYear}: elige una fecha anterior.");
        var now = clock.GetUtcNow();
        if (deadline.IsLate(now))
            return Refusal.Field("deadline", "Esa fecha ya pasó: elige una que venga.");
        if (await ExpiredAsync(tasks, asked, now, ct) is { } refusal)
            return refusal;

        var id = Guid.CreateVersion7().ToString("N");
        var term = new Term.OnDate(deadline.Date) { Hour = deadline.Hour };
        List<ImpactRow> impacts;
        try
        {
            impacts = await ImpactOfChange.ComputeAsync(
                id, tasks, world.Calendar(), now, ct,
                basis => basis.Policy with { Term = term, Roll = Roll.None, Correction = basis.Policy.Correction with { Term = term } },
                setsDate: true);
        }
        catch (CalendarRangeException outside) // its ladder would climb beyond what the calendar knows
        {
            return Refusal.Field("deadline", outside.Message);
        }

        return impacts.Count == 0
            ? Refusal.Conflict("Esas tareas ya se cerraron, o ya vencen en esa fecha.")
            : await ProposeChange.SaveAsync(
                id, asked.NewTerm ? ChangeKind.NewTerm : ChangeKind.Date,
                $"{(asked.NewTerm ? "Plazo nuevo" : "Nueva fecha")}: {deadline.Sentence}.", asked.Reason, asked.Norm, impacts, acting, db,
                now, command, ct);
    }

    /// <summary>A term that has ended is not extended, in one task or in many; a new one needs an act, and art. 26 is none.</summary>
    private static async Task<ProblemHttpResult?> ExpiredAsync(
        IQueryable<TaskRow> tasks, Asked asked, DateTimeOffset now, CancellationToken ct)
    {
        var ended = await tasks.CountAsync(task => task.State == TaskState.Open && task.DueAt < now, ct);
        if (ended == 0)
            return null;
        if (!asked.NewTerm)
        {
            var (chosen, orLeave) = await ChosenTasks.ChosenAsync(tasks, ct);
            return Refusal.Field(
                "newTerm", $"El plazo de {ChosenTasks.Words(ended, chosen)} ya venció, y un plazo vencido no se amplía (Ley 19.880 art. "
                + $"26). Elige que un acto da un plazo nuevo, y cítalo{orLeave}.");
        }

        return Article26().IsMatch(asked.Norm!)
            ? Refusal.Field("norm", "Ese artículo amplía plazos que corren, y estos ya vencieron. Cita el acto que fija el plazo nuevo.")
            : null;
    }

    [GeneratedRegex(@"19\.?880\D+26\b", RegexOptions.CultureInvariant)]
    private static partial Regex Article26();
}
