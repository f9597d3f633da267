namespace Workflows.Definitions.Calendar;

/// <summary>
/// When something handed in counts as received. Electronic windows never close, but what arrives on a day that is not a
/// working day counts at the first hour of the next one (Ley 19.880, art. 25).
/// </summary>
/// <param name="CountsAt">The civil date and hour of Santiago.</param>
public sealed record Filing(DateTime CountsAt, IReadOnlyList<DayReason> Derivation)
{
    /// <param name="local">When it arrived, by the clocks of Santiago.</param>
    /// <param name="hours">The hours the office receives, when a rule limits them.</param>
    public static Filing Received(DateTime local, WorkingCalendar calendar, OfficeHours? hours = null)
    {
        var (date, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var opens = hours?.From ?? TimeOnly.MinValue;
        var isOpen = calendar.IsWorkingDay(date);

        if (isOpen && hours is not null && time < opens)
            return new(date.ToDateTime(opens), [new(date, true, $"Llegó antes de las {SpanishDate.Hour(opens)}.", null)]);
        if (isOpen && (hours is null || time <= hours.Value.To))
            return new(local, [new(date, true, "Llegó en un día hábil.", WorkingCalendar.CountNorm)]);

        var counts = isOpen ? calendar.AddWorkingDays(date, 1) : calendar.RollForward(date);
        List<DayReason> days = isOpen
            ? [new(date, false, $"Llegó después de las {SpanishDate.Hour(hours!.Value.To)}.", null),
                .. calendar.ExplainRollForward(date.AddDays(1))]
            : [.. calendar.ExplainRollForward(date)];
        return new(counts.ToDateTime(opens), days);
    }
}

/// <summary>The hours of a day in which an office receives, both included.</summary>
public readonly record struct OfficeHours(TimeOnly From, TimeOnly To)
{
    /// <exception cref="FormatException">The hours are not like «09:00-18:00»; the message is Spanish.</exception>
    public static OfficeHours Parse(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 2
            && TimeOnly.TryParseExact(parts[0].Trim(), "HH:mm", out var from)
                && TimeOnly.TryParseExact(parts[1].Trim(), "HH:mm", out var to) && from < to
            ? new OfficeHours(from, to)
            : throw new FormatException($"«{text}» no es un horario: escríbelo como 09:00-18:00.");
    }

    public override string ToString() => $"{SpanishDate.Hour(From)}-{SpanishDate.Hour(To)}";
}
