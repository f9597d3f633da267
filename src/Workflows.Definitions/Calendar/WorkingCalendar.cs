using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Definitions.Calendar;

/// <summary>
/// The working days (días hábiles) of whole years: Monday to Friday except holidays (Ley 19.880, art. 25). Immutable;
/// every question is answered in constant time, and never outside the years it knows.
/// </summary>
public sealed class WorkingCalendar
{
    internal const string CountNorm = "Ley 19.880 art. 25";

    /// <summary>Terms of días corridos are whole and run to midnight, and only a norm leaves holidays out.</summary>
    internal const string CalendarDaysNorm = "Código Civil arts. 48 a 50";

    private static readonly Lazy<WorkingCalendar> ShippedCalendar = new(() => new WorkingCalendar(ChileanHolidays.All));

    private readonly Dictionary<DateOnly, Holiday> _holidays = [];
    private readonly ConcurrentDictionary<string, WorkingCalendar> _places = new(StringComparer.Ordinal);
    private readonly Lazy<string> _version;
    private readonly int _firstDay;

    /// <summary>How many working days there are from the first day up to and including each day.</summary>
    private readonly int[] _upTo;

    /// <summary>The working days in order.</summary>
    private readonly DateOnly[] _workingDays;

    /// <param name="holidays">Whole years of holidays, without a year missing in between.</param>
    /// <param name="place">Where the count happens. Without it only national and electoral holidays count.</param>
    public WorkingCalendar(IEnumerable<Holiday> holidays, Territory? place = null)
        : this(WholeYears([.. holidays]), place)
    {
    }

    private WorkingCalendar(List<Holiday> holidays, Territory? place)
        : this(holidays, holidays[0].Date.Year, holidays[^1].Date.Year, place)
    {
    }

