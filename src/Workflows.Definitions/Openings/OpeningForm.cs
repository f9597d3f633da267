using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Openings;

/// <summary>
/// Reads what somebody gave to open a process by hand: the inputs of the flow completed with what follows from them, and the key that tells
/// the process from every other of its flow. It opens nothing.
/// </summary>
public static class OpeningForm
{
    /// <summary>Asked of a flow whose inputs tell no process from another.</summary>
    public const string KeyName = "clave";

    private const int LongestText = 120;
    private const int LongestKey = 200;
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>The flow has nothing by which to know one of its processes: whoever opens it gives it a name of its own.</summary>
    public static bool NeedsKey(IReadOnlyList<OpeningInput> inputs) => !inputs.Any(input => input.IsNeeded && !input.Follows);

    public static OpeningReading Read(
        IReadOnlyList<OpeningInput> inputs, IReadOnlyDictionary<string, object?> given, OrganisationSnapshot organisation, DateOnly today)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in given.Keys.Where(name => name != KeyName && !inputs.Any(input => input.Name == name && !input.Follows)))
            problems[name] = $"El flujo no pide «{name}».";
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var key = new List<string>();
        foreach (var input in inputs.Where(input => !input.Follows))
        {
            var (value, problem) = ValueOf(input, given.GetValueOrDefault(input.Name), organisation, today);
            if (problem is not null)
                problems[input.Name] = problem;
            else if (value is not null)
                values[input.Name] = value;
        }

        Complete(inputs, values, organisation, today);
        // A period says its year and its cut-off: the calendars that open processes by themselves use the same key.
        var hasPeriod = inputs.Any(input => input.Kind == OpeningInputKind.Period);
        foreach (var input in inputs.Where(input => !input.Follows && values.ContainsKey(input.Name))
            .OrderBy(input => input.Kind is OpeningInputKind.Year or OpeningInputKind.Period ? 0 : 1))
        {
            if (!hasPeriod || !(input.Kind == OpeningInputKind.Year || input.Name == "cutOff"))
                key.Add(Values.ToText(values[input.Name]));
        }

        if (NeedsKey(inputs))
        {
            var own = given.GetValueOrDefault(KeyName) as string;
            if (string.IsNullOrWhiteSpace(own) || own.Length > LongestText)
                problems[KeyName] = $"Escribe un nombre que lo distinga de otros del mismo flujo, de hasta {LongestText} letras.";
            else
                key.Insert(0, own.Trim());
        }

        var joined = string.Join('/', key);
        return new(values, joined.Length <= LongestKey ? joined : joined[..LongestKey], problems);
    }

    private static (object? Value, string? Problem) ValueOf(
        OpeningInput input, object? given, OrganisationSnapshot organisation, DateOnly today)
    {
        if (given is null or "" || (given is string text && string.IsNullOrWhiteSpace(text)))
            return (null, input.IsNeeded ? $"Falta «{input.Label}»." : null);
        return input.Kind switch
        {
            OpeningInputKind.Year => given.AsWhole() is { } year and >= FirstYear and <= LastYear
                ? ((double)year, null)
                : Wrong($"El año va de {FirstYear} a {LastYear}."),
            OpeningInputKind.Number => given is double or decimal ? (given, null) : Wrong("Escribe un número."),
            OpeningInputKind.Flag => given is bool ? (given, null) : Wrong("Responde sí o no."),
            OpeningInputKind.Date => given is string day
                && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? (day, null)
                : Wrong("Escribe una fecha."),
            OpeningInputKind.Unknown => Wrong("Esto no se puede dar a mano: abre el proceso desde el flujo que lo inicia."),
            _ when given is not string => Wrong("Escribe un texto."),
            OpeningInputKind.Text or OpeningInputKind.Period => ((string)given).Trim() is { Length: <= LongestText } plain
                ? (plain, null)
                : Wrong($"Escribe hasta {LongestText} letras."),
            _ => NameOf(input.Kind, (string)given, organisation, today) is not null
                ? (given, null)
                : Wrong("No existe en la organización. Elige otra de la lista."),
        };

        static (object?, string?) Wrong(string why) => (null, why);
    }

    /// <summary>What a place or a body is called; null when there is none of that code on that day.</summary>
    private static string? NameOf(OpeningInputKind kind, string code, OrganisationSnapshot organisation, DateOnly today) =>
        ChoicesOf(kind, organisation, today).FirstOrDefault(choice => choice.Code == code)?.Name;

    /// <summary>What may be chosen for an input of a kind on a day, by name.</summary>
    public static IReadOnlyList<OpeningChoice> ChoicesOf(OpeningInputKind kind, OrganisationSnapshot organisation, DateOnly today)
    {
        IEnumerable<OpeningChoice> all = kind switch
        {
            OpeningInputKind.Institution => organisation.Institutions.Where(place => place.ValidTo is null || place.ValidTo >= today)
                .Select(place => new OpeningChoice(place.Code, place.Name)),
            OpeningInputKind.Ministry => organisation.Ministries.Where(place => place.ExistsOn(today))
                .Select(place => new OpeningChoice(place.Code, place.Name)),
            OpeningInputKind.Region => organisation.Regions.Select(place => new OpeningChoice(place.Code, place.Name)),
            OpeningInputKind.Network => organisation.Networks.Select(place => new OpeningChoice(place.Code, place.Name)),
            OpeningInputKind.Committee => organisation.Committees
                .Where(place => Validity.Covers(place.ValidFrom, place.ValidTo, today))
                .Select(place => new OpeningChoice(place.Code, place.Name)),
            OpeningInputKind.Body => BodyRules.Shipped.Select(rules => new OpeningChoice(rules.Code, rules.Name)),
            _ => [],
        };
        return [.. all.OrderBy(choice => choice.Name, StringComparer.Create(CultureInfo.GetCultureInfo("es-CL"), ignoreCase: true))];
    }

    /// <summary>The same that a stage gives the processes it opens.</summary>
    private static void Complete(
        IReadOnlyList<OpeningInput> inputs, Dictionary<string, object?> values, OrganisationSnapshot organisation, DateOnly today)
    {
        var place = inputs.FirstOrDefault(input => input.IsPlace && !input.Follows && values.ContainsKey(input.Name));
        if (place is null)
            return;
        var code = (string)values[place.Name]!;
        if (inputs.Any(input => input is { Name: "name", Follows: true }))
            values["name"] = NameOf(place.Kind, code, organisation, today);
        if (place.Kind != OpeningInputKind.Institution || !inputs.Any(input => input is { Name: "ministry", Follows: true }))
            return;
        var day = values.GetValueOrDefault("year") is double year ? new DateOnly((int)year, 1, 1) : today;
        values["ministry"] = organisation.MinistryOf(organisation.InstitutionOf(code), day);
    }
}

/// <summary>Something a form lets people choose.</summary>
public sealed record OpeningChoice(string Code, string Name);

/// <summary>What was read of a form.</summary>
/// <param name="Values">The inputs of the process.</param>
/// <param name="Key">Its business key.</param>
/// <param name="Problems">By the name of the input; empty when the process can be opened with it.</param>
public sealed record OpeningReading(
    IReadOnlyDictionary<string, object?> Values, string Key, IReadOnlyDictionary<string, string> Problems);
