using System.Text.Json;

namespace Workflows.Server.Web;

/// <summary>Stored JSON on its way out, as it is.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 256 };

    public static JsonElement? Parse(string? text)
    {
        if (text is null)
            return null;
        using var document = JsonDocument.Parse(text, Reading);
        return document.RootElement.Clone();
    }
}
