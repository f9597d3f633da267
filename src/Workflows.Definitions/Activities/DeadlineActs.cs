using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What people decide about the deadline of an open task: more time asked and granted, or a new computation because the world changed.
/// The task stays open and its timers are set anew; what was already sent stays true.
/// </summary>
internal static class DeadlineActs
{
    private const int LongestReason = 2_000;

    private const string Expired = "El plazo ya venció y no se amplía (Ley 19.880 art. 26): un plazo nuevo necesita un acto propio.";

    private const string NoneLeft = "El plazo ya no admite más prórroga: no puede pasar de la mitad (Ley 19.880 art. 26).";

    private const string HalfInAll = "prórrogas y ampliaciones no pueden pasar juntas de la mitad del plazo (Ley 19.880 art. 26).";

    public static bool IsOne(string signal) => signal is TaskWords.AskExtension or TaskWords.DecideExtension or TaskWords.RecomputeDeadline;

    public static void Receive(ActivityContext context, OpenTask task, DeadlinePolicy? policy, SilenceRule? silence, Resumption resumption)
    {
        var problem = task.Deadline is null || task.Plan is null || policy is null
            ? "Esta tarea no tiene un plazo que se pueda cambiar."
            : resumption.Signal switch
            {
                TaskWords.AskExtension => Ask(context, task, policy, silence, ExtensionRequest.FromValues(resumption.Payload)),
                TaskWords.DecideExtension => Decide(context, task, policy, silence, ExtensionDecision.FromValues(resumption.Payload)),
                _ => Recompute(context, task, policy, silence, DeadlineCorrection.FromValues(resumption.Payload)),
            };
        if (problem is not null)
            context.Emit(new ActRefused(resumption.Signal, problem));
    }

    /// <summary>The term ended while a request waited: it grants nothing (Ley 19.880, art. 26).</summary>
    public static void Lapse(ActivityContext context, OpenTask task, TaskNotices notices)
    {
        if (task.Plan?.Asked is not { } asked)
            return;
        context.Emit(new ExtensionDecided(asked.Id, task.TaskId, ExtensionOutcome.Lapsed, 0, null));
        context.State = (task with { Plan = task.Plan with { Asked = null } }).ToValues();
        notices.ExtensionDecided(ExtensionOutcome.Lapsed, "", "");
    }

    private static string? Ask(
        ActivityContext context, OpenTask task, DeadlinePolicy policy, SilenceRule? silence, ExtensionRequest request)
    {
        var (plan, days, reason) = (task.Plan!, request.Days, request.Reason);
        if (!policy.Extension.Allowed)
            return "El plazo de esta tarea no admite prórroga.";
        if (task.Deadline!.Value.IsLate(context.Now))
            return "El plazo ya venció: una prórroga se pide antes de que venza (Ley 19.880 art. 26).";
        if (plan.Asked is not null)
            return "Ya hay una prórroga pedida que espera decisión.";
        if (ReasonProblem(reason) is { } wrong)
            return wrong;
        var most = Left(context, policy, silence, plan);
        if (most < 1)
            return NoneLeft;
        if (days < 1 || days > most)
            return $"Puedes pedir entre 1 y {Unit(policy, HumanTask.RoundOf(context), most)}: la prórroga no puede pasar de la mitad del "
                + "plazo (Ley 19.880 art. 26).";

        var extension = new AskedExtension(context.NextId(), days, context.Actor?.PersonId);
        var proposed = TaskQuestions.Deadline(context, policy, silence, plan with { ExtraDays = plan.ExtraDays + days });
        var decidedBy = policy.Extension.DecidedBy;
        context.State = (task with { Plan = plan with { Asked = extension } }).ToValues();
        context.Emit(new ExtensionAsked
        {
            ExtensionId = extension.Id,
            TaskId = task.TaskId,
            Days = days,
            CalendarDays = TermOf(policy, HumanTask.RoundOf(context)).CountsEveryDay,
            Reason = reason!,
            Proposed = proposed.Deadline.ToString(),
            ExpiresAt = task.Deadline.Value.ExpiresAt,
            DecidedByRole = decidedBy,
            DecidedByScope = TaskQuestions.ScopeOf(context, decidedBy),
        });
        new TaskNotices(context, task, policy, silence, proposed.LevelAt)
            .ExtensionAsked(decidedBy, Unit(policy, HumanTask.RoundOf(context), days), reason!, proposed.Deadline);
        return null;
    }

