using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>What activities ask the world about a task, completed with what they know of it.</summary>
internal static class TaskQuestions
{
    /// <summary>The institution the activity is about: its own input, or the process's.</summary>
    public static string? Institution(ActivityContext context) =>
        (context.Input("institution") ?? context.Instance.Input.GetValueOrDefault("institution")) is { } code
            && Values.ToText(code) is { Length: > 0 } text
            ? text
            : null;

    /// <summary>The year of the process; without one, deadlines use the year in which the task opens.</summary>
    public static object? Year(ActivityContext context) =>
        (context.Input("year") ?? context.Instance.Input.GetValueOrDefault("year")) is { } year ? ToNumber(year) : null;

    public static Assignee Assignee(ActivityContext context, string role, string? scope) =>
        context.Ask(new AssigneeQuestion(role, scope, Institution(context), SantiagoTime.DateAt(context.DueAt)));

    /// <param name="plan">What is known of a visit that opened before; nothing for one that opens now.</param>
    public static PlannedDeadline Deadline(
        ActivityContext context, DeadlinePolicy policy, SilenceRule? silence, DeadlineState? plan = null) =>
        context.Ask(AboutDeadline(context, policy, silence, plan));

    /// <summary>The most days that extensions may add to the term of a visit.</summary>
    public static int MostExtension(ActivityContext context, DeadlinePolicy policy, SilenceRule? silence, DeadlineState plan) =>
        context.Ask(new MostExtensionQuestion(AboutDeadline(context, policy, silence, plan)));

    /// <summary>Where a role is held for the institution of this activity.</summary>
    public static string ScopeOf(ActivityContext context, string role) =>
        context.Ask(new AssigneeQuestion(role, null, Institution(context), SantiagoTime.DateAt(context.Now))).Scope;

    private static DeadlineQuestion AboutDeadline(
        ActivityContext context, DeadlinePolicy policy, SilenceRule? silence, DeadlineState? plan) => new(
            plan?.Policy ?? context.Input("deadline"), HumanTask.RoundOf(context), plan?.OpenedAt ?? context.DueAt, Year(context))
        {
            ExtraDays = plan?.ExtraDays ?? 0,
            Suspensions = plan?.Suspensions ?? [],
            Office = plan?.Office ?? [],
            Institution = policy.InInstitution ? Institution(context) : null,
            Region = policy.InInstitution ? RegionOf(context) : null,
            Place = plan?.Place,
            Silence = silence == policy.Silence ? null : silence,
        };

    /// <summary>The region whose post does it, when the role is of one.</summary>
    private static string? RegionOf(ActivityContext context) =>
        Role.Find(context.Text("role"))?.Scope == RoleScope.Region && context.Text("scope") is { Length: > 0 } region ? region : null;

    /// <summary>People on the day of the burst: who holds a post when the mail leaves, not when it was planned.</summary>
    public static IReadOnlyList<MailAddressee> Recipients(
        ActivityContext context, IEnumerable<string> codes, IEnumerable<string> copy, int level, string role, string scope,
        string? institution, DateOnly? date = null) => context.Ask(new RecipientsQuestion(
            [.. codes], [.. copy], level, role, scope, institution, date ?? SantiagoTime.DateAt(context.Now)));

    public static int WorkingDays(ActivityContext context, DateOnly from, DateOnly to) => context.Ask(new WorkingDaysQuestion(from, to));

    /// <summary>The working day so many after a date; with none, the date itself or the next working day.</summary>
    public static DateOnly WorkingDay(ActivityContext context, DateOnly from, int days) => context.Ask(new WorkingDayQuestion(from, days));

    /// <summary>When what is handed in now counts as received (Ley 19.880, art. 25); null when it counts at once.</summary>
    public static DateTimeOffset? CountsAt(ActivityContext context, DeadlinePolicy? policy) => context.Ask(new CountsAtQuestion(
        context.Now, (policy?.Term as Term.Window)?.Hours?.ToString(),
        policy is { InInstitution: true } ? context.State.Member("plan").TextOf("place") : policy?.Territory?.Code));

    /// <summary>What the answers chose of the organisation, held against it on the day of the act.</summary>
    public static (IReadOnlyList<TaskFinding> Refusals, object? Payload) Chosen(
        ActivityContext context, OpenTask task, object? content, string action, object? payload) => TaskChoices.Judge(
        content, action, payload, new ChoosingPlace(task.Institution, task.Scope), SantiagoTime.DateAt(context.Now), context.Ask);

    /// <summary>The person who acts, to write to them; null when the act came without one the organisation knows.</summary>
    public static MailAddressee? Actor(ActivityContext context) =>
        context.Actor is { } actor && context.Ask(new PersonQuestion(actor.PersonId)) is { Email.Length: > 0 } person
            ? new MailAddressee(
                actor.PersonId, person.Name.Length > 0 ? person.Name : actor.Name, person.Email, "",
                "Este aviso llega a quien hizo el envío.", IsCopy: false)
            : null;

    private static object ToNumber(object year)
    {
        try
        {
            return Values.Convert(year, "Int32") ?? year;
        }
        catch (ValueConversionException)
        {
            throw new ActivityFaultException($"El año «{Values.ToText(year)}» no es un número.");
        }
    }
}
