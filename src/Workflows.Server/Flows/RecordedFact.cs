using System.Text.Json;

namespace Workflows.Server.Flows;

/// <summary>
/// What a history says of a fact besides that it was recorded: why a session was suspended, what a body decided and by what norm. Any
/// other fact is for whoever asks for it.
/// </summary>
internal static class RecordedFact
{
    public static string? WordsOf(JsonElement fact) => Member(fact, "data") is not { ValueKind: JsonValueKind.Object } data
        ? null
        : Text(data, "motivo") is { } reason ? Sentence(reason) : Member(data, "votacion") is { } vote ? DecisionIn(vote) : null;

    /// <summary>«Aprobado. Votaron a favor 2, en contra 1 y se abstuvieron 0. Norma: Reglamento del PMG.»</summary>
    private static string? DecisionIn(JsonElement vote)
    {
        if (Text(vote, "resultado_texto") is not { } outcome || Member(vote, "explicacion") is not { ValueKind: JsonValueKind.Array } lines)
            return null;
        var norms = lines.EnumerateArray().Select(line => Text(line, "norma")).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return string.Join(' ', lines.EnumerateArray().Select(line => Text(line, "texto")).OfType<string>().Prepend(outcome)
            .Append(norms.Count == 0 ? "" : $"Norma: {string.Join("; ", norms)}").Where(text => text.Length > 0).Select(Sentence));
    }

    private static string Sentence(string text) => text.TrimEnd().EndsWith('.') ? text.TrimEnd() : $"{text.TrimEnd()}.";

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;
}
