using Workflows.Definitions.Documents;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Documents;

/// <summary>A document in a list.</summary>
/// <param name="Date">The day it is of, in Santiago.</param>
/// <param name="Hash">SHA-256 of what it says.</param>
public sealed record DocumentLine(string Id, string Kind, string Title, DateOnly Date, string Hash)
{
    internal static DocumentLine? Of(FactRow row) =>
        Document.Read(Values.FromJson(row.Data).Member("document")) is { } document
            ? new(row.Id, DocumentKinds.LabelOf(document.Kind), document.Title, document.Date, document.Hash)
            : null;
}

/// <summary>A document as it is read.</summary>
/// <param name="InstanceId">Its process; null for who may read the document and not follow the process.</param>
public sealed record DocumentView(DocumentLine Line, string Process, string? InstanceId, IReadOnlyList<DocumentPart> Parts);

/// <summary>One part of a document: only one of its members has a value, but for a table, which has columns and rows.</summary>
public sealed record DocumentPart
{
    public string? Heading { get; init; }
    public IReadOnlyList<string>? Paragraphs { get; init; }
    public IReadOnlyList<DocumentFact>? Facts { get; init; }
    public IReadOnlyList<DocumentColumn>? Columns { get; init; }
    public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }

    internal static DocumentPart Of(DocumentBlock block) => block switch
    {
        HeadingBlock heading => new() { Heading = heading.Heading },
        TextBlock text => new() { Paragraphs = [.. text.Paragraphs] },
        FactsBlock facts => new() { Facts = facts.Facts },
        TableBlock table => new() { Columns = table.Columns, Rows = table.Rows },
        _ => new(),
    };
}
