using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Server.Access;

/// <summary>
/// Facts that nobody has confirmed yet are shown as «por confirmar» to those who oversee the server, because they can confirm them. To
/// anybody else, who cannot, they are not even sent.
/// </summary>
internal static class Unconfirmed
{
    private const string Mark = "unverified";
    private const string Source = "source";

    /// <summary>What people wrote, where a word of ours means nothing.</summary>
    private const string Answers = "answers";

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 256 };

    public static bool IsFor(Acting acting) => acting.Has(Acting.Overseers);

    /// <summary>A document of a flow or of a task, as this person may read it.</summary>
    public static JsonElement Shown(JsonElement document, Acting acting)
    {
        if (IsFor(acting) || !document.GetRawText().Contains($"\"{Mark}\"", StringComparison.Ordinal))
            return document;
        var shown = JsonNode.Parse(document.GetRawText(), documentOptions: new() { MaxDepth = 256 })!;
        TakeOut(shown);
        return JsonSerializer.SerializeToElement(shown, Deep);
    }

    private static void TakeOut(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                TakeOut(item);
        }

        if (node is not JsonObject members)
            return;
        // What says of itself that it was not confirmed says beside it where it comes from, and why that is not enough.
        if (members.Remove(Mark) && members[Source] is JsonValue)
            members.Remove(Source);
        foreach (var (name, member) in members.ToList())
        {
            if (name != Answers)
                TakeOut(member);
        }
    }
}
