using System.Globalization;

namespace Workflows.Definitions.Calendar;

/// <summary>
/// The hour of America/Santiago, which binds all of Chile, Magallanes and Rapa Nui included. Turns civil dates and hours
/// into instants and back; it never reads a clock.
/// </summary>
/// <remarks>
/// An hour that does not exist (the night clocks go forward) becomes the first instant that does. An hour that happens
/// twice (the night they go back) means the first time; what ends then ends at the last.
/// </remarks>
public static class SantiagoTime
{
    public const string ZoneId = "America/Santiago";

    private static readonly TimeSpan OffsetGuess = TimeSpan.FromHours(-4);

    /// <summary>No change of clocks in Chile has been longer.</summary>
    private static readonly TimeSpan LongestChange = TimeSpan.FromHours(2);

    private static readonly Change[] Changes = ReadChanges(TimeZoneInfo.FindSystemTimeZoneById(ZoneId));

    /// <summary>Every change of clocks in one line, so that a new time-zone database is noticed.</summary>
    public static string RulesText { get; } = string.Join(
        '|', Changes.Select(change => string.Create(
            CultureInfo.InvariantCulture, $"{change.From:yyyyMMddHHmm}{change.Offset.TotalMinutes:+0;-0}")));

    /// <summary>The instant of a civil date and hour, always with offset zero.</summary>
    public static DateTimeOffset ToInstant(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        var at = IndexAt(local - OffsetGuess);
        // The guess may land one change too early or too late: try the neighbours, earliest first.
        for (var i = Math.Max(0, at - 1); i < Changes.Length && i <= at + 1; i++)
        {
            var instant = local - Changes[i].Offset;
            var start = i == 0 ? DateTime.MinValue : Changes[i].From;
            var end = i + 1 < Changes.Length ? Changes[i + 1].From : DateTime.MaxValue;
            if (instant < start) return Utc(start); // the hour was skipped
            if (instant < end) return Utc(instant);
        }

        return Utc(local - Changes[at].Offset);
    }

    /// <summary>The same, but the second time of an hour that happens twice.</summary>
    public static DateTimeOffset ToLastInstant(DateOnly date, TimeOnly time)
    {
        var first = ToInstant(date, time);
        var local = date.ToDateTime(time);
        var next = IndexAt(first.UtcDateTime) + 1;
        if (next >= Changes.Length || Changes[next].From - first.UtcDateTime > LongestChange) return first;
        var second = local - Changes[next].Offset;
        return second >= Changes[next].From ? Utc(second) : first;
    }

    /// <summary>Clocks pass over this hour, on a night they go forward.</summary>
    public static bool IsSkipped(DateOnly date, TimeOnly time) => ToLocal(ToInstant(date, time)) != date.ToDateTime(time);

    /// <summary>Clocks show this hour twice, on a night they go back.</summary>
    public static bool IsRepeated(DateOnly date, TimeOnly time) => ToLastInstant(date, time) != ToInstant(date, time);

    /// <summary>The last second of a civil date: on the night clocks go back, the second 23:59:59.</summary>
    public static DateTimeOffset EndOfDay(DateOnly date) => StartOfDay(date.AddDays(1)).AddSeconds(-1);

    /// <summary>The first instant of a civil date: one in the morning on the day that has no midnight.</summary>
    public static DateTimeOffset StartOfDay(DateOnly date) => ToInstant(date, TimeOnly.MinValue);

    /// <summary>What clocks in Santiago show at an instant.</summary>
    public static DateTime ToLocal(DateTimeOffset instant) => instant.UtcDateTime + Changes[IndexAt(instant.UtcDateTime)].Offset;

    public static DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant));

    public static TimeOnly TimeAt(DateTimeOffset instant) => TimeOnly.FromDateTime(ToLocal(instant));

    /// <summary>
    /// Every change of clocks in those years, and the one that ruled when they began: what another program needs to read our hours.
    /// </summary>
    public static IEnumerable<(DateTime FromUtc, TimeSpan Before, TimeSpan After)> ChangesIn(int firstYear, int lastYear)
    {
        var first = Math.Max(1, IndexAt(new DateTime(firstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        for (var i = first; i < Changes.Length && Changes[i].From.Year <= lastYear; i++)
            yield return (Changes[i].From, Changes[i - 1].Offset, Changes[i].Offset);
    }

    private static DateTimeOffset Utc(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static int IndexAt(DateTime utc)
    {
        int low = 0, high = Changes.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Changes[middle].From <= utc) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private static Change[] ReadChanges(TimeZoneInfo zone)
    {
        var from = new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var changes = new List<Change> { new(from, zone.GetUtcOffset(from)) };

        for (var day = from; day.Year < 2100; day = day.AddDays(1))
        {
            var offset = zone.GetUtcOffset(day.AddDays(1));
            if (offset == changes[^1].Offset) continue;

            var minute = FirstMinuteWith(zone, offset, day);
            // Chile changes its clocks when Saturday ends ("24:00"). .NET drops whole days from the closing rule of a
            // zone file, reads that as Saturday 00:00 and comes a day early; which years suffer depends on the file.
            var clockBefore = minute + changes[^1].Offset;
            if (clockBefore is { DayOfWeek: DayOfWeek.Saturday, Hour: 0 }) minute = minute.AddDays(1);
            changes.Add(new(minute, offset));
        }

        return [.. changes];
    }

    private static DateTime FirstMinuteWith(TimeZoneInfo zone, TimeSpan offset, DateTime day)
    {
        int low = 0, high = 24 * 60;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (zone.GetUtcOffset(day.AddMinutes(middle)) == offset) high = middle;
            else low = middle + 1;
        }

        return day.AddMinutes(low);
    }

    /// <summary>From this instant on, clocks run at this distance from UTC.</summary>
    private readonly record struct Change(DateTime From, TimeSpan Offset);
}
