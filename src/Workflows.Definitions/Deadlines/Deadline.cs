using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// A civil date, and maybe an hour, in Santiago until which something is in time. This is what is stored; its instant is
/// derived, because the clocks of law may change.
/// </summary>
public readonly record struct Deadline(DateOnly Date, TimeOnly? Hour = null)
{
    /// <summary>The second that a deadline names is in time, whole.</summary>
    public static readonly TimeSpan WholeSecond = TimeSpan.FromSeconds(1);

    private static readonly TimeOnly EndOfDay = new(23, 59, 59);

    /// <summary>The civil date and hour; 23:59:59 without an hour.</summary>
    public DateTime Local => Date.ToDateTime(Hour ?? EndOfDay);

    /// <summary>
    /// The last second that is in time. A day without an hour lasts until its last 23:59:59, also when it has 25 hours. An hour that
    /// happens twice ends at its second time, and one that does not exist when the clocks have passed over it: nobody loses time to one.
    /// </summary>
    public DateTimeOffset Instant => Hour is { } hour ? SantiagoTime.ToLastInstant(Date, hour) : SantiagoTime.EndOfDay(Date);

    /// <summary>The first instant that is late. The second named by the deadline is still in time, whole.</summary>
    public DateTimeOffset ExpiresAt => Instant + WholeSecond;

    public bool IsLate(DateTimeOffset instant) => instant >= ExpiresAt;

    /// <summary>«jueves 15 de octubre de 2026 a las 18:30».</summary>
    public string Sentence => SpanishDate.WithWeekday(Date) + (Hour is { } hour ? $" a las {SpanishDate.Hour(hour)}" : "");

    /// <summary>As it is stored: 2026-10-15 or 2026-10-15T18:30.</summary>
    public override string ToString() =>
        Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + Hour?.ToString("'T'HH:mm", CultureInfo.InvariantCulture);

    public static Deadline Parse(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var date)) return new Deadline(date);
        return DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", culture, DateTimeStyles.None, out var local)
            ? new Deadline(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : throw new FormatException($"«{text}» no es un plazo: escríbelo como 2026-10-15 o 2026-10-15T18:30.");
    }
}
