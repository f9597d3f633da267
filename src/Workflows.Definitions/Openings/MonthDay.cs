using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;

namespace Workflows.Definitions.Openings;

/// <summary>A day of a month: its number, the last one, or such a weekday («el segundo martes», «el último viernes»).</summary>
public abstract record MonthDay
{
    private static readonly Dictionary<string, DayOfWeek> Weekdays = Enum.GetValues<DayOfWeek>()
        .ToDictionary(day => day.ToString().ToLowerInvariant());

    private MonthDay() { }

    /// <summary>Null when that month has no such day.</summary>
    /// <param name="month">The first day of the month.</param>
    internal abstract DateOnly? In(DateOnly month);

    /// <summary>To stand inside a sentence: «el día 15», «el segundo martes».</summary>
    public abstract string Sentence { get; }

    /// <summary>The number of a day. A month that is too short has none.</summary>
    public sealed record Numbered(int Number) : MonthDay
    {
        internal override DateOnly? In(DateOnly month) =>
            Number <= DateTime.DaysInMonth(month.Year, month.Month) ? month.AddDays(Number - 1) : null;

        public override string Sentence => $"el día {Number}";
    }

    public sealed record Last : MonthDay
    {
        internal override DateOnly? In(DateOnly month) => month.AddMonths(1).AddDays(-1);

        public override string Sentence => "el último día";
    }

    /// <summary>The first to the fifth such weekday, or the last one (−1). Not every month has a fifth.</summary>
    public sealed record Nth(int Number, DayOfWeek Weekday) : MonthDay
    {
        private static readonly string[] Ordinals = ["primer", "segundo", "tercer", "cuarto", "quinto"];

        internal override DateOnly? In(DateOnly month)
        {
            var first = month.AddDays(((int)Weekday - (int)month.DayOfWeek + 7) % 7);
            var day = first.AddDays(7 * ((Number > 0 ? Number : 5) - 1));
            if (day.Month == month.Month)
                return day;
            return Number > 0 ? null : day.AddDays(-7);
        }

        public override string Sentence =>
            $"el {(Number > 0 ? Ordinals[Number - 1] : "último")} {SpanishDate.Weekday(new DateOnly(2026, 11, 1).AddDays((int)Weekday))}";
    }

    /// <summary>Takes the fields of a rule that say its day: day, or weekday with nth.</summary>
    internal static MonthDay Take(JsonFields fields)
    {
        var number = fields.Integer("day", 1, 31);
        var weekday = fields.OneOf("weekday", Weekdays);
        var nth = fields.Integer("nth", -1, 5);
        return (number, weekday, nth) switch
        {
            ({ } day, null, null) => new Numbered(day),
            (null, { } day, { } which) when which != 0 => new Nth(which, day),
            (null, null, null) => new Last(),
            _ => throw fields.Wrong("day",
                "di un día (day), o un día de la semana con su lugar (weekday y nth, de 1 a 5, o -1 para el último); sin nada es el último "
                    + "día."),
        };
    }
}
