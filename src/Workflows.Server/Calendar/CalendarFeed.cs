using Ical.Net;
using Ical.Net.CalendarComponents;
using Workflows.Definitions.Deadlines;
using Workflows.Server.Web;

namespace Workflows.Server.Calendar;

/// <summary>An open deadline as a calendar program shows it.</summary>
/// <param name="Moves">How often it was moved: the number by which a program knows the newer entry.</param>
public sealed record FeedDeadline(string TaskId, string Title, string? Institution, Deadline Deadline, int Moves = 0);

/// <summary>
/// Writes deadlines for a person's calendar. One by day is an entry of the whole day, so that no clock can push it to the next; one by
/// hour carries Santiago's time zone with it.
/// </summary>
public static class CalendarFeed
{
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);

    public static string Write(IReadOnlyList<FeedDeadline> deadlines, Uri publicUrl, DateTimeOffset now)
    {
        var calendar = CalendarText.Begin("PUBLISH");
        calendar.AddProperty("X-WR-CALNAME", "Plazos de mis tareas");
        foreach (var deadline in deadlines)
            calendar.Events.Add(EntryOf(deadline, publicUrl, now));
        return CalendarText.Write(calendar);
    }

    private static CalendarEvent EntryOf(FeedDeadline deadline, Uri publicUrl, DateTimeOffset now)
    {
        var (start, end) = deadline.Deadline.Hour is null
            ? (CalendarText.Day(deadline.Deadline.Date), CalendarText.Day(deadline.Deadline.Date.AddDays(1)))
            : (CalendarText.Moment(deadline.Deadline.Instant - Shown), CalendarText.Moment(deadline.Deadline.Instant));
        return new()
        {
            Uid = $"{deadline.TaskId}@{publicUrl.Host}",
            Sequence = deadline.Moves,
            DtStamp = CalendarText.Utc(now),
            Start = start,
            End = end,
            Summary = $"Vence: {deadline.Title}",
            Description = deadline.Institution,
            Url = new Uri(publicUrl, $"/tareas/{deadline.TaskId}"),
            Transparency = TransparencyType.Transparent,
        };
    }
}
