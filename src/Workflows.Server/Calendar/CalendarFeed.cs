using System.Globalization;
using System.Text;

namespace Workflows.Server.Calendar;

/// <summary>An open deadline as a calendar program shows it.</summary>
public sealed record FeedDeadline(string TaskId, string Title, string? Institution, DateTimeOffset DueAt);

/// <summary>Writes deadlines as iCalendar (RFC 5545): instants in UTC, lines folded at 75 octets, text escaped.</summary>
public static class CalendarFeed
{
    private const int LongestLine = 73; // octets, so that the line with its folding mark stays within 75
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);

    public static string Write(IReadOnlyList<FeedDeadline> deadlines, Uri publicUrl, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Flujos de trabajo interministeriales//ES");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "X-WR-CALNAME:" + Escape("Plazos de mis tareas"));
        Line(text, "X-WR-TIMEZONE:America/Santiago");
        foreach (var deadline in deadlines)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{deadline.TaskId}@{publicUrl.Host}");
            Line(text, $"DTSTAMP:{Utc(now)}");
            Line(text, $"DTSTART:{Utc(deadline.DueAt - Shown)}");
            Line(text, $"DTEND:{Utc(deadline.DueAt)}");
            Line(text, "SUMMARY:" + Escape($"Vence: {deadline.Title}"));
            if (deadline.Institution is { } institution) Line(text, "DESCRIPTION:" + Escape(institution));
            Line(text, $"URL:{new Uri(publicUrl, $"/tareas/{deadline.TaskId}")}");
            Line(text, "TRANSP:TRANSPARENT");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
