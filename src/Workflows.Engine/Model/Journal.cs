namespace Workflows.Engine;

/// <summary>One thing that happened inside a burst. What it holds is enough to derive open tasks, timers and mails.</summary>
public sealed record JournalEntry(string Kind, string? ActivityId, long? ExecutionId, int Visit, object? Data);

/// <summary>Who is behind a stimulus, and for whom they acted.</summary>
public sealed record Actor(string PersonId, string Name, string? OnBehalfOf);

/// <summary>What became of a stimulus.</summary>
public enum AdvanceStatus
{
    /// <summary>The instance moved.</summary>
    Applied,

    /// <summary>The instance does not wait for this, or no longer: nothing changed.</summary>
    NotExpected,

    /// <summary>An incident holds the whole instance: nothing changed, and the stimulus should come again after a decision.</summary>
    Halted,
}

/// <summary>The result of a burst: the new instance, what it wants, and what happened.</summary>
public sealed record Advanced(
    AdvanceStatus Status, WorkflowInstance Instance, IReadOnlyList<Effect> Effects, IReadOnlyList<JournalEntry> Journal)
{
    /// <summary>True when the burst was cut and waits for <see cref="ContinueBurst"/>.</summary>
    public bool WasCut => Instance.Queue.Count > 0 && Instance.SubStatus == WorkflowSubStatus.Executing;
}

/// <summary>Instants as text, cut to the microseconds that PostgreSQL keeps.</summary>
public static class Instants
{
    public static DateTimeOffset Cut(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % 10), TimeSpan.Zero);

    public static string ToText(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
