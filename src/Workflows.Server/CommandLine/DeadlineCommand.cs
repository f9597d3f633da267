using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>
/// `deadline add | roll | notice`: computes a date by the calendar of the law and says why. Pure arithmetic over the holidays that ship
/// with the program: it touches no database. The date, as ISO, is the last line.
/// </summary>
public static class DeadlineCommand
{
    private const string WorkingDays = "habiles";
    private const string CalendarDays = "corridos";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static readonly Option<string> Region = new("--region")
    {
        Description = "Región donde corre el plazo, por su código: 15.", HelpName = "CÓDIGO"
    };
    private static readonly Option<string> Commune = new("--commune")
    {
        Description = "Comuna donde corre el plazo, por su código: 16101.", HelpName = "CÓDIGO"
    };
    private static readonly Option<bool> Explain = new("--explain") { Description = "Dice día por día qué se contó y por qué norma." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Escribe un objeto JSON con la fecha y su derivación." };

    public static Command Create() =>
        new(
            "deadline",
            "Calcula un plazo con los feriados que trae el programa y explica la fecha. Los que se ingresaron en un servidor "
            + "se ven en su calendario.") { Add(), Roll(), Notice() };

    private static Command Add()
    {
        var (from, days) = (Date("--from", "Día desde el que se cuenta."), Days("Cuántos días; negativo cuenta hacia atrás."));
        var unit = new Option<string>("--unit")
        {
            Description = "habiles (por omisión) o corridos.", DefaultValueFactory = _ => WorkingDays
        };
        var roll = new Option<bool>("--roll") { Description = "Si termina en día inhábil, pasa al siguiente hábil (Ley 19.880 art. 25)." };
        return With(new("add", "Suma días a una fecha.") { from, days, unit, roll }, (parsed, calendar) =>
        {
            var (start, count) = (DateOf(parsed, from), DaysOf(parsed, days));
            var derivation = UnitOf(parsed.GetValue(unit)!) == WorkingDays
                ? calendar.ExplainAddWorkingDays(start, count)
                : calendar.ExplainAddCalendarDays(start, count);
            return parsed.GetValue(roll) && !calendar.IsWorkingDay(derivation[^1].Date)
                ? [.. derivation, .. calendar.ExplainRollForward(derivation[^1].Date).Skip(1)]
                : derivation;
        });
    }

    private static Command Roll()
    {
        var date = Date("--date", "Día en que termina el plazo.");
        return With(new("roll", "Pasa un vencimiento inhábil al siguiente día hábil.") { date },
            (parsed, calendar) => calendar.ExplainRollForward(DateOf(parsed, date)));
    }

    private static Command Notice()
    {
        var (date, days) = (Date("--date", "Día de la sesión."), Days("Cuántos días hábiles completos antes."));
        const string What = "Último día para citar a una sesión: cuenta hacia atrás, sin el día de la sesión y con el de la citación.";
        return With(new("notice", What) { date, days }, (parsed, calendar) =>
            DaysOf(parsed, days) is >= 0 and var count
                ? calendar.ExplainLatestNotice(DateOf(parsed, date), count)
                : throw new CommandRefusedException(
                    "La anticipación de una citación no puede ser negativa: di cuántos días hábiles antes, como --days 5."));
    }

    private static Command With(Command command, Func<ParseResult, WorkingCalendar, IReadOnlyList<DayReason>> derive)
    {
        foreach (var option in new Option[] { Region, Commune, Explain, AsJson }) command.Add(option);
        command.SetAction(parsed =>
        {
            try
            {
                Write(derive(parsed, WorkingCalendar.Shipped.In(PlaceOf(parsed))), parsed);
                return ExitCodes.Done;
            }
            catch (CalendarRangeException outside)
            {
                throw new CommandRefusedException(outside.Message);
            }
        });
        return command;
    }

    private static void Write(IReadOnlyList<DayReason> derivation, ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var date = derivation[^1].Date;
        if (parsed.GetValue(AsJson))
        {
            output.WriteLine(JsonSerializer.Serialize(new { date, derivation }, Json));
            return;
        }

        if (parsed.GetValue(Explain))
        {
            foreach (var day in derivation)
                output.WriteLine(
                    $"{Iso(day.Date)}  {SpanishDate.Weekday(day.Date),-9}  {(day.Counted ? "cuenta   " : "no cuenta")}  "
                    + $"{day.Reason}{(day.Norm is { } norm ? $" ({norm})" : "")}");
        }

        output.WriteLine(Iso(date));
    }

    private static Territory? PlaceOf(ParseResult parsed)
    {
        var region = Place(parsed.GetValue(Region), place => place.IsRegion, "--region espera el código de una región, de 01 a 16");
        var commune = Place(parsed.GetValue(Commune), place => place.IsCommune, "--commune espera el código de una comuna, como 16101");
        return region is not null && commune is not null && commune.Region != region
            ? throw new CommandRefusedException(
                $"La comuna de {commune.Name} ({commune.Code}) no está en la {region.Label} ({region.Code}).")
            : commune ?? region;
    }

    private static Territory? Place(string? code, Predicate<Territory> isOfKind, string expected)
    {
        if (code is null) return null;
        // 1 and 01 are the same region.
        var known = code.Length == 1 ? $"0{code}" : code;
        try
        {
            if (Territory.Parse(known) is var place && isOfKind(place)) return place;
        }
        catch (FormatException)
        {
        }

        throw new CommandRefusedException($"{expected}, y «{code}» no lo es.");
    }

    private static string UnitOf(string unit) => unit switch
    {
        "habiles" or "hábiles" => WorkingDays,
        CalendarDays => CalendarDays,
        _ => throw new CommandRefusedException($"--unit puede ser habiles o corridos, y no «{unit}»."),
    };

    private static Option<string> Date(string name, string description) => new(name) { Description = description, HelpName = "AAAA-MM-DD" };

    private static Option<string> Days(string description) => new("--days") { Description = description, HelpName = "N" };

    private static DateOnly DateOf(ParseResult parsed, Option<string> option)
    {
        if (parsed.GetValue(option) is not { } text)
            throw new CommandRefusedException($"Falta {option.Name}: escribe la fecha como 2026-06-30.");
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new CommandRefusedException($"«{text}» no es una fecha que exista: escríbela como 2026-06-30, año, mes y día.");
    }

    private static int DaysOf(ParseResult parsed, Option<string> option)
    {
        if (parsed.GetValue(option) is not { } text) throw new CommandRefusedException("Falta --days: di cuántos días, como --days 10.");
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && days != int.MinValue
            ? days
            : throw new CommandRefusedException($"«{text}» no es un número entero de días: escribe por ejemplo --days 10.");
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
