using System.Globalization;
using System.Text.Json;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>The JSON of a <see cref="Term"/>: one kind of term, named by its field, and maybe an hour.</summary>
internal static class TermJson
{
    public const int LongestTerm = 1000;

    private const int MostMonths = 120;

    private static readonly string[] Kinds = ["workingHours", "calendarHours", "workingDays", "calendarDays", "months", "on", "date",
        "from"];

    public static Term Read(JsonElement json, string place)
    {
        var fields = new JsonFields(json, place);
        var kinds = Kinds.Where(fields.Has).ToList();
        if (kinds.Count != 1)
            throw new DeadlinePolicyException(
                place, "necesita uno, y solo uno, de workingHours, calendarHours, workingDays, calendarDays, months, on, date o from.");

        Term term = kinds[0] switch
        {
            "workingHours" => new Term.CountedHours(fields.Integer("workingHours", 1, LongestTerm)!.Value, OfWorkingDays: true),
            "calendarHours" => new Term.CountedHours(fields.Integer("calendarHours", 1, LongestTerm)!.Value, OfWorkingDays: false),
            "workingDays" => new Term.WorkingDays(fields.Integer("workingDays", 1, LongestTerm)!.Value) { Hour = fields.Hour("hour") },
            "calendarDays" => new Term.CalendarDays(fields.Integer("calendarDays", 1, LongestTerm)!.Value) { Hour = fields.Hour("hour") },
            "months" => new Term.Months(fields.Integer("months", 1, MostMonths)!.Value) { Hour = fields.Hour("hour") },
            "on" => ReadEachYear(fields),
            "date" => new Term.OnDate(fields.Date("date")!.Value) { Hour = fields.Hour("hour") },
            _ => ReadWindow(fields),
        };
        fields.RefuseTheRest();
        return term;
    }

    private static Term.EachYear ReadEachYear(JsonFields fields)
    {
        var ends = ReadDayOfYear(fields, "on")!.Value;
        var opens = ReadDayOfYear(fields, "opens");
        if (opens is { } first && (first.Month, first.Day).CompareTo((ends.Month, ends.Day)) > 0)
            throw fields.Wrong("opens", "es posterior a «on»: la ventana se cerraría antes de abrirse.");
        return new Term.EachYear(ends.Month, ends.Day, fields.Integer("yearOffset", -5, 5) ?? 0)
        {
            Opens = opens,
            Hour = fields.Hour("hour")
        };
    }

    private static Term.Window ReadWindow(JsonFields fields)
    {
        var from = fields.Date("from")!.Value;
        var to = fields.Date("to") ?? throw fields.Wrong("to", "falta. Di hasta qué día se recibe.");
        if (to < from) throw fields.Wrong("to", "es anterior a «from»: la ventana se cerraría antes de abrirse.");
        try
        {
            return new Term.Window(from, to) { Hours = fields.Text("hours") is { } hours ? OfficeHours.Parse(hours) : null };
        }
        catch (FormatException refusal) when (refusal is not DeadlinePolicyException)
        {
            throw fields.Wrong("hours", refusal.Message);
        }
    }

    private static DayOfYear? ReadDayOfYear(JsonFields fields, string name)
    {
        if (fields.Text(name) is not { } text) return null;
        // 2024 is a leap year, so 29 February is a day here; years without it end the month a day earlier.
        return DateOnly.TryParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(date.Month, date.Day)
            : throw fields.Wrong(name, $"«{text}» no es un día del año: escríbelo como 10-15, primero el mes.");
    }

    public static void Write(Utf8JsonWriter json, string name, Term term)
    {
        json.WriteStartObject(name);
        switch (term)
        {
            case Term.CountedHours hours:
                json.WriteNumber(hours.OfWorkingDays ? "workingHours" : "calendarHours", hours.Count);
                json.WriteEndObject();
                return;
            case Term.WorkingDays days:
                json.WriteNumber("workingDays", days.Count);
                break;
            case Term.CalendarDays days:
                json.WriteNumber("calendarDays", days.Count);
                break;
            case Term.Months months:
                json.WriteNumber("months", months.Count);
                break;
            case Term.Window window:
                json.WriteString("from", Iso(window.From));
                json.WriteString("to", Iso(window.To));
                if (window.Hours is { } office) json.WriteString("hours", office.ToString());
                json.WriteEndObject();
                return;
            case Term.EachYear day:
                json.WriteString("on", DayText(day.Month, day.Day));
                if (day.Opens is { } opens) json.WriteString("opens", DayText(opens.Month, opens.Day));
                json.WriteNumber("yearOffset", day.YearOffset);
                break;
            case Term.OnDate date:
                json.WriteString("date", Iso(date.Date));
                break;
        }

        if (term.Hour is { } hour) json.WriteString("hour", hour.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    internal static string DayText(int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{month:00}-{day:00}");

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
