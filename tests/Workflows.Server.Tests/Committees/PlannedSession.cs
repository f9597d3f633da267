using Workflows.Definitions.Calendar;

namespace Workflows.Server.Tests.Committees;

/// <summary>What becomes of a session.</summary>
internal enum SessionConduct
{
    IsHeld,
    IsMoved,
    HasNoQuorum,
    IsPostponedWhole,
    IsSuspended,
    IsObserved,
}

/// <summary>A session as the calendar of its body plans it in January, and what will become of it: the same every time.</summary>
internal sealed record PlannedSession(string Body, int Number)
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Shipped;

    /// <summary>The second Tuesday or the third Thursday of a month from February on; the next working day when it is none.</summary>
    public DateOnly Date { get; } = Calendar.AddWorkingDays(
        Nth(new(2026, 1 + Number, 1), HasQuorum(Body) ? (2, DayOfWeek.Tuesday) : (3, DayOfWeek.Thursday)).AddDays(-1), 1);

    /// <summary>Items are proposed until then.</summary>
    public DateOnly Closes => Calendar.AddWorkingDays(Date, -10);

    public DateOnly Opens => Calendar.AddWorkingDays(Date, -15);

    public DateOnly MovedTo => Calendar.AddWorkingDays(Date, 5);

    public SessionConduct Conduct => (Number % 6) switch
    {
        2 => SessionConduct.IsMoved,
        3 => HasQuorum(Body) ? SessionConduct.HasNoQuorum : SessionConduct.IsPostponedWhole,
        4 => SessionConduct.IsSuspended,
        5 => SessionConduct.IsObserved,
        _ => SessionConduct.IsHeld,
    };

    /// <summary>It met and wrote minutes.</summary>
    public bool IsMet => Conduct is not (SessionConduct.HasNoQuorum or SessionConduct.IsSuspended);

    /// <summary>It left an agreement.</summary>
    public bool Agrees => IsMet && Conduct != SessionConduct.IsPostponedWhole;

    public string Item => $"Materia {Number}";

    /// <summary>The norm of one of the two fixes a quorum.</summary>
    public static bool HasQuorum(string body) => body == "comite-tecnico-pmg";

    private static DateOnly Nth(DateOnly month, (int Which, DayOfWeek Day) rule) =>
        month.AddDays(((int)rule.Day - (int)month.DayOfWeek + 7) % 7 + (7 * (rule.Which - 1)));
}