    private static string? Decide(
        ActivityContext context, OpenTask task, DeadlinePolicy policy, SilenceRule? silence, ExtensionDecision decision)
    {
        var (plan, reason, isGranted) = (task.Plan!, decision.Reason, decision.IsGranted);
        if (plan.Asked is not { } asked || asked.Id != decision.Extension)
            return "Esta prórroga ya se decidió.";
        if (task.Deadline!.Value.IsLate(context.Now))
            return "El plazo ya venció: una prórroga se decide antes de que venza (Ley 19.880 art. 26).";
        if (asked.ByPersonId is { } by && by == context.Actor?.PersonId)
            return "Quien pide la prórroga no la decide: la decide otra persona.";
        if (ReasonProblem(reason) is { } wrong)
            return wrong;
        var days = isGranted ? decision.Days ?? asked.Days : 0;
        if (isGranted && (days < 1 || days > asked.Days))
            return $"Puedes otorgar entre 1 y {Unit(policy, HumanTask.RoundOf(context), asked.Days)}: no más de lo que se pidió.";
        // Time given de oficio since it was asked for took its part of the half.
        if (isGranted && Left(context, policy, silence, plan) is var left && days > left)
            return left < 1 ? NoneLeft : $"Puedes otorgar hasta {Unit(policy, HumanTask.RoundOf(context), left)}: {HalfInAll}";

        var decided = plan with { Asked = null, ExtraDays = plan.ExtraDays + days };
        var (outcome, granted) = (isGranted ? ExtensionOutcome.Granted : ExtensionOutcome.Refused,
            Unit(policy, HumanTask.RoundOf(context), days));
        context.Emit(new ExtensionDecided(asked.Id, task.TaskId, outcome, days, reason));
        var planned = TaskQuestions.Deadline(context, policy, silence, decided);
        if (isGranted)
            Move(context, task, planned, decided, $"Prórroga de {granted}: {reason}", _ => true);
        else
            context.State = (task with { Plan = decided }).ToValues();
        new TaskNotices(context, OpenTask.FromValues(context.State), policy, silence, planned.LevelAt)
            .ExtensionDecided(outcome, granted, reason!);
        return null;
    }

    private static string? Recompute(
        ActivityContext context, OpenTask task, DeadlinePolicy policy, SilenceRule? silence, DeadlineCorrection correction)
    {
        var plan = task.Plan!;
        if (correction.SetsDate && !correction.IsNewTerm && task.Deadline!.Value.IsLate(context.Now))
            return Expired;
        if (correction.Policy is { } corrected)
        {
            policy = DeadlinePolicies.Of(corrected);
            plan = plan with { Policy = corrected };
            if (correction.SetsDate)
                plan = plan with { ExtraDays = 0, Suspensions = [], Office = [] };
            silence = silence is null ? null : policy.Silence ?? silence;
        }

        if (correction.Adds is { } added)
        {
            if (AddedProblem(context, task, policy, silence, added) is { } wrong)
                return wrong;
            plan = plan.With(added);
        }

        var planned = TaskQuestions.Deadline(context, policy, silence, plan);
        // An ended term that runs again, by an act that gives a new one or because its last days were suspended.
        if (task.Deadline!.Value.IsLate(context.Now)
            && (correction.IsNewTerm || (correction.Adds is not null && !planned.Deadline.IsLate(context.Now))))
        {
            Begin(context, task, planned, plan, correction.Why ?? "Plazo nuevo.");
            return null;
        }

        var waiting = NoticesToCome.Of(context, task).ToHashSet();
        var parked = context.Bookmarks.Where(timer => timer.ParkedBecause is not null).Select(NoticeTimer.NoticeOf).ToList();
        var keys = waiting.Concat(parked).Select(notice => notice.Key).ToHashSet();
        // What has already fired is history: it does not fire again because its date moved.
        bool StillToCome(PlannedNotice notice) =>
            keys.Contains(notice.Key) || (notice.Kind == NoticeKind.Due && notice.At > context.Now);
        if (planned.Deadline == task.Deadline && correction.Policy is null && parked.Count == 0
            && waiting.SetEquals(planned.Notices.Where(StillToCome)))
            return "Con los datos de ahora el plazo es el mismo.";

        Move(context, task, planned, plan, correction.Why ?? "Se volvió a calcular el plazo.", StillToCome);
        return null;
    }