    /// <param name="holidays">In their order.</param>
    internal WorkingCalendar(List<Holiday> holidays, int firstYear, int lastYear, Territory? place)
    {
        (Holidays, FirstYear, LastYear, Place) = (holidays, firstYear, lastYear, place);
        foreach (var holiday in Holidays.Where(CountsHere)) _holidays.TryAdd(holiday.Date, holiday);

        _firstDay = new DateOnly(FirstYear, 1, 1).DayNumber;
        _upTo = new int[new DateOnly(LastYear, 12, 31).DayNumber - _firstDay + 1];
        var workingDays = new List<DateOnly>(_upTo.Length);
        for (var i = 0; i < _upTo.Length; i++)
        {
            var date = DateOnly.FromDayNumber(_firstDay + i);
            if (!IsWeekend(date) && !_holidays.ContainsKey(date)) workingDays.Add(date);
            _upTo[i] = workingDays.Count;
        }

        _workingDays = [.. workingDays];
        _version = new(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text()))));
    }

    /// <summary>The calendar of the holidays that ship with the product.</summary>
    public static WorkingCalendar Shipped => ShippedCalendar.Value;

    public IReadOnlyList<Holiday> Holidays { get; }

    public Territory? Place { get; }

    public int FirstYear { get; }

    public int LastYear { get; }

    /// <summary>A hash of everything that may change an answer.</summary>
    public string Version => _version.Value;

    /// <summary>The same in a few letters, by which people name the calendar that a date was computed with.</summary>
    public string Edition => Version[..8];

    /// <summary>
    /// The same holidays as they count in a place; this calendar itself without one, or for one that no longer exists. Each place is
    /// computed once.
    /// </summary>
    public WorkingCalendar In(Territory? place) =>
        place is not { Exists: true } || place == Place ? this : _places.GetOrAdd(place.Code, _ => new WorkingCalendar(Holidays, place));

    public Holiday? HolidayOn(DateOnly date) => _holidays.GetValueOrDefault(date);

    /// <summary>Those that count here, in their order.</summary>
    public IEnumerable<Holiday> HolidaysBetween(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (_holidays.TryGetValue(day, out var holiday))
                yield return holiday;
        }
    }

    public bool IsWorkingDay(DateOnly date) => UpTo(date) != UpTo(date, -1);

    /// <summary>
    /// The date that many working days away; the count starts the day after (or before, when negative). Zero is the
    /// date itself, working day or not.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly date, int count)
    {
        if (count == 0)
        {
            UpTo(date);
            return date;
        }

        var at = count > 0 ? (long)UpTo(date) + count - 1 : (long)UpTo(date, -1) + count;
        return at >= 0 && at < _workingDays.Length
            ? _workingDays[at]
            : throw Outside($"contar {SpanishDate.WorkingDays(Math.Abs(count))} {(count > 0 ? "desde" : "hacia atrás desde")} el "
                + $"{SpanishDate.Of(date)}");
    }

    /// <summary>The date that many calendar days (días corridos) away; every day counts.</summary>
    public DateOnly AddCalendarDays(DateOnly date, int count)
    {
        UpTo(date);
        var at = (long)date.DayNumber - _firstDay + count;
        return at >= 0 && at < _upTo.Length
            ? date.AddDays(count)
            : throw Outside($"contar {SpanishDate.CalendarDays(Math.Abs(Math.Max(count, -int.MaxValue)))} "
                + $"{(count > 0 ? "desde" : "hacia atrás desde")} el {SpanishDate.Of(date)}");
    }

    /// <summary>The same day some months away; a month without that day ends the term on its last (Ley 19.880, art. 25).</summary>
    public DateOnly AddMonths(DateOnly date, int count)
    {
        UpTo(date);
        if (Math.Abs((long)count) > 12 * (LastYear - FirstYear + 1)) throw Outside($"contar {count} meses");
        var end = date.AddMonths(count);
        UpTo(end);
        return end;
    }

    /// <summary>
    /// The civil date and hour that many hours of working days away: a working day has 24, any other none. What begins on a day that is
    /// not a working day begins with the next one, or ends with the one before when it is counted backwards.
    /// </summary>
    public DateTime AddWorkingHours(DateTime local, int count)
    {
        const int OfDay = 24;
        var (date, hour) = (DateOnly.FromDateTime(local), local.TimeOfDay);
        if (!IsWorkingDay(date))
            (date, hour) = count < 0 ? (date, TimeSpan.Zero) : (RollForward(date), TimeSpan.Zero);
        date = AddWorkingDays(date, count / OfDay);
        hour += TimeSpan.FromHours(count % OfDay);
        if (hour.TotalHours >= OfDay)
            return AddWorkingDays(date, 1).ToDateTime(TimeOnly.MinValue) + hour - TimeSpan.FromHours(OfDay);
        return hour < TimeSpan.Zero
            ? AddWorkingDays(date, -1).ToDateTime(TimeOnly.MinValue) + hour + TimeSpan.FromHours(OfDay)
            : date.ToDateTime(TimeOnly.MinValue) + hour;
    }

    /// <summary>The date itself when it is a working day, else the next one.</summary>
    public DateOnly RollForward(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    /// <summary>The last date to send a notice that must come that many full working days before a meeting.</summary>
    public DateOnly LatestNotice(DateOnly meeting, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        return AddWorkingDays(meeting, -workingDays);
    }

    /// <summary>
    /// How many working days must be added to the first date to pass over the same days up to the second; negative backwards.
    /// </summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) =>
        to >= from ? UpTo(to) - UpTo(from) : UpTo(to, -1) - UpTo(from, -1);

    /// <summary>The days of <see cref="AddWorkingDays"/>, from the first to the result, each counted or not and why.</summary>
    public IReadOnlyList<DayReason> ExplainAddWorkingDays(DateOnly date, int count)
    {
        var end = AddWorkingDays(date, count);
        var step = Math.Sign(count);
        // Art. 25 says how a term runs; nobody's term runs backwards.
        var norm = step < 0 ? null : CountNorm;
        var days = new List<DayReason>
        {
            new(date, false, step < 0 ? "Desde aquí se cuenta hacia atrás." : "El plazo corre desde el día siguiente.", norm),
        };
        var counted = 0;
        for (var day = date; day != end;)
        {
            day = day.AddDays(step);
            days.Add(WhyNot(day) ?? new DayReason(day, true, $"Día hábil {++counted} de {Math.Abs(count)}.", norm));
        }

        return days;
    }

    /// <summary>The days of <see cref="AddCalendarDays"/>: all count, holidays too.</summary>
    public IReadOnlyList<DayReason> ExplainAddCalendarDays(DateOnly date, int count)
    {
        var end = AddCalendarDays(date, count);
        var step = Math.Sign(count);
        var days = new List<DayReason> { new(
            date, false, count < 0 ? "Desde aquí se cuenta hacia atrás." : "El plazo corre desde el día siguiente.",
            count < 0 ? null : CalendarDaysNorm) };
        var counted = 0;
        for (var day = date; day != end;)
        {
            day = day.AddDays(step);
            var reason = WhyNot(day) is { } closed ? $" {closed.Reason}" : "";
            var norm = count < 0 ? null : CalendarDaysNorm;
            days.Add(new DayReason(day, true, $"Día corrido {++counted} de {Math.Abs(count)}.{reason}", norm));
        }

        return days;
    }

    /// <summary>The days that <see cref="AddWorkingHours"/> passed over, from the day it began to the day it ended.</summary>
    public IReadOnlyList<DayReason> ExplainDaysWithoutHours(DateOnly from, DateOnly to)
    {
        var days = new List<DayReason>();
        for (var day = from; day < to; day = day.AddDays(1))
        {
            if (WhyNot(day) is { } closed)
                days.Add(closed);
        }

        return days;
    }

    /// <summary>The days of <see cref="RollForward"/>: those passed over and the one reached.</summary>
    public IReadOnlyList<DayReason> ExplainRollForward(DateOnly date)
    {
        var end = RollForward(date);
        var days = new List<DayReason>();
        for (var day = date; day < end; day = day.AddDays(1)) days.Add(WhyNot(day)!);
        days.Add(new DayReason(end, false, end == date ? "Es día hábil." : "Primer día hábil siguiente.", CountNorm));
        return days;
    }

    /// <summary>The days of <see cref="LatestNotice"/>, from the meeting backwards.</summary>
    public IReadOnlyList<DayReason> ExplainLatestNotice(DateOnly meeting, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var days = ExplainAddWorkingDays(meeting, -workingDays).ToList();
        days[0] = days[0] with
        {
            Reason = $"Es el día de la sesión, que no se cuenta. Hacia atrás se cuentan {SpanishDate.WorkingDays(workingDays)}: el último "
                + "es el día en que se cita.",
        };
        return days;
    }

    /// <summary>Why a day is not a working day; nothing when it is one.</summary>
    public DayReason? WhyNot(DateOnly date)
    {
        if (_holidays.TryGetValue(date, out var holiday)) return new DayReason(date, false, holiday.Reason, holiday.Norm);
        return IsWeekend(date) ? new DayReason(date, false, $"Es {SpanishDate.Weekday(date)}: día inhábil.", CountNorm) : null;
    }

    private static List<Holiday> WholeYears(List<Holiday> holidays)
    {
        if (holidays.Count == 0) throw new ArgumentException("El calendario no tiene feriados.", nameof(holidays));

        List<Holiday> inOrder = [.. holidays.OrderBy(holiday => holiday.Date).ThenBy(holiday => holiday.Name, StringComparer.Ordinal)];
        var years = inOrder.Where(holiday => holiday.Scope == HolidayScope.National).Select(holiday => holiday.Date.Year).ToHashSet();
        for (var year = inOrder[0].Date.Year; year <= inOrder[^1].Date.Year; year++)
            if (!years.Contains(year))
                throw new ArgumentException($"El calendario no tiene los feriados nacionales de {year}.", nameof(holidays));
        return inOrder;
    }

    private bool CountsHere(Holiday holiday) =>
        holiday.Scope != HolidayScope.Territorial || (Place is not null && Place.IsWithin(holiday.Territory));

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Working days from the first known day up to the date, or up to the day before it (shift −1).</summary>
    private int UpTo(DateOnly date, int shift = 0)
    {
        var at = date.DayNumber - _firstDay;
        if ((uint)at >= (uint)_upTo.Length) throw Outside($"el {SpanishDate.Of(date)}");
        at += shift;
        return at < 0 ? 0 : _upTo[at];
    }

    private CalendarRangeException Outside(string what) => new(FirstYear, LastYear, what);

    private string Text()
    {
        var text = new StringBuilder().Append(Place?.Code).Append('\n');
        foreach (var holiday in Holidays)
            text.Append(CultureInfo.InvariantCulture,
                $"{holiday.Date:O}|{holiday.Name}|{holiday.Scope}|{holiday.Territory}|{holiday.Norm}\n");
        return text.ToString();
    }
}
