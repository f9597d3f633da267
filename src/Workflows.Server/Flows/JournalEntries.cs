using System.Text.Json;
using Workflows.Engine;

namespace Workflows.Server.Flows;

/// <summary>The entries of a whole journal, read once, by kind: what rows can be derived from.</summary>
internal sealed class JournalEntries
{
    private readonly Dictionary<string, List<Entry>> _byKind = new(StringComparer.Ordinal);

    public JournalEntries(IReadOnlyList<JournalRow> journal)
    {
        foreach (var row in journal)
        {
            using var document = JsonDocument.Parse(row.Text, new JsonDocumentOptions { MaxDepth = Values.MaxDepth + 16 });
            var burst = document.RootElement;
            foreach (var json in burst.GetProperty("entries").EnumerateArray())
            {
                var kind = json.GetProperty("kind").GetString()!;
                if (!_byKind.TryGetValue(kind, out var entries))
                    _byKind[kind] = entries = [];
                entries.Add(new Entry(
                    row.Number,
                    row.At,
                    json.TryGetProperty("activity", out var activity) ? activity.GetString() : null,
                    json.TryGetProperty("visit", out var visit) ? visit.GetInt32() : 0,
                    json.TryGetProperty("data", out var data) && Values.FromJson(data) is IReadOnlyDictionary<string, object?> values ? values : Entry.Nothing)
                {
                    Outcomes = kind == "completed" ? OutcomesIn(data) : [],
                });
            }

            if (burst.TryGetProperty("contents", out var contents))
            {
                foreach (var content in contents.EnumerateObject())
                    TaskContents[content.Name] = content.Value.GetString()!;
            }

            StateHash = burst.GetProperty("state").GetString();
        }
    }

    /// <summary>Of the state the last burst left.</summary>
    public string? StateHash { get; }

    /// <summary>Hash of what each task shows, by task id.</summary>
    public Dictionary<string, string> TaskContents { get; } = new(StringComparer.Ordinal);

    private static string[] OutcomesIn(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.String => [data.GetString()!],
        JsonValueKind.Array => [.. data.EnumerateArray().Select(outcome => outcome.GetString()!)],
        _ => [],
    };

    public IReadOnlyList<Entry> Of(string kind) => _byKind.GetValueOrDefault(kind) ?? [];

    internal sealed record Entry(int Burst, DateTimeOffset At, string? Activity, int Visit, IReadOnlyDictionary<string, object?> Data)
    {
        /// <summary>The ports a completed activity left through.</summary>
        public IReadOnlyList<string> Outcomes { get; init; } = [];

        public static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

        public string? Text(string name) => Data.GetValueOrDefault(name) as string;

        public int? Whole(string name) => Data.GetValueOrDefault(name) is double number ? (int)number : null;

        public string Json(string name) => Values.ToJson(Data.GetValueOrDefault(name));
    }
}
