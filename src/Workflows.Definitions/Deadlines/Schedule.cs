namespace Workflows.Definitions.Deadlines;

/// <summary>What happens at a moment of a deadline.</summary>
public enum NoticeKind
{
    Reminder,

    /// <summary>The deadline has passed.</summary>
    Due,

    /// <summary>Nobody answered, and the policy says what that means.</summary>
    Silence,

    Escalation,
}

/// <summary>
/// Something to do at an instant because of a deadline. <see cref="WorkingDays"/> is the distance its policy names: before
/// the deadline for a reminder, after it for an escalation. A held notice leaves by itself at <see cref="HeldUntil"/>.
/// </summary>
public sealed record ScheduledNotice(NoticeKind Kind, int Level, int WorkingDays, DateTimeOffset At, DateOnly LocalDate)
{
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>The distance when the policy names it in hours; null when it is in working days.</summary>
    public int? Hours { get; init; }
}

/// <summary>A notice that will not leave, and the Spanish reason, for the record.</summary>
public sealed record SuppressedNotice(ScheduledNotice Notice, string Reason);

/// <summary>All the moments of one visit's deadline: those to wake for, in order, and those suppressed from the start.</summary>
public sealed record Schedule(IReadOnlyList<ScheduledNotice> Notices, IReadOnlyList<SuppressedNotice> Suppressed);
