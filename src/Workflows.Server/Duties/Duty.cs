using Workflows.Definitions.Organisation;

namespace Workflows.Server.Duties;

/// <summary>
/// Something the server does on certain days at a certain hour of Santiago: «on these days at this hour do this». It is a
/// description; who wakes it, and that it happens once for each date, is not its business.
/// </summary>
/// <param name="Name">Unique and for ever: dates that ran are kept under it.</param>
/// <param name="Title">What it does, in Spanish.</param>
/// <param name="RunAsync">
/// Does it for one date and says in Spanish how it went. After a crash it is called again for the same date, so it must be
/// written to change nothing the second time.
/// </param>
public sealed record Duty(
    string Name, string Title, DutyDays Days, TimeOnly At, Func<DutyContext, CancellationToken, Task<string>> RunAsync)
{
    public WhenMissed WhenMissed { get; init; } = WhenMissed.RunLatest;

    /// <summary>«Resumen diario de tareas: cada día hábil a las 08:00».</summary>
    public string Label =>
        $"{Title}: {DaysLabel} a las {Definitions.Calendar.SpanishDate.Hour(At)}";

    private string DaysLabel => Days switch
    {
        DutyDays.Working => "cada día hábil",
        DutyDays.FirstOfWeek => "el primer día hábil de cada semana",
        _ => "todos los días",
    };
}

public enum DutyDays
{
    Every,
    Working,

    /// <summary>Monday, or the next working day of that week; none in a week of holidays.</summary>
    FirstOfWeek,
}

/// <summary>What to do with dates that passed while no server ran.</summary>
public enum WhenMissed
{
    /// <summary>Only the last one: yesterday's digest helps nobody today.</summary>
    RunLatest,

    /// <summary>Each of them, in order.</summary>
    RunEach,
}

/// <summary>What a duty gets: the date it runs for, which after a pause is not today, and the world as it is now.</summary>
public sealed record DutyContext(DateOnly Date, DateTimeOffset DueAt, DateTimeOffset Now, WorldSnapshot World);

/// <summary>Every duty of this server.</summary>
public sealed class DutyCatalog(IEnumerable<Duty> duties)
{
    public IReadOnlyList<Duty> All { get; } = [.. duties.OrderBy(duty => duty.Name, StringComparer.Ordinal)];
}
