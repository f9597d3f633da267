using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Engine.Json;

/// <summary>
/// Reads and writes Elsa 3 workflow JSON. Every shape Elsa has written over the years is accepted; what is written is the
/// current shape, with unknown fields and unknown activities untouched.
/// </summary>
public static class WorkflowJson
{
    /// <summary>The largest document accepted, in characters.</summary>
    public const int MaxLength = 4_000_000;

    /// <summary>The deepest nesting accepted: charts inside charts and the JSON of their inputs.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions ReadOptions = new()
    {
        MaxDepth = MaxDepth,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
    };

    private static readonly JsonSerializerOptions WriteOptions = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a definition.</summary>
    /// <exception cref="WorkflowFormatException">The text is not a workflow definition.</exception>
    public static WorkflowDefinition Read(string text)
    {
        if (text.Length > MaxLength)
            throw new WorkflowFormatException($"La definición supera {SpanishNumbers.Whole(MaxLength)} caracteres.");

        try
        {
            if (JsonNode.Parse(text, documentOptions: ReadOptions) is not JsonObject document)
                throw new WorkflowFormatException("La definición debe ser un objeto JSON.");
            // Half of a surrogate pair is noticed only when it is written: here, and not when somebody saves the drawing.
            using (var writer = new Utf8JsonWriter(Stream.Null))
                document.WriteTo(writer);
            return DefinitionReader.Read(document);
        }
        catch (JsonException e)
        {
            throw new WorkflowFormatException(
                $"El texto no es JSON válido: línea {e.LineNumber + 1}, columna {e.BytePositionInLine + 1}.", e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            // JsonNode reports a wrong kind of value this way; the reader names the places it knows before that.
            throw new WorkflowFormatException("La definición tiene un valor de un tipo que no corresponde o un texto roto.", e);
        }
    }

    /// <summary>Writes the definition in Elsa's current shape.</summary>
    public static string Write(WorkflowDefinition definition) => definition.Document.ToJsonString(WriteOptions);

    /// <summary>Writes the definition as another version of itself: ids and flags change, the drawing does not.</summary>
    public static string WriteAs(WorkflowDefinition definition, string id, int version, bool isLatest, bool isPublished)
    {
        var copy = (JsonObject)definition.Document.DeepClone();
        copy["id"] = id;
        copy["definitionId"] = definition.DefinitionId;
        copy["version"] = version;
        copy["isLatest"] = isLatest;
        copy["isPublished"] = isPublished;
        return copy.ToJsonString(WriteOptions);
    }

    internal static string Compact(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            node.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
