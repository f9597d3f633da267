using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What an authority does about a late task it was told of: takes note, instructs or reassigns. The task stays open and waits as before;
/// where the policy asks to take note, the next level waits so many working days from here.
/// </summary>
public static class AuthorityActs
{
    private const int LongestText = 2_000;

    /// <summary>Posts a task may pass to, by where its own post is: always within the same institution or ministry.</summary>
    private static readonly Role[] Successors =
    [
        Role.InstitutionPmgOfficer, Role.IndicatorOfficer, Role.HeadOfService, Role.RegionalAdministrator, Role.MinistryPmgOfficer,
        Role.MinistryCabinet,
    ];

    public static bool IsOne(string signal) => signal is TaskWords.Acknowledge or TaskWords.Instruct or TaskWords.Reassign;

    /// <summary>The posts a task of a role may be reassigned to.</summary>
    public static IEnumerable<Role> SuccessorsOf(Role role) => Successors.Where(other => other != role && other.Scope == role.Scope);

    /// <summary>What is wrong with the words of an act, in Spanish; null when nothing is.</summary>
    public static string? ProblemWith(string action, string? text, string taskRole, string? role)
    {
        if (action != TaskWords.Acknowledge && string.IsNullOrWhiteSpace(text))
            return "Escribe qué instruyes: lo recibirá quien tiene la tarea.";
        if (text is { Length: > LongestText })
            return $"El texto puede tener hasta {LongestText} letras.";
        return action == TaskWords.Reassign
            && (Role.Find(taskRole) is not { } from || SuccessorsOf(from).All(successor => successor.Code != role))
            ? "Elige un cargo de la misma institución o ministerio."
            : null;
    }

    /// <summary>Nothing happens when it comes too late or says too little: whoever sent it sees no effect and is told.</summary>
    internal static void Receive(ActivityContext context, OpenTask task, DeadlinePolicy? policy, TaskNotices notices, Resumption resumption)
    {
        var action = resumption.Signal;
        var (number, text, role) = LevelAct.FromValues(resumption.Payload);
        if (Problem(task, task.CurrentAt(context.Now), action, number, text, role) is { } problem)
        {
            context.Record("actRefused", new Dictionary<string, object?> { ["action"] = action, ["reason"] = problem });
            return;
        }

        var level = task.CurrentAt(context.Now)!;
        var by = context.Actor is not { } actor ? "" : actor.OnBehalfOf is { } behalf ? $"{actor.Name} ({behalf})" : actor.Name;
        var attended = task.With(level with { Action = action, By = by, Text = text, At = Instants.Cut(context.Now) });
        if (action == TaskWords.Reassign)
            attended = attended with { Role = role! };
        DateTimeOffset? climbsAgainAt = null;
        if (policy?.Acknowledgement is { } rule && level.Action is null)
            (attended, climbsAgainAt) = PutOff(context, attended, policy, level.Level, rule);
        context.State = attended.ToValues();
        context.Emit(new LevelAttended(context.NextId(), task.TaskId, level.Level, action, text, climbsAgainAt));
        if (action == TaskWords.Reassign)
            context.Emit(new TaskReassigned(task.TaskId, attended.Role, attended.Scope));
        if (action != TaskWords.Acknowledge)
            notices.Instructed(attended, action, by, text!);
    }

    private static string? Problem(OpenTask task, ToldLevel? current, string action, int? level, string? text, string? role)
    {
        if (current is null || level is null || level > current.Level)
            return "Este aviso no ha salido todavía.";
        if (current.Level != level)
            return "Este aviso ya subió a quien sigue: ahora responde esa autoridad.";
        return action == TaskWords.Acknowledge && current.Action is not null
            ? $"Ya se atendió este aviso: {current.By} {TaskWords.LabelOfAct(current.Action)}."
            : ProblemWith(action, text, task.Role, role);
    }

    /// <summary>
    /// Puts off the levels above, also one whose notice is still held: the next one leaves so many working days from today, never before
    /// its own date; the rest keep their distance, in working days or in hours. Answers when the ladder climbs again.
    /// </summary>
    private static (OpenTask Task, DateTimeOffset? ClimbsAgainAt) PutOff(
        ActivityContext context, OpenTask task, DeadlinePolicy policy, int level, AcknowledgementRule rule)
    {
        var today = SantiagoTime.DateAt(context.Now);
        var above = policy.Ladder.Where(next => next.Level > level).ToList();
        DateTimeOffset? climbsAgainAt = null;
        var toCome = NoticesToCome.Of(context, task).ToList();
        foreach (var next in above)
        {
            var key = NoticeKey.OfLevel(next.Level);
            var waiting = toCome.Find(notice => notice.Key == key);
            var (at, heldUntil) = LeavesAgain(context, today, rule, next, above[0]);
            climbsAgainAt ??= waiting?.At > at ? waiting.At : at;
            if (waiting?.At >= at)
                continue;
            if (waiting is not null)
                toCome.Remove(waiting);
            else
                context.Emit(new LevelPutOff(task.TaskId, next.Level));
            task = task with { Levels = [.. task.Levels.Where(told => told.Level != next.Level)] };
            toCome.Add(new(key, at, next.Held ? heldUntil : null));
        }

        if (above.Count > 0)
        {
            task = NoticesToCome.Plan(context, task, toCome);
            context.Emit(task.PlannedNotices);
        }

        return (task, climbsAgainAt);
    }

    private static (DateTimeOffset At, DateTimeOffset HeldUntil) LeavesAgain(
        ActivityContext context, DateOnly today, AcknowledgementRule rule, LadderLevel level, LadderLevel first)
    {
        if (level.HoursAfter is not null)
        {
            var day = TaskQuestions.WorkingDay(context, today, rule.ClimbsAgainAfter);
            var at = SantiagoTime.ToInstant(day, DeadlineComputation.NoticeHour).AddHours(level.LeastHoursAfter - first.LeastHoursAfter);
            return (at, at + DeadlineComputation.HoldInHours);
        }

        var date = TaskQuestions.WorkingDay(
            context, today, rule.ClimbsAgainAfter + level.WorkingDaysAfter - (first.HoursAfter is null ? first.WorkingDaysAfter : 0));
        return (SantiagoTime.ToInstant(date, DeadlineComputation.NoticeHour),
            SantiagoTime.ToInstant(date, DeadlineComputation.HeldUntilHour));
    }
}
