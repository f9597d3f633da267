using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Documents;

/// <summary>One part of a document, in words that are ready to be read.</summary>
public abstract record DocumentBlock
{
    public abstract Dictionary<string, object?> ToValues();

    internal static DocumentBlock? Read(object? value)
    {
        if (value.Member("heading") is string heading)
            return new HeadingBlock(heading);
        if (value.Member("text") is string text)
            return new TextBlock(text);
        if (value.Member("facts") is IReadOnlyList<object?> facts)
            return new FactsBlock([.. facts.Select(fact => new DocumentFact(Word(fact, "label"), Word(fact, "value")))]);
        if (value.Member("rows") is not IReadOnlyList<object?> rows)
            return null;
        var columns = value.ListOf("columns").Select(column => new DocumentColumn(Word(column, "label"), column.FlagOf("number")));
        return new TableBlock([.. columns], [.. rows.Select(IReadOnlyList<string> (row) => [.. row.AsList().Select(Values.ToText)])]);
    }

    private static string Word(object? value, string name) => value.Member(name) as string ?? "";
}

public sealed record HeadingBlock(string Heading) : DocumentBlock
{
    public override Dictionary<string, object?> ToValues() => new() { ["heading"] = Heading };
}

/// <summary>Text as somebody wrote it: each line is a paragraph.</summary>
public sealed record TextBlock(string Text) : DocumentBlock
{
    public override Dictionary<string, object?> ToValues() => new() { ["text"] = Text };

    public IEnumerable<string> Paragraphs => Text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Trim().Length > 0);
}

/// <summary>What is known of one thing: «Periodo: 2026-T2».</summary>
public sealed record FactsBlock(IReadOnlyList<DocumentFact> Facts) : DocumentBlock
{
    public override Dictionary<string, object?> ToValues() => new()
    {
        ["facts"] = Facts.Select(object? (fact) => new Dictionary<string, object?> { ["label"] = fact.Label, ["value"] = fact.Value })
            .ToList(),
    };
}

public sealed record DocumentFact(string Label, string Value);

/// <summary>A table; each row has a cell for each column.</summary>
public sealed record TableBlock(IReadOnlyList<DocumentColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : DocumentBlock
{
    public override Dictionary<string, object?> ToValues() => new()
    {
        ["columns"] = Columns.Select(object? (column) =>
            new Dictionary<string, object?> { ["label"] = column.Label, ["number"] = column.IsNumber })
            .ToList(),
        ["rows"] = Rows.Select(object? (row) => PlainValues.ToValues(row)).ToList(),
    };
}

/// <param name="IsNumber">Its cells are read from the right.</param>
public sealed record DocumentColumn(string Label, bool IsNumber);
