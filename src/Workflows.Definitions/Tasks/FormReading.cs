using System.Runtime.CompilerServices;
using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// Reads forms and evidence requirements from the values of a definition. Each list is read once and remembered, because the
/// same drawing serves every instance.
/// </summary>
internal static class FormReading
{
    private const int MostFields = 200;
    private const int MostOptions = 1_000;
    private const int LongestText = 50_000;

    private static readonly Dictionary<string, FieldType> Types = new()
    {
        ["text"] = FieldType.Text,
        ["number"] = FieldType.Number,
        ["date"] = FieldType.Date,
        ["choice"] = FieldType.Choice,
        ["choices"] = FieldType.Choices,
        ["table"] = FieldType.Table,
        ["yesNo"] = FieldType.YesNo,
        ["person"] = FieldType.Person,
        ["post"] = FieldType.Post,
        ["institution"] = FieldType.Institution,
        ["place"] = FieldType.Place,
        ["commitment"] = FieldType.Commitment,
    };

    /// <summary>The words of the types, as files say them.</summary>
    public static IEnumerable<string> TypeWords => Types.Keys;

    private static readonly ConditionalWeakTable<object, IReadOnlyList<FormField>> Forms = [];
    private static readonly ConditionalWeakTable<object, IReadOnlyList<EvidenceRequirement>> Requirements = [];

    public static IReadOnlyList<FormField> Form(object? values) =>
        values is null ? [] : Forms.GetValue(values, list => Fields(list, "form", mayNest: true));

    public static IReadOnlyList<EvidenceRequirement> Evidence(object? values) =>
        values is null ? [] : Requirements.GetValue(values, ReadEvidence);

    private static List<FormField> Fields(object values, string place, bool mayNest)
    {
        if (values is not IReadOnlyList<object?> list)
            throw new FormException(place, "tiene que ser una lista de campos.");
        if (list.Count > MostFields)
            throw new FormException(place, $"puede tener hasta {MostFields} campos.");

        var fields = new List<FormField>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var field = Field(list[i], $"{place}[{i}]", mayNest) with
            {
                VisibleWhen = FieldCondition.Read(list[i].Member("visibleWhen"), fields, $"{place}[{i}].visibleWhen"),
            };
            if (fields.Exists(other => other.Id == field.Id))
                throw new FormException($"{place}[{i}].id", $"«{field.Id}» está repetido: cada campo necesita un identificador propio.");
            fields.Add(field);
        }

        return fields;
    }

    private static FormField Field(object? values, string place, bool mayNest)
    {
        var id = values.TextOf("id") ?? throw new FormException($"{place}.id", "falta. Es el nombre con que se guarda la respuesta.");
        var label = values.TextOf("label") ?? throw new FormException($"{place}.label", "falta. Es lo que leen las personas.");
        var word = values.TextOf("type") ?? "text";
        if (!Types.TryGetValue(word, out var type))
            throw new FormException($"{place}.type", $"«{word}» no sirve: usa {string.Join(", ", Types.Keys)}.");
        if (type == FieldType.Table && !mayNest)
            throw new FormException($"{place}.type", "una tabla no puede tener otra tabla en una columna.");

        var rules = values.Member("rules");
        var field = new FormField(id, label, type)
        {
            Required = values.FlagOf("required"),
            MayNotApply = values.FlagOf("mayNotApply"),
            Options = type is FieldType.Choice or FieldType.Choices ? Options(values, place) : [],
            Columns = type == FieldType.Table ? Columns(values, place) : [],
            Min = rules.Member("min").AsNumber(),
            Max = rules.Member("max").AsNumber(),
            MaxLength = rules.WholeOf("maxLength") ?? FormField.DefaultMaxLength,
            MaxRows = rules.WholeOf("maxRows") ?? FormField.DefaultMaxRows,
            Choosing = ChoosingRule.Read(values, type, place),
            From = FieldSource.Read(values.Member("from"), isColumn: !mayNest, $"{place}.from"),
        };
        if (field.Min > field.Max)
            throw new FormException($"{place}.rules", "el mínimo es mayor que el máximo.");
        if (field.MaxLength is < 1 or > LongestText)
            throw new FormException($"{place}.rules.maxLength", $"tiene que estar entre 1 y {LongestText}.");
        if (field is { From: null } && field.Columns.FirstOrDefault(column => column.From is not null) is { } filled)
            throw new FormException($"{place}.columns", $"«{filled.Id}» viene de otro paso y su tabla no: di «from» también en la tabla.");
        return field;
    }

    private static List<string> Options(object? values, string place)
    {
        var options = values.ListOf("options").Select(option => option as string ?? option.TextOf("id")).OfType<string>().ToList();
        if (options.Count is 0 or > MostOptions)
            throw new FormException($"{place}.options", $"necesita entre 1 y {MostOptions} opciones.");
        return options.Distinct().Count() == options.Count
            ? options
            : throw new FormException($"{place}.options", "repite una opción.");
    }

    private static List<FormField> Columns(object? values, string place) =>
        values.Member("columns") is IReadOnlyList<object?> { Count: > 0 } columns
            ? Fields(columns, $"{place}.columns", mayNest: false)
            : throw new FormException($"{place}.columns", "faltan: di qué columnas tiene la tabla.");

    private static IReadOnlyList<EvidenceRequirement> ReadEvidence(object values)
    {
        if (values is not IReadOnlyList<object?> list)
            throw new FormException("evidence", "tiene que ser una lista de medios de verificación.");

        var evidence = new List<EvidenceRequirement>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var place = $"evidence[{i}]";
            var id = list[i].TextOf("id") ?? throw new FormException($"{place}.id", "falta.");
            var label = list[i].TextOf("label") ?? throw new FormException($"{place}.label", "falta. Es lo que leen las personas.");
            if (evidence.Exists(other => other.Id == id))
                throw new FormException($"{place}.id", $"«{id}» está repetido.");
            var types = list[i].ListOf("types").Select(type => Values.ToText(type).TrimStart('.').ToLowerInvariant()).ToList();
            evidence.Add(new EvidenceRequirement(id, label, list[i].FlagOf("required"), types, list[i].FlagOf("official")));
        }

        return evidence;
    }
}
