using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Workflows.Definitions.Calendar;
using IcsCalendar = Ical.Net.Calendar;

namespace Workflows.Server.Web;

/// <summary>
/// What feeds and invitations share: a calendar in our name, days and hours of Santiago, and the text with its time zone. The zone comes
/// from the hours this server computes with, never from a table of the reader's or of a library.
/// </summary>
internal static class CalendarText
{
    /// <param name="method">PUBLISH for a feed; REQUEST or CANCEL for an invitation.</param>
    public static IcsCalendar Begin(string method) => new() { Method = method, ProductId = "-//Flujos de trabajo interministeriales//ES" };

    public static CalDateTime Day(DateOnly date) => new(date);

    /// <summary>An instant as clocks in Santiago show it.</summary>
    public static CalDateTime Moment(DateTimeOffset instant)
    {
        var local = SantiagoTime.ToLocal(instant);
        return new(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), SantiagoTime.ZoneId);
    }

    public static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, hasTime: true);

    public static string Write(IcsCalendar calendar)
    {
        var years = calendar.Events.SelectMany(entry => new[] { entry.Start, entry.End }).OfType<CalDateTime>()
            .Where(moment => moment.TzId == SantiagoTime.ZoneId).Select(moment => moment.Year).ToList();
        if (years.Count > 0)
            calendar.AddTimeZone(Santiago(years.Min() - 1, years.Max() + 1));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    // Each change by itself: laws have moved them too often for one rule.
    private static VTimeZone Santiago(int firstYear, int lastYear)
    {
        var zone = new VTimeZone(SantiagoTime.ZoneId);
        foreach (var (fromUtc, before, after) in SantiagoTime.ChangesIn(firstYear, lastYear))
        {
            var local = fromUtc + before;
            zone.AddChild(new VTimeZoneInfo(after > before ? "DAYLIGHT" : "STANDARD")
            {
                TimeZoneName = after.Hours.ToString("00;-00", System.Globalization.CultureInfo.InvariantCulture),
                OffsetFrom = new UtcOffset(before),
                OffsetTo = new UtcOffset(after),
                Start = new CalDateTime(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), null),
            });
        }

        return zone;
    }
}
