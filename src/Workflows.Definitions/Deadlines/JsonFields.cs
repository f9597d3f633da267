using System.Globalization;
using System.Text.Json;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// The fields of one JSON object, read strictly: each is taken at most once, a wrong value is refused by its place, and
/// so is any field nobody took.
/// </summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    public JsonFields(JsonElement json, string place)
    {
        Place = place;
        if (json.ValueKind != JsonValueKind.Object) throw new DeadlinePolicyException(place, "tiene que ser un objeto, entre llaves.");
        foreach (var property in json.EnumerateObject())
            if (!_left.TryAdd(property.Name, property.Value)) throw Wrong(property.Name, "está repetido.");
    }

    public string Place { get; }

    public bool Has(string name) => _left.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public JsonElement? Take(string name)
    {
        _known.Add(name);
        return _left.Remove(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public int? Integer(string name, int least, int most)
    {
        if (Take(name) is not { } value) return null;
        return IntegerOf(value, At(name), least, most);
    }

    public static int IntegerOf(JsonElement value, string place, int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw new DeadlinePolicyException(place, $"tiene que ser un número entero entre {least} y {most}.");

    public string? Text(string name, int longest = 200)
    {
        if (Take(name) is not { } value) return null;
        return TextOf(value, At(name), longest);
    }

    public static string TextOf(JsonElement value, string place, int longest = 200)
    {
        if (value.ValueKind != JsonValueKind.String) throw new DeadlinePolicyException(place, "tiene que ser un texto.");
        var text = value.GetString()!;
        return text.Trim().Length > 0 && text.Length <= longest
            ? text
            : throw new DeadlinePolicyException(place, $"tiene que tener entre 1 y {longest} caracteres.");
    }

    public bool? YesOrNo(string name)
    {
        if (Take(name) is not { } value) return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(name, "tiene que ser true o false."),
        };
    }

    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> words) where T : struct
    {
        if (Text(name) is not { } text) return null;
        return words.TryGetValue(text, out var value)
            ? value
            : throw Wrong(name, $"«{text}» no sirve: usa {string.Join(", ", words.Keys)}.");
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong(name, $"«{text}» no es una fecha: escríbela como 2026-10-15.");
    }

    public TimeOnly? Hour(string name)
    {
        if (Text(name) is not { } text) return null;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour)
            ? hour
            : throw Wrong(name, $"«{text}» no es una hora: escríbela como 18:30.");
    }

    /// <summary>The elements of a list with the place of each; nothing when the field is absent.</summary>
    public List<(JsonElement Value, string Place)>? List(string name, int most)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(name, "tiene que ser una lista, entre corchetes.");
        return value.GetArrayLength() <= most
            ? [.. value.EnumerateArray().Select((item, i) => (item, $"{At(name)}[{i}]"))]
            : throw Wrong(name, $"puede tener hasta {most} elementos.");
    }

    public void RefuseTheRest()
    {
        foreach (var name in _left.Keys)
            throw Wrong(name, $"no se conoce. Aquí sirven: {string.Join(", ", _known.Distinct())}.");
    }

    public DeadlinePolicyException Wrong(string name, string problem) => new(At(name), problem);

    public string At(string name) => $"{Place}.{name}";
}
