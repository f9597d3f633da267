using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Committees;

/// <summary>
/// When a session begins, as a form says it: a day and an hour of Santiago. It reads what people write («9:30», «15.00 horas») and never
/// guesses: what it cannot read, and an hour that clocks skip that night, is a problem in words.
/// </summary>
internal sealed partial record SessionTime(DateOnly Date, TimeOnly Hour)
{
    public DateTimeOffset Start => SantiagoTime.ToInstant(Date, Hour);

    /// <summary>As forms and results write it: «2026-10-15T15:00».</summary>
    public string Local => Date.ToDateTime(Hour).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <param name="start">Day and hour in one, «2026-10-15T15:00»; empty when they come apart.</param>
    /// <returns>The time, or the field that is wrong and why.</returns>
    public static (SessionTime? Time, string Field, string Problem) Read(string start, string date, string hour)
    {
        if (start.Length > 0 && start.Split('T', 2) is [var day, var clock])
            (date, hour) = (day, clock);
        else if (start.Length > 0)
            date = start;
        if (date.Length == 0)
            return (null, "Fecha", "Falta el día de la sesión.");
        if (!DateOnly.TryParseExact(date.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            return (null, "Fecha", $"«{date}» no es una fecha.");
        if (hour.Trim().Length == 0)
            return (null, "Hora", "Falta la hora de la sesión.");
        if (HourIn(hour) is not { } at)
            return (null, "Hora", $"«{hour}» no es una hora. Escribe, por ejemplo, 15:30.");
        var time = new SessionTime(on, at);
        return SantiagoTime.ToLocal(time.Start) == on.ToDateTime(at)
            ? (time, "", "")
            : (null, "Hora", $"Las {SpanishDate.Hour(at)} del {SpanishDate.WithWeekday(on)} no existen: a esa hora los relojes se "
                + "adelantan.");
    }

    private static TimeOnly? HourIn(string text)
    {
        if (Clock().Match(text.Trim()) is not { Success: true } match)
            return null;
        var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true } said ? int.Parse(said.ValueSpan, CultureInfo.InvariantCulture) : 0;
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex(@"^(a las )?(?<hour>\d{1,2})([:.](?<minute>\d{2}))?(:00)?\s*(horas?|hrs?\.?|h\.?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Clock();
}
