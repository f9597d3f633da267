using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>The questions activities ask the world, in types. Each question and its answer go into the journal.</summary>
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

    /// <summary>Who the work belongs to, and what everything is called.</summary>
    public static object? Assignee(ActivityContext context, string role, string? scope) =>
        context.Ask(WorldQuestions.Assignee, new Dictionary<string, object?>
    {
        ["role"] = role,
        ["scope"] = scope,
        ["institution"] = Institution(context),
        ["date"] = PlainValues.ToText(SantiagoTime.DateAt(context.DueAt)),
    });

    /// <param name="plan">What is known of a visit that opened before; nothing for one that opens now.</param>
    public static PlannedDeadline Deadline(ActivityContext context, DeadlinePolicy policy, SilenceRule? silence, DeadlineState? plan = null)
    {
        var asked = AboutDeadline(context, policy, silence, plan);
        return new(context.Ask(WorldQuestions.Deadline, asked), asked);
    }

    /// <summary>The most days that extensions may add to the term of a visit.</summary>
    public static int MostExtension(ActivityContext context, DeadlinePolicy policy, SilenceRule? silence, DeadlineState plan) =>
        (int)(context.Ask(WorldQuestions.MostExtension, AboutDeadline(context, policy, silence, plan with { ExtraDays = 0 }))
            .AsNumber() ?? 0);

    /// <summary>Where a role is held for the institution of this activity.</summary>
    public static string ScopeOf(ActivityContext context, string role) =>
        context.Ask(WorldQuestions.Assignee, new Dictionary<string, object?>
    {
        ["role"] = role,
        ["scope"] = null,
        ["institution"] = Institution(context),
        ["date"] = PlainValues.ToText(SantiagoTime.DateAt(context.Now)),
    }).TextOf("scope")!;

    private static Dictionary<string, object?> AboutDeadline(
        ActivityContext context, DeadlinePolicy policy, SilenceRule? silence, DeadlineState? plan)
    {
        var asked = new Dictionary<string, object?>
        {
            ["policy"] = plan?.Policy ?? context.Input("deadline"),
            ["visit"] = (double)HumanTask.RoundOf(context),
            ["openedAt"] = Instants.ToText(plan?.OpenedAt ?? context.DueAt),
            ["year"] = Year(context),
        };
        if (plan is { ExtraDays: > 0 })
            asked["extraDays"] = (double)plan.ExtraDays;
        if (silence is not null && silence != policy.Silence)
            asked["silence"] = new Dictionary<string, object?> { ["outcome"] = silence.Outcome, ["norm"] = silence.Norm };
        return asked;
    }

    /// <summary>People on the day of the burst: who holds a post when the mail leaves, not when it was planned.</summary>
    public static IReadOnlyList<MailAddressee> Recipients(
        ActivityContext context, IEnumerable<string> codes, IEnumerable<string> copy, int level, string role, string scope,
        string? institution,
        DateOnly? date = null)
    {
        var answer = context.Ask(WorldQuestions.Recipients, new Dictionary<string, object?>
        {
            ["codes"] = PlainValues.ToValues(codes),
            ["copy"] = PlainValues.ToValues(copy),
            ["level"] = (double)level,
            ["role"] = role,
            ["scope"] = scope,
            ["institution"] = institution,
            ["date"] = PlainValues.ToText(date ?? SantiagoTime.DateAt(context.Now)),
        });
        return [.. answer.AsList().Select(Addressees.FromValues)];
    }

    public static int WorkingDays(ActivityContext context, DateOnly from, DateOnly to)
    {
        var answer = context.Ask(WorldQuestions.WorkingDays, new Dictionary<string, object?>
        {
            ["from"] = PlainValues.ToText(from),
            ["to"] = PlainValues.ToText(to),
        });
        return (int)(answer.AsNumber() ?? 0);
    }

    /// <summary>The working day so many after a date; with none, the date itself or the next working day.</summary>
    public static DateOnly WorkingDay(ActivityContext context, DateOnly from, int days)
    {
        var answer = context.Ask(WorldQuestions.WorkingDay, new Dictionary<string, object?>
        {
            ["from"] = PlainValues.ToText(from),
            ["days"] = (double)days,
        });
        return DateOnly.ParseExact(Values.ToText(answer), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>When what is handed in now counts as received (Ley 19.880, art. 25); null when it counts at once.</summary>
    public static DateTimeOffset? CountsAt(ActivityContext context, DeadlinePolicy? policy)
    {
        var answer = context.Ask(WorldQuestions.CountsAt, new Dictionary<string, object?>
        {
            ["at"] = Instants.ToText(context.Now),
            ["hours"] = (policy?.Term as Term.Window)?.Hours?.ToString(),
            ["territory"] = policy?.Territory?.Code,
        });
        return answer is null ? null : Instants.Parse(Values.ToText(answer));
    }

    /// <summary>What the answers chose of the organisation, held against it on the day of the act.</summary>
    public static (IReadOnlyList<TaskFinding> Refusals, object? Payload) Chosen(
        ActivityContext context, OpenTask task, object? content, string action, object? payload) => TaskChoices.Judge(
        content, action, payload, new ChoosingPlace(task.Institution, task.Scope), SantiagoTime.DateAt(context.Now),
        asked => context.Ask(WorldQuestions.Chosen, asked));

    /// <summary>The person who acts, to write to them; null when the act came without one the organisation knows.</summary>
    public static MailAddressee? Actor(ActivityContext context)
    {
        if (context.Actor is not { } actor)
            return null;
        var person = context.Ask(WorldQuestions.Person, new Dictionary<string, object?> { ["person"] = actor.PersonId });
        return person.TextOf("email") is { } email
            ? new MailAddressee(
                actor.PersonId, person.TextOf("name") ?? actor.Name, email, "", "Recibes este aviso porque tú lo enviaste.", IsCopy: false)
            : null;
    }

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
