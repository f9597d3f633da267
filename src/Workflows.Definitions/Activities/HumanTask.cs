using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Checking;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Something a person does: it opens a task with its deadline, reminds, escalates, and completes once. Passing its deadline does
/// not close it; only its policy's silence does. A timer belongs to a visit: a second visit has its own, and each has one at a time.
/// </summary>
public abstract class HumanTask : ActivityType
{
    private protected static readonly string[] CommonInputs = ["title", "instructions", "role", "scope", "institution", "year", "deadline"];

    public override bool MayWait => true;
    public override bool GoesOnWithoutTimer => true;
    public override bool HearsAfterwards => true;
    public override string? TypeOf(string input) => input == "year" ? "Int32" : null;
    public override string DefaultAction => TaskWords.Unattended;

    /// <summary>deliverable, review or comment: which form the client shows.</summary>
    public abstract string TaskKind { get; }

    /// <summary>The ports silence may leave by, besides those that need a norm.</summary>
    private protected virtual IReadOnlyList<string> SilencePorts => [TaskWords.Expired];

    /// <summary>Ports by which silence decides something in favour of the silent one's counterpart: only when a norm says so.</summary>
    private protected virtual IReadOnlyList<string> SilencePortsOfNorm => [];

    private protected abstract IReadOnlyList<string> Actions(ActivityContext context);

