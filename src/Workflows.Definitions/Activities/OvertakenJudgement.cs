using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What was decided about a task by the calendar of before, and a law approved later makes otherwise. It is said to whoever it concerns and
/// stays in the history; the flow is never taken back.
/// </summary>
/// <param name="From">The deadline it was judged by.</param>
/// <param name="To">The one it had by the law.</param>
/// <param name="At">When it was judged.</param>
public sealed record OvertakenJudgement(Judgement What, Deadline From, Deadline To, DateTimeOffset At)
{
    /// <param name="kept">The deadline as the task keeps it.</param>
    /// <param name="closedAt">When the task was completed.</param>
    /// <returns>Null when it would have been judged the same, and for tasks that do not say what their deadline came from.</returns>
    public static OvertakenJudgement? Of(Judgement what, object? kept, WorkingCalendar calendar, DateTimeOffset closedAt)
    {
        var planned = PlannedDeadline.FromValues(kept);
        if (planned.Basis is not { } values)
            return null;
        var plan = DeadlineBasis.Read(values).Plan(calendar);
        var isOvertaken = what switch
        {
            Judgement.Late => plan.StateAt(closedAt) != TermState.Late,
            _ => plan.Schedule.Notices.Any(notice => notice.Kind == NoticeKind.Silence && notice.At > closedAt),
        };
        return isOvertaken ? new(what, planned.Deadline, plan.Deadline, closedAt) : null;
    }

    /// <summary>Writes it into the history of its process, and to whom it concerns: who had the task, and who has what follows.</summary>
    internal static void Tell(ActivityContext context, OvertakenTask about)
    {
        var judged = about.Judged;
        var task = new OpenTask
        {
            TaskId = about.TaskId,
            Title = about.Title,
            Role = about.Role,
            Scope = about.Scope,
            Institution = about.Institution,
            InstitutionName = about.InstitutionName,
            Process = context.Instance.Name ?? context.Definition.Name,
            Deadline = judged.To,
        };
        context.Emit(new JudgementOvertaken(about.TaskId, judged.What, judged.From.ToString(), judged.To.ToString(), about.Why));
        var told = new HashSet<string>();
        foreach (var (role, scope) in about.Following.Prepend((about.Role, about.Scope)))
            new TaskNotices(context, task with { Role = role, Scope = scope }, null, null, _ => null).Overtaken(about, told);
    }
}
