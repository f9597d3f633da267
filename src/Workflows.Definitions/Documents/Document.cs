using System.Security.Cryptography;
using System.Text;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Documents;

/// <summary>
/// A minute, record, letter or report written from the data of a process. It holds the words themselves, so what it says never changes
/// when its template does; the same data give the same hash.
/// </summary>
/// <param name="Kind">One of <see cref="DocumentKinds"/>.</param>
/// <param name="Date">The day it is of, in Santiago.</param>
public sealed record Document(string Kind, string Title, DateOnly Date, IReadOnlyList<DocumentBlock> Blocks)
{
    /// <summary>The kind of the facts that keep documents.</summary>
    public const string Fact = "documento";

    public Dictionary<string, object?> ToValues() => new()
    {
        ["kind"] = Kind,
        ["title"] = Title,
        ["date"] = PlainValues.ToText(Date),
        ["blocks"] = Blocks.Select(object? (block) => block.ToValues()).ToList(),
    };

    /// <summary>SHA-256 of the document as compact JSON in UTF-8, in small hexadecimal letters.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Values.ToJson(ToValues()))));

    /// <summary>Reads what <see cref="ToValues"/> wrote; null when it is no document.</summary>
    public static Document? Read(object? value) =>
        value.TextOf("kind") is { } kind && value.TextOf("title") is { } title && value.DateOf("date") is { } date
            ? new(kind, title, date, [.. value.ListOf("blocks").Select(DocumentBlock.Read).OfType<DocumentBlock>()])
            : null;
}

/// <summary>The kinds of documents, by what stands in a flow and what people read.</summary>
public static class DocumentKinds
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["informe"] = "Informe", ["minuta"] = "Minuta", ["acta"] = "Acta", ["oficio"] = "Oficio", ["certificado"] = "Certificado",
    };

    public static IReadOnlyCollection<string> All => Labels.Keys;

    public static string LabelOf(string kind) => Labels.GetValueOrDefault(kind, kind);
}

/// <summary>Where documents are read.</summary>
public static class DocumentPaths
{
    public static string Of(string documentId) => $"/documentos/{Uri.EscapeDataString(documentId)}";
}
