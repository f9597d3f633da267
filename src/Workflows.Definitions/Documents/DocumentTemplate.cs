using System.Text.RegularExpressions;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Documents;

/// <summary>
/// What a document says, with marks where data go: «{resumen}», «{corte:fecha}». Data are never read as marks, whatever somebody wrote in
/// them, and what has no value is said as such.
/// </summary>
public static partial class DocumentTemplate
{
    private const string Missing = "sin dato";

    [GeneratedRegex(@"\{([\p{L}_][\p{L}\p{N}_]*)(?::(fecha))?\}")]
    private static partial Regex Mark();

    /// <param name="template">A list of blocks: heading, text, facts or table.</param>
    /// <param name="data">What its marks and tables stand for.</param>
    /// <exception cref="ActivityFaultException">A mark or table names data that were not given.</exception>
    public static IReadOnlyList<DocumentBlock> Fill(object? template, IReadOnlyDictionary<string, object?> data) =>
        [.. template.AsList().SelectMany(block => FillBlock(block, data))];

    /// <summary>What is wrong with a template, in sentences; nothing when all is well.</summary>
    /// <param name="names">The data it will be given; null when that is only known when it runs.</param>
    public static IEnumerable<string> Problems(object? template, IReadOnlyCollection<string>? names)
    {
        if (template.AsList() is not { Count: > 0 } blocks)
        {
            yield return "El documento no dice nada: su plantilla es una lista de títulos, textos, datos y tablas.";
            yield break;
        }

        foreach (var (block, place) in blocks.Select((block, i) => (block, i + 1)))
        {
            if (!IsKnown(block))
                yield return $"La parte {place} del documento no es un título, un texto, unos datos ni una tabla con sus columnas.";
            foreach (var name in NamesIn(block).Where(name => names?.Contains(name) is false))
                yield return $"El documento usa «{name}» y nadie se lo entrega: agrégalo a sus datos.";
        }
    }

    private static bool IsKnown(object? block) => block.TextOf("heading") is not null || block.TextOf("text") is not null
        || (block.ListOf("facts") is { Count: > 0 } facts
            && facts.All(fact => fact.TextOf("label") is not null && fact.TextOf("value") is not null))
        || (block.TextOf("table") is not null && block.ListOf("columns") is { Count: > 0 } columns
            && columns.All(column => column.TextOf("id") is not null && column.TextOf("label") is not null));

    private static IEnumerable<string> NamesIn(object? block)
    {
        IEnumerable<string?> texts =
            [block.TextOf("heading"), block.TextOf("text"), block.TextOf("empty"),
                .. block.ListOf("facts").Select(fact => fact.TextOf("value"))];
        var marks = texts.OfType<string>().SelectMany(text => Mark().Matches(text)).Select(mark => mark.Groups[1].Value);
        return (block.TextOf("table") is { } table ? marks.Append(table) : marks).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<DocumentBlock> FillBlock(object? block, IReadOnlyDictionary<string, object?> data)
    {
        if (block.TextOf("heading") is { } heading)
            yield return new HeadingBlock(FillText(heading, data));
        if (block.TextOf("text") is { } text)
            yield return new TextBlock(FillText(text, data));
        if (block.ListOf("facts") is { Count: > 0 } facts)
        {
            yield return new FactsBlock(
                [.. facts.Select(fact => new DocumentFact(fact.TextOf("label") ?? "", FillText(fact.TextOf("value") ?? "", data)))]);
        }

        if (block.TextOf("table") is not { } table)
            yield break;
        var rows = Find(table, data).AsList();
        if (rows.Count > 0)
            yield return TableOf(block.ListOf("columns"), rows);
        else
            yield return new TextBlock(FillText(block.TextOf("empty") ?? "No hay nada que informar.", data));
    }

    private static TableBlock TableOf(IReadOnlyList<object?> columns, IReadOnlyList<object?> rows) => new(
        [.. columns.Select(column => new DocumentColumn(column.TextOf("label") ?? "", column.TextOf("type") == "number"))],
        [.. rows.Select(IReadOnlyList<string> (row) => [.. columns.Select(column => Cell(row, column))])]);

    private static string Cell(object? row, object? column) =>
        ToText(row.Member(column.TextOf("id") ?? ""), column.TextOf("type") == "date") is { Length: > 0 } text ? text : "–";

    private static string FillText(string text, IReadOnlyDictionary<string, object?> data) => Mark().Replace(text, mark =>
        ToText(Find(mark.Groups[1].Value, data), mark.Groups[2].Success) is { Length: > 0 } value ? value : Missing);

    private static object? Find(string name, IReadOnlyDictionary<string, object?> data) => data.TryGetValue(name, out var value)
        ? value
        : throw new ActivityFaultException($"El documento usa «{name}» y nadie se lo entregó.");

    private static string ToText(object? value, bool isDate) => value switch
    {
        null => "",
        true => "Sí",
        false => "No",
        string day when isDate => new Dictionary<string, object?> { ["day"] = day }.DateOf("day") is { } date ? SpanishDate.Of(date) : day,
        string text => text.Trim(),
        IReadOnlyList<object?> list => string.Join(", ", list.Select(item => ToText(item, isDate))),
        _ => value.AsNumber() is { } number ? PlainValues.ToSpanish(number) : Values.ToText(value),
    };
}