    /// <summary>What people see and what <see cref="TaskRules"/> asks for. The same on entry and on resumption.</summary>
    private protected abstract Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters);

    /// <summary>What being handed in means here: outputs and the port to leave by.</summary>
    private protected abstract void Accept(ActivityContext context, OpenTask task, Act act);

    /// <summary>What silence does in this visit; the policy's own unless a visit has another.</summary>
    private protected virtual SilenceRule? SilenceOf(ActivityContext context, DeadlinePolicy policy) => policy.Silence;

    /// <summary>Who does it: the role and where it is held; without a place, where the process says.</summary>
    private protected virtual (string Role, string? Scope) PostOf(ActivityContext context) =>
        (context.Text("role"), context.Text("scope") is { Length: > 0 } scope ? scope : null);

    private protected virtual string TitleOf(ActivityContext context) => context.Text("title", context.Node.Label);

    /// <summary>Why whoever acts may not do this now, in Spanish; null when they may. Asked of the world on the day they act.</summary>
    private protected virtual string? RefusalOf(ActivityContext context, OpenTask task) => Evaluators.RefusalOf(context, task);

    /// <summary>
    /// Holds what is handed in against the world, once: why it is refused, in Spanish, and the payload with what the acceptance needs to
    /// know.
    /// </summary>
    private protected virtual (string? Refusal, object? Payload) Judge(ActivityContext context, OpenTask task, object? payload) =>
        (null, payload);

    /// <summary>What came back, to be told with the task.</summary>
    private protected virtual IReadOnlyList<object?> RemarksOf(ActivityContext context) => [];

    /// <summary>The port silence leaves by in this visit, once somebody of several may have answered.</summary>
    private protected virtual string PortOfSilence(OpenTask task, SilenceRule silence) => silence.Outcome;

    /// <summary>What silence leaves behind, besides the port.</summary>
    private protected virtual void Silent(ActivityContext context, OpenTask task, SilenceRule silence)
    {
    }

    /// <summary>
    /// Which round this visit belongs to: 1 before anything was returned. A delivery that was taken back opens another visit of the same
    /// round, with the deadline it had.
    /// </summary>
    internal static int RoundOf(ActivityContext context) => BeforeOf(context)?.Round.AsWhole() ?? context.Visit;

    private protected static TakenBackVisit? BeforeOf(ActivityContext context) => TakenBackVisit.FromValues(context.TakenBack);

    public override void Execute(ActivityContext context)
    {
        var (role, scope) = PostOf(context);
        var before = BeforeOf(context);
        var assignee = TaskQuestions.Assignee(context, role, scope);
        var bookmark = context.Open(BookmarkKind.Task, TaskKind, burns: false);
        var policy = PolicyOf(context);
        var silence = policy is null ? null : CheckedSilence(SilenceOf(context, policy));
        var planned = policy is null ? null
            : before?.Deadline is { } kept ? PlannedDeadline.FromValues(kept)
            : TaskQuestions.Deadline(context, policy, silence);
        var task = new OpenTask
        {
            TaskId = InstanceIds.Within(context.Instance.Id, bookmark.Id),
            Title = TitleOf(context),
            Instructions = context.Text("instructions") is { Length: > 0 } instructions ? instructions : null,
            Role = assignee.Role,
            Scope = assignee.Scope,
            Institution = assignee.Institution,
            InstitutionName = assignee.InstitutionName,
            Process = context.Instance.Name ?? context.Definition.Name,
            Deadline = planned?.Deadline,
            AdditionalUntil = planned?.AdditionalUntil,
            OpensAt = planned?.OpensAt,
            Plan = planned is null ? null
                : DeadlineState.OfTakenBack(before) ?? new DeadlineState(Instants.Cut(context.DueAt)) { Place = planned.Place },
            LegalTerm = planned?.Sentence,
            RuleParameters = RuleParameters(context),
            Arrived = ArrivedAnswers.Of(context),
        };
        if (planned is not null)
            task = NoticesToCome.Plan(context, task, StillToCome(context, planned));
        context.State = task.ToValues();
        var content = ContentOf(context, task);
        context.Emit(new TaskOpened
        {
            BookmarkId = bookmark.Id,
            TaskId = task.TaskId,
            ActivityId = context.Node.ActivityId,
            TaskKind = TaskKind,
            Title = task.Title,
            Instructions = task.Instructions,
            Visit = context.Visit,
            InstitutionCode = task.Institution,
            RoleCode = task.Role,
            ScopeCode = task.Scope,
            Actions = Actions(context),
            Content = content,
            DueAt = task.Deadline?.Instant,
            LateFrom = task.LateAfter?.ExpiresAt,
            Deadline = planned?.Values,
            Notices = task.ToCome,
        });

        if (before is not null)
            return; // whoever took it back knows
        var remarks = RemarksOf(context);
        new TaskNotices(context, task, policy, silence, level => planned?.LevelAt(level)).Opened(remarks, new TaskContent(content).Form);
    }

    public override void Resume(ActivityContext context, Resumption resumption)
    {
        var task = OpenTask.FromValues(context.State);
        if (resumption.Bookmark.Kind == BookmarkKind.Timer)
            Wake(context, task, resumption);
        else if (DeadlineActs.IsOne(resumption.Signal) && PolicyOf(context) is var policy)
            DeadlineActs.Receive(context, task, policy, policy is null ? null : CheckedSilence(SilenceOf(context, policy)), resumption);
        else if (AuthorityActs.IsOne(resumption.Signal))
            AuthorityActs.Receive(context, task, PolicyOf(context), Notices(context, task, PolicyOf(context)), resumption);
        else if (HeldNotices.IsAct(resumption.Signal))
            HeldNotices.Receive(context, task, resumption);
        else
            Receive(context, task, resumption);
    }

    /// <summary>A law changed the calendar by which a visit that is over was judged.</summary>
    public override void HearAfterwards(ActivityContext context, object? payload) =>
        OvertakenJudgement.Tell(context, OvertakenTask.FromValues(payload));

    public override IEnumerable<string> Check(CompiledNode node)
    {
        foreach (var problem in TaskChecks.Assignment(node))
            yield return problem;
        foreach (var problem in TaskChecks.Deadline(node, SilencePorts, SilencePortsOfNorm))
            yield return problem;
        foreach (var problem in TaskChecks.Form(node))
            yield return problem;
    }

    public override IEnumerable<Finding> Findings(CompiledNode node) => AssigneeChecks.Findings(node).Concat(DeadlineChecks.Findings(node));

    /// <summary>The ports of the deadline as drawn; an unreadable policy has none and is reported by the check.</summary>
    private protected static IReadOnlyList<string> PortsOfSilence(CompiledNode node)
    {
        try
        {
            return node.Input("deadline")?.Constant is { } drawn && DeadlinePolicies.Of(drawn).Silence is { } silence
                ? [silence.Outcome]
                : [];
        }
        catch (DeadlinePolicyException)
        {
            return [];
        }
    }

    /// <summary>
    /// A notice whose hour has come. One that cannot be told is set apart for a person with its reason, and the ladder goes on: the task
    /// is no less open, nor less late, because somebody could not be told.
    /// </summary>
    private void Wake(ActivityContext context, OpenTask task, Resumption resumption)
    {
        var come = NoticeTimer.NoticeOf(resumption.Bookmark);
        var policy = PolicyOf(context);
        var silence = policy is null ? null : CheckedSilence(SilenceOf(context, policy));
        if (come.Kind == NoticeKind.Silence && silence is not null && resumption.Signal != ParkTimer.Name)
        {
            BySilence(context, task, policy, silence);
            return;
        }

        task = NoticesToCome.GoOn(context, task, come);
        context.State = task.ToValues();
        var problem = resumption.Signal == ParkTimer.Name
            ? Values.ToText(resumption.Payload)
            : context.Attempt(() => Tell(context, task, Notices(context, task, policy, silence), come));
        if (problem is not null)
            NoticeTimer.Open(context, come, problem);
    }

    private static void Tell(ActivityContext context, OpenTask task, TaskNotices notices, PlannedNotice come)
    {
        switch (come.Kind)
        {
            case NoticeKind.Reminder:
                notices.Remind(come.Key);
                break;
            case NoticeKind.Escalation:
                if (notices.Escalate(come) is { } heardAt)
                    context.State = task.With(new ToldLevel(come.Key.Number, heardAt)).ToValues();
                break;
            default:
                DeadlineActs.Lapse(context, task, notices);
                notices.Due();
                break;
        }
    }

    private void BySilence(ActivityContext context, OpenTask task, DeadlinePolicy? policy, SilenceRule silence)
    {
        Notices(context, task, policy, silence).Ended();
        Silent(context, task, silence);
        var port = PortOfSilence(task, silence);
        context.Emit(new TaskCompleted(task.TaskId, port, IsLate: false));
        context.Complete(port);
    }

    private void Receive(ActivityContext context, OpenTask task, Resumption resumption)
    {
        var actions = Actions(context);
        // A run without people wakes a task with an action that no task offers: it accepts what a person would have to fill in.
        var isUnattended = resumption.Signal == TaskWords.Unattended && context.Actor is null;
        var action = isUnattended ? actions[0] : resumption.Signal;
        var content = ContentOf(context, task);
        IReadOnlyList<TaskFinding> findings = isUnattended
            ? []
            : AcceptedFindings(context, task, actions, content, action, resumption.Payload);
        // Nobody filled it in, so there is nothing to hold against the organisation.
        var (refusal, payload) = isUnattended
            ? (null, resumption.Payload)
            : HeldAgainstTheWorld(context, task, content, action, resumption.Payload);
        if (refusal is not null)
        {
            context.Emit(new ActRefused(action, refusal));
            return;
        }

        var act = Received(context, task, action, payload, findings);
        context.Emit(new SubmissionReceived
        {
            SubmissionId = act.SubmissionId,
            TaskId = task.TaskId,
            Action = action,
            InstitutionCode = task.Institution,
            Visit = context.Visit,
            Timeliness = act.Timeliness,
            CountsAt = act.CountsAt,
            Body = act.Body,
        });
        Accept(context, task, act);
    }

    /// <summary>What there is to say without asking anybody. The server asked before, so a refusal here is a fault.</summary>
    private static List<TaskFinding> AcceptedFindings(
        ActivityContext context, OpenTask task, IReadOnlyList<string> actions, object? content, string action, object? payload)
    {
        List<TaskFinding> findings =
            [.. TaskRules.TooEarly(task.OpensAt, context.Now), .. TaskRules.Findings(actions, content, action, payload)];
        var refusals = findings.Where(finding => finding.Blocks).Select(finding => finding.Message).ToList();
        return refusals.Count == 0 ? findings : throw new ActivityFaultException(string.Join(" ", refusals.Take(5)), "refused");
    }

    /// <summary>Why the organisation of the day refuses it, in Spanish, and the payload with what was found.</summary>
    private (string? Refusal, object? Payload) HeldAgainstTheWorld(
        ActivityContext context, OpenTask task, object? content, string action, object? payload)
    {
        if (RefusalOf(context, task) is { } refusal)
            return (refusal, payload);
        var (gone, chosen) = TaskQuestions.Chosen(context, task, content, action, payload);
        return gone.Count > 0
            ? (string.Join(" ", gone.Take(5).Select(finding => finding.Message)), chosen)
            : Judge(context, task, chosen);
    }

    private static Act Received(
        ActivityContext context, OpenTask task, string action, object? payload, IReadOnlyList<TaskFinding> findings)
    {
        var policy = PolicyOf(context);
        var isLate = task.Deadline is { } due && TermStates.Of(due, task.AdditionalUntil, context.Now) == TermState.Late;
        var timeliness = (isLate, policy?.Late) switch
        {
            (false, _) => TaskWords.OnTime,
            (_, LateRule.ReviewerDecides) => TaskWords.Extemporaneous,
            (_, LateRule.FailsRequirement) => TaskWords.Unmet,
            _ => TaskWords.Late,
        };
        return new(action, payload, context.NextId(), isLate, timeliness, [.. findings.Select(finding => finding.Message)],
            TaskQuestions.CountsAt(context, policy));
    }

    /// <summary>
    /// With the answers that arrived from other steps, as they were when the task opened: they may be answered anew meanwhile.
    /// </summary>
    private Dictionary<string, object?> ContentOf(ActivityContext context, OpenTask task)
    {
        var content = Content(context, task.RuleParameters);
        if (task.Arrived is not null)
            content[TaskContent.Key.Arrived] = task.Arrived;
        return content;
    }

    /// <summary>Completes the task for people and the activity for the flow.</summary>
    private protected static void Leave(ActivityContext context, OpenTask task, Act act, string port)
    {
        context.Emit(new TaskCompleted(task.TaskId, port, act.IsLate));
        context.Complete(port);
    }

    private protected static TaskNotices Notices(
        ActivityContext context, OpenTask task, DeadlinePolicy? policy, SilenceRule? silence = null) =>
        new(context, task, policy, silence,
            level => NoticesToCome.Of(context, task).FirstOrDefault(notice => notice.Key == NoticeKey.OfLevel(level))?.At);

    private protected static DeadlinePolicy? PolicyOf(ActivityContext context)
    {
        try
        {
            // A correction of the policy rules the visits that somebody approved it for; the drawing rules the others.
            return (context.State.Member("plan").Member("policy") ?? context.Input("deadline")) is { } drawn
                ? DeadlinePolicies.Of(drawn)
                : null;
        }
        catch (DeadlinePolicyException refused)
        {
            throw new ActivityFaultException(refused.Message, "deadline");
        }
    }

    private SilenceRule? CheckedSilence(SilenceRule? silence)
    {
        if (silence is not null && TaskChecks.Silence(silence, SilencePorts, SilencePortsOfNorm) is { } problem)
            throw new ActivityFaultException(problem, "deadline");
        return silence;
    }

    /// <summary>The notices of a plan that a visit waits for. What has passed is told, and does not come.</summary>
    internal static IEnumerable<PlannedNotice> StillToCome(ActivityContext context, PlannedDeadline planned)
    {
        foreach (var notice in planned.Notices)
        {
            // When silence closes the task at the same instant, there is nothing left to do at the end of the term.
            if (notice.Kind == NoticeKind.Due && planned.Notices.Any(other => other.Kind == NoticeKind.Silence))
                continue;
            if (notice.Kind == NoticeKind.Reminder && notice.At < context.Now)
                NoticeTimer.Suppress(context, notice.Key, "La hora de este recordatorio ya pasó.");
            else
                yield return notice;
        }
    }

    private static object? RuleParameters(ActivityContext context)
    {
        if (context.Text("rules") is not { Length: > 0 } name)
            return null;
        var rules = RuleSets.Find(name) ?? throw new ActivityFaultException($"Las reglas «{name}» no existen.");
        return rules.Programme is null
            ? context.Input("rulesWith")
            : context.Ask(new FrameworkQuestion(rules.Programme, TaskQuestions.Year(context), SantiagoTime.DateAt(context.DueAt)))
                .ToValues();
    }
}
