using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What the deadline of one visit is computed from, as the activity asks it and the task keeps it. With a calendar it gives the same
/// deadline again; with another, the one the world would have now.
/// </summary>
public sealed record DeadlineBasis(DeadlinePolicy Policy, int Visit, DateTimeOffset OpenedAt, int Year, int ExtraDays)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <exception cref="FormatException">The values are not what an activity asks; the message is Spanish.</exception>
    public static DeadlineBasis Read(object? values)
    {
        var policy = DeadlinePolicies.Of(values.Member("policy") ?? throw new ActivityFaultException("No se indicó el plazo."));
        if (values.Member("silence") is { } silence)
            policy = policy with { Silence = new SilenceRule(silence.TextOf("outcome") ?? TaskWords.Expired, silence.TextOf("norm")) };
        var openedAt = Instants.Parse(values.TextOf("openedAt") ?? throw new ActivityFaultException("No se indicó desde cuándo corre el plazo."));
        var year = values.Member("year") is null ? SantiagoTime.DateAt(openedAt).Year : values.WholeOf("year") ?? 0;
        return year is >= FirstYear and <= LastYear
            ? new(policy, values.WholeOf("visit") ?? 1, openedAt, year, values.WholeOf("extraDays") ?? 0)
            : throw new ActivityFaultException($"El año «{Values.ToText(values.Member("year"))}» no sirve: indica uno entre {FirstYear} y {LastYear}.");
    }

    public DeadlinePlan Plan(WorkingCalendar calendar) => DeadlineComputation.For(Policy, Visit, OpenedAt, Year, calendar, extraDays: ExtraDays);

    /// <summary>How many days extensions may add in all.</summary>
    public int MostExtension(WorkingCalendar calendar)
    {
        var first = (this with { ExtraDays = 0 }).Plan(calendar).Deadline;
        return DeadlineComputation.MostExtension(Policy, Visit, OpenedAt, first, calendar);
    }
}
