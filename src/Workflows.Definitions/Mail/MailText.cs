using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;

namespace Workflows.Definitions.Mail;

/// <summary>Dates and distances as our mails write them: always the weekday and the date, never «hoy» or «mañana».</summary>
public static class MailText
{
    /// <summary>«lunes 09/03/2026».</summary>
    public static string Day(DateOnly date) =>
        $"{SpanishDate.Weekday(date)} {date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}";

    /// <summary>«lunes 09/03/2026 a las 18:00 horas».</summary>
    public static string DayAndHour(DateOnly date, TimeOnly hour) => $"{Day(date)} a las {SpanishDate.Hour(hour)} horas";

    public static string Moment(DateTimeOffset instant) => DayAndHour(SantiagoTime.DateAt(instant), SantiagoTime.TimeAt(instant));

    /// <summary>A deadline without an hour ends at 23:59.</summary>
    public static string Until(Deadline deadline) => DayAndHour(deadline.Date, TimeOnly.FromDateTime(deadline.Local));

    /// <summary>The same, saying whose hour it is where clocks show another.</summary>
    public static string Until(Deadline deadline, string? place, string? institution) =>
        RegionalClock.NoteFor(place, institution, deadline.Instant) is { } note ? $"{Until(deadline)} ({note})" : Until(deadline);

    /// <summary>«En plazo adicional, hasta el martes 20/10/2026 a las 23:59 horas».</summary>
    /// <param name="lateFrom">The first instant after it.</param>
    public static string InAdditionalTerm(DateTimeOffset lateFrom) =>
        $"{TermStates.LabelOf(TermState.InAdditionalTerm)}, hasta el {Moment(lateFrom - Deadline.WholeSecond)}";

    /// <summary>«2 días hábiles de atraso»; «vencido» on the day after a deadline on which no working day has passed yet.</summary>
    public static string Lateness(int workingDays) =>
        workingDays > 0 ? $"{SpanishDate.WorkingDays(workingDays)} de atraso" : "plazo vencido";

    /// <summary>«Quinto día hábil de atraso».</summary>
    public static string DayOfLateness(int workingDays) => workingDays switch
    {
        <= 0 => "Plazo vencido",
        _ when SpanishDate.Ordinal(workingDays) is { } ordinal => $"{ordinal} día hábil de atraso",
        _ => $"{SpanishDate.WorkingDays(workingDays)} de atraso",
    };

    /// <summary>The same of a term that is told in hours: «4 horas de atraso», counting whole ones.</summary>
    public static string Lateness(TimeSpan late) =>
        late >= TimeSpan.FromHours(1) ? $"{SpanishDate.Hours((int)late.TotalHours)} de atraso" : "plazo vencido";

    /// <summary>«Faltan 4 horas.», counting the one that has begun.</summary>
    public static string Remaining(TimeSpan left) => (int)Math.Ceiling(left.TotalHours) switch
    {
        <= 1 => "Falta menos de una hora.",
        var hours => $"Faltan {SpanishDate.Hours(hours)}.",
    };

    /// <summary>«Faltan 5 días hábiles.»</summary>
    public static string Remaining(int workingDays) => workingDays switch
    {
        <= 0 => "El plazo termina en esa fecha.",
        1 => "Falta 1 día hábil.",
        _ => $"Faltan {SpanishDate.WorkingDays(workingDays)}.",
    };

    /// <summary>«a», «a y b», «a, b y c».</summary>
    public static string Enumeration(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} y {items[^1]}",
    };
}
