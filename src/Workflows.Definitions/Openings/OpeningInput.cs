using System.Text.Json;

namespace Workflows.Definitions.Openings;

/// <summary>What kind of thing somebody gives who opens a process by hand. <c>Unknown</c> is what no form can ask for.</summary>
public enum OpeningInputKind
{
    Year,
    Period,
    Date,
    Number,
    Flag,
    Text,
    Institution,
    Ministry,
    Region,
    Network,
    Committee,
    Body,
    Unknown,
}

/// <summary>
/// An input that a flow declares, as whoever opens the flow by hand is asked for it. Its kind comes from its name, its type and what it is
/// called: the words that flows of this product share. What follows from another input is not asked.
/// </summary>
/// <param name="Follows">Given by another input: the name and the ministry of an institution.</param>
public sealed record OpeningInput(string Name, string Label, string? Help, OpeningInputKind Kind, bool IsNeeded, bool Follows)
{
    private static readonly HashSet<string> Numbers =
        new(StringComparer.OrdinalIgnoreCase) { "Int16", "Int32", "Int64", "Single", "Double", "Decimal" };

    private static readonly HashSet<string> Dates = new(StringComparer.OrdinalIgnoreCase) { "DateTime", "DateTimeOffset", "DateOnly" };

    /// <summary>What the code of a place is called when nothing else says of what kind it is.</summary>
    private static readonly Dictionary<string, OpeningInputKind> Places = new(StringComparer.Ordinal)
    {
        ["Región"] = OpeningInputKind.Region,
        ["Ministerio"] = OpeningInputKind.Ministry,
        ["Red"] = OpeningInputKind.Network,
        ["Institución"] = OpeningInputKind.Institution,
        ["Comité"] = OpeningInputKind.Committee,
    };

    /// <summary>Chosen from the organisation.</summary>
    internal bool IsPlace => Kind is OpeningInputKind.Institution or OpeningInputKind.Ministry or OpeningInputKind.Region
        or OpeningInputKind.Network or OpeningInputKind.Committee;

    /// <summary>The inputs of a flow, in the order in which it declares them.</summary>
    public static IReadOnlyList<OpeningInput> Of(JsonElement document)
    {
        if (!document.TryGetProperty("inputs", out var declared) || declared.ValueKind != JsonValueKind.Array)
            return [];
        var inputs = declared.EnumerateArray().Where(input => input.ValueKind == JsonValueKind.Object).Select(Read)
            .Where(input => input.Name.Length > 0).DistinctBy(input => input.Name).ToList();
        var hasInstitution = inputs.Exists(input => input.Kind == OpeningInputKind.Institution);
        var hasPlace = inputs.Exists(input => input.IsPlace);
        return [.. inputs.Select(input => input with
        {
            Follows = (input.Name == "name" && hasPlace) || (input.Name == "ministry" && hasInstitution),
        })];
    }

    private static OpeningInput Read(JsonElement input)
    {
        var name = TextOf(input, "name") ?? "";
        var label = TextOf(input, "displayName") is { Length: > 0 } shown ? shown : name;
        var isList = input.TryGetProperty("isArray", out var many) && many.ValueKind == JsonValueKind.True;
        var kind = isList ? OpeningInputKind.Unknown : KindOf(name, TextOf(input, "type") ?? "String", label);
        var isNeeded = kind is not (OpeningInputKind.Text or OpeningInputKind.Number or OpeningInputKind.Flag or OpeningInputKind.Unknown)
            && !(kind == OpeningInputKind.Date && name != "cutOff");
        return new(name, label, TextOf(input, "description") is { Length: > 0 } help ? help : null, kind, isNeeded, Follows: false);
    }

    private static OpeningInputKind KindOf(string name, string type, string label)
    {
        var last = type.Split(',')[0].Split('.')[^1];
        if (Numbers.Contains(last))
            return name == "year" ? OpeningInputKind.Year : OpeningInputKind.Number;
        if (Dates.Contains(last) || name == "cutOff")
            return OpeningInputKind.Date;
        if (last is "Boolean" or "Bool")
            return OpeningInputKind.Flag;
        if (last is not ("String" or ""))
            return OpeningInputKind.Unknown;
        return name switch
        {
            "year" => OpeningInputKind.Year,
            "period" => OpeningInputKind.Period,
            "institution" => OpeningInputKind.Institution,
            "ministry" => OpeningInputKind.Ministry,
            "region" => OpeningInputKind.Region,
            "network" => OpeningInputKind.Network,
            "committee" or "comite" => OpeningInputKind.Committee,
            "body" => OpeningInputKind.Body,
            "code" => Places.GetValueOrDefault(label, OpeningInputKind.Text),
            _ => OpeningInputKind.Text,
        };
    }

    private static string? TextOf(JsonElement input, string name) =>
        input.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
}
