namespace Workflows.Definitions.Openings;

/// <summary>One opening of a calendar: of which period, counted from which day, and when.</summary>
/// <param name="Period">What tells it from every other of its calendar: «2026-06», «2026-T2», «2026-S1» or «2026».</param>
/// <param name="CutOff">The day of its rule (el corte), moved off days that are not working days.</param>
public sealed record Opening(string Period, DateOnly CutOff, DateTimeOffset At);

/// <summary>What a day becomes that is not a working day.</summary>
public enum DayRoll
{
    Next,
    Previous,
    None,
}
