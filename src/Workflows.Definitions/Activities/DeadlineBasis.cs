using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What the deadline of one visit is computed from, as the activity asks it and the task keeps it. With a calendar it gives the same
/// deadline again; with another, the one the world would have now.
/// </summary>
public sealed record DeadlineBasis(DeadlinePolicy Policy, int Visit, DateTimeOffset OpenedAt, int Year, int ExtraDays)
{
    /// <exception cref="FormatException">The values are not what an activity asks; the message is Spanish.</exception>
    public static DeadlineBasis Read(object? values) => Of(DeadlineQuestion.FromValues(values));

    /// <exception cref="FormatException">The policy cannot be read; the message is Spanish.</exception>
    public static DeadlineBasis Of(DeadlineQuestion asked)
    {
        var policy = DeadlinePolicies.Of(asked.Policy ?? throw new ActivityFaultException("No se indicó el plazo."));
        if (asked.Silence is { } silence)
            policy = policy with { Silence = silence };
        return new(policy, asked.Visit, asked.OpenedAt, Years.Of(asked.Year, SantiagoTime.DateAt(asked.OpenedAt).Year), asked.ExtraDays)
        {
            Suspensions = asked.Suspensions,
            Office = asked.Office,
            Place = asked.Place is { } code ? Territory.Kept(code) : null,
        };
    }

    /// <summary>Where the institution was when the deadline was asked for; null in the whole country.</summary>
    public Territory? Place { get; init; }

    /// <summary>Where its days are counted; null in the whole country.</summary>
    public Territory? Territory => PolicyThere.Territory;

    /// <summary>Days on which the term did not run.</summary>
    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>More time that was given de oficio.</summary>
    public IReadOnlyList<OfficeExtension> Office { get; init; } = [];

    private Adjustments Adjustments => ExtraDays == 0 && Suspensions.Count == 0 && Office.Count == 0
        ? Adjustments.None
        : new(ExtraDays) { Suspensions = Suspensions, Office = Office };

    private DeadlinePolicy PolicyThere => Policy.InInstitution ? Policy with { Territory = Place } : Policy;

    /// <summary>The same with what one act more decides.</summary>
    public DeadlineBasis With(Adjustments added) =>
        this with { Suspensions = [.. Suspensions, .. added.Suspensions], Office = [.. Office, .. added.Office] };

    public DeadlinePlan Plan(WorkingCalendar calendar) =>
        DeadlineComputation.For(PolicyThere, Visit, OpenedAt, Year, calendar, Adjustments);

    /// <summary>How many days extensions may add in all: half of the term as it was, without what people decided of it.</summary>
    public int MostExtension(WorkingCalendar calendar)
    {
        var first = (this with { ExtraDays = 0, Office = [], Suspensions = [] }).Plan(calendar).Deadline;
        return DeadlineComputation.MostExtension(PolicyThere, Visit, OpenedAt, first, calendar);
    }

    /// <summary>How many of them are left, whether they are asked for or given de oficio (Ley 19.880, art. 26).</summary>
    public int ExtensionLeft(WorkingCalendar calendar) => MostExtension(calendar) - Adjustments.Days;
}
