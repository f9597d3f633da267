using System.Globalization;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;

namespace Workflows.Definitions.Openings;

/// <summary>
/// When processes of a kind open by themselves: every so many months, on a day of a month, maybe some working days after it («el segundo
/// martes», «10 días hábiles después del corte del trimestre»). It never reads a clock and opens nothing.
/// </summary>
/// <param name="Months">How many months a period has: 1, 3, 6 or 12. Periods begin with the year.</param>
/// <param name="MonthOfPeriod">In which month of the period its day falls, from 1.</param>
/// <param name="WorkingDaysAfter">How many working days after that day (el corte) it opens.</param>
public sealed record OpeningRule(int Months, int MonthOfPeriod, MonthDay Day, int WorkingDaysAfter, DayRoll Roll, TimeOnly Hour)
{
    private const int MostWorkingDaysAfter = 120;

    // The calendar of weekdays repeats after so many years: a day that none of them has never comes.
    private const int YearsToLookFor = 28;

    private static readonly Dictionary<string, int> Periods = new() { ["month"] = 1, ["quarter"] = 3, ["halfYear"] = 6, ["year"] = 12 };

    private static readonly Dictionary<string, DayRoll> Rolls =
        new() { ["next"] = DayRoll.Next, ["previous"] = DayRoll.Previous, ["none"] = DayRoll.None };

    private static readonly string[] Ordinals = ["primer", "segundo", "tercer", "cuarto", "quinto", "sexto"];

    /// <exception cref="FormatException">The rule makes no sense or never falls; the message, in Spanish, names the place.</exception>
    public static OpeningRule Read(JsonElement json, string place = "rule")
    {
        var fields = new JsonFields(json, place);
        var months = fields.OneOf("every", Periods) ?? throw fields.Wrong("every", "falta. Di cada cuánto se abre.");
        var rule = new OpeningRule(
            months,
            fields.Integer("month", 1, months) ?? months,
            MonthDay.Take(fields),
            fields.Integer("workingDaysAfter", 0, MostWorkingDaysAfter) ?? 0,
            fields.OneOf("roll", Rolls) ?? DayRoll.Next,
            fields.Hour("hour") ?? DeadlineComputation.NoticeHour);
        fields.RefuseTheRest();
        return rule.Falls ? rule : throw new DeadlinePolicyException(place, "nunca cae: ningún año tiene ese día.");
    }

    private bool Falls => PeriodsFrom(2000).TakeWhile(period => period.Year < 2000 + YearsToLookFor)
        .Any(period => DayIn(period) is not null);

    /// <summary>The openings on a day or later, soonest first, as far as the calendar knows.</summary>
    public IEnumerable<Opening> From(DateOnly day, WorkingCalendar calendar) =>
        PeriodsFrom(Math.Max(calendar.FirstYear, day.Year - 1))
            .TakeWhile(period => period.Year < calendar.LastYear)
            .Select(period => In(period, calendar)).OfType<Opening>()
            .SkipWhile(opening => SantiagoTime.DateAt(opening.At) < day);

    /// <summary>
    /// «Cada trimestre, el último día del tercer mes. Si es inhábil, el siguiente día hábil. Se abre 10 días hábiles después, a las 09:00.»
    /// </summary>
    public string Sentence
    {
        get
        {
            var (every, month) = Months switch
            {
                1 => ("mes", ""),
                12 => ("año", $" de {SpanishDate.Month(MonthOfPeriod)}"),
                3 => ("trimestre", $" del {Ordinals[MonthOfPeriod - 1]} mes"),
                _ => ("semestre", $" del {Ordinals[MonthOfPeriod - 1]} mes"),
            };
            var roll = Roll switch
            {
                DayRoll.Next => " Si es inhábil, el siguiente día hábil.",
                DayRoll.Previous => " Si es inhábil, el día hábil anterior.",
                _ => "",
            };
            var after = WorkingDaysAfter == 0 ? "ese día" : $"{SpanishDate.WorkingDays(WorkingDaysAfter)} después";
            return $"Cada {every}, {Day.Sentence}{month}.{roll} Se abre {after}, a las {SpanishDate.Hour(Hour)}.";
        }
    }

    /// <summary>The first day of each period, without end.</summary>
    private IEnumerable<DateOnly> PeriodsFrom(int year)
    {
        for (var period = new DateOnly(year, 1, 1); ; period = period.AddMonths(Months))
            yield return period;
    }

    private DateOnly? DayIn(DateOnly period) => Day.In(period.AddMonths(MonthOfPeriod - 1));

    private Opening? In(DateOnly period, WorkingCalendar calendar)
    {
        if (DayIn(period) is not { } day)
            return null;
        var cutOff = Roll switch
        {
            DayRoll.Next => calendar.RollForward(day),
            DayRoll.Previous when !calendar.IsWorkingDay(day) => calendar.AddWorkingDays(day, -1),
            _ => day,
        };
        return new(NameOf(period), cutOff, SantiagoTime.ToInstant(calendar.AddWorkingDays(cutOff, WorkingDaysAfter), Hour));
    }

    private string NameOf(DateOnly period) => Months switch
    {
        1 => period.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        12 => period.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{period.Year}-{(Months == 3 ? 'T' : 'S')}{(period.Month - 1) / Months + 1}"),
    };
}
