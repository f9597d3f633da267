using System.Globalization;

namespace Workflows.Definitions.Calendar;

/// <summary>Dates and numbers as people in Chile read them. Its own words, so a machine without Spanish says the same.</summary>
public static class SpanishDate
{
    private static readonly string[] Months =
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    private static readonly string[] Weekdays = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"];

    private static readonly string[] Ordinals =
    [
        "Primer", "Segundo", "Tercer", "Cuarto", "Quinto", "Sexto", "Séptimo", "Octavo", "Noveno", "Décimo", "Undécimo", "Duodécimo",
        "Decimotercer", "Decimocuarto", "Decimoquinto", "Decimosexto", "Decimoséptimo", "Decimoctavo", "Decimonoveno", "Vigésimo",
    ];

    /// <summary>«octubre», from 1 to 12.</summary>
    public static string Month(int month) => Months[month - 1];

    public static string Weekday(DateOnly date) => Weekdays[(int)date.DayOfWeek];

    /// <summary>«15 de octubre».</summary>
    public static string DayAndMonth(int day, int month) => string.Create(CultureInfo.InvariantCulture, $"{day} de {Months[month - 1]}");

    /// <summary>«15 de octubre de 2026».</summary>
    public static string Of(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{DayAndMonth(date.Day, date.Month)} de {date.Year}");

    /// <summary>«jueves 15 de octubre de 2026».</summary>
    public static string WithWeekday(DateOnly date) => $"{Weekday(date)} {Of(date)}";

    /// <summary>«1 día hábil», «10 días hábiles».</summary>
    public static string WorkingDays(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "día hábil" : "días hábiles")}");

    /// <summary>«1 día corrido», «5 días corridos».</summary>
    public static string CalendarDays(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "día corrido" : "días corridos")}");

    /// <summary>«1 hora», «48 horas».</summary>
    public static string Hours(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "hora" : "horas")}");

    /// <summary>«Tercer», before a masculine word; null where nobody counts so far in words.</summary>
    public static string? Ordinal(int place) => place >= 1 && place <= Ordinals.Length ? Ordinals[place - 1] : null;

    public static string Hour(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