    /// <summary>Why an act does not reach this term; null when it does.</summary>
    private static string? AddedProblem(
        ActivityContext context, OpenTask task, DeadlinePolicy policy, SilenceRule? silence, Adjustments added)
    {
        var deadline = task.Deadline!.Value;
        if (added.Suspensions.Any(suspension => deadline.Date < suspension.From))
            return "El plazo termina antes de que empiece la suspensión: no la alcanza.";
        if (added.Office.Count == 0)
            return null;
        if (deadline.IsLate(context.Now))
            return Expired;
        if (!policy.Extension.Allowed)
            return "El plazo de esta tarea no admite ampliación.";
        var left = Left(context, policy, silence, task.Plan!);
        return left < 1 ? NoneLeft
            : added.Days < 1 || added.Days > left
                ? $"Se puede ampliar entre 1 y {Unit(policy, HumanTask.RoundOf(context), left)}: {HalfInAll}"
            : null;
    }

    /// <summary>How many days more the term may be given, asked for or de oficio.</summary>
    private static int Left(ActivityContext context, DeadlinePolicy policy, SilenceRule? silence, DeadlineState plan) =>
        TaskQuestions.MostExtension(context, policy, silence, plan) - plan.GivenDays;

    /// <summary>
    /// The old term is over and a new one begins, with all its notices: nobody hears any more that the old one ended.
    /// </summary>
    private static void Begin(ActivityContext context, OpenTask task, PlannedDeadline planned, DeadlineState plan, string why)
    {
        foreach (var level in task.Levels.Where(level => level.LeavesAt > context.Now))
            context.Emit(new LevelPutOff(task.TaskId, level.Level));
        Move(context, task with { Levels = [] }, planned, plan, why, _ => true);
    }

    private static void Move(
        ActivityContext context, OpenTask task, PlannedDeadline planned, DeadlineState plan, string why, Func<PlannedNotice, bool> isWanted)
    {
        // A ladder that is climbing keeps its dates: authorities have been told, and may have put the next level off.
        var climbs = task.Levels.Count > 0 && context.Now >= planned.LateFrom;
        var kept = climbs ? NoticesToCome.Of(context, task).Where(notice => notice.Kind == NoticeKind.Escalation) : [];
        var retimed = task with
        {
            Deadline = planned.Deadline,
            AdditionalUntil = planned.AdditionalUntil,
            OpensAt = planned.OpensAt,
            LegalTerm = planned.Sentence,
            Plan = plan,
        };
        var moved = NoticesToCome.Plan(
            context, retimed,
            [.. HumanTask.StillToCome(context, planned)
                .Where(notice => isWanted(notice) && !(climbs && notice.Kind == NoticeKind.Escalation)), .. kept]);
        context.State = moved.ToValues();
        context.Emit(new DeadlineMoved(
            task.TaskId, task.Deadline!.Value.ToString(), planned.Deadline.ToString(), planned.Deadline.Instant, planned.LateFrom,
            planned.Values, why));
        context.Emit(moved.PlannedNotices);
    }

    private static string? ReasonProblem(string? reason) =>
        reason is null ? "Escribe el motivo: queda en la historia del proceso."
        : reason.Length > LongestReason ? $"El motivo puede tener hasta {LongestReason} letras."
        : null;

    private static Term TermOf(DeadlinePolicy policy, int visit) => visit == 1 ? policy.Term : policy.Correction.Term;

    private static string Unit(DeadlinePolicy policy, int visit, int days) =>
        TermOf(policy, visit).CountsEveryDay ? SpanishDate.CalendarDays(days) : SpanishDate.WorkingDays(days);
}
