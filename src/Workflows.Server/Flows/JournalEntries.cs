using System.Text.Json;
using Workflows.Engine;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Flows;

/// <summary>The entries of a whole journal, read once, by kind: what rows can be derived from.</summary>
internal sealed class JournalEntries
{
    private readonly Dictionary<string, List<Entry>> _byKind = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Author> _authors = [];

    public JournalEntries(IEnumerable<JournalRow> journal)
    {
        foreach (var row in journal)
        {
            using var document = JsonDocument.Parse(row.Text, new JsonDocumentOptions { MaxDepth = Values.MaxDepth + 16 });
            var burst = document.RootElement;
            if (burst.TryGetProperty("by", out var by))
            {
                _authors[row.Number] = new(
                    by.GetProperty("id").GetString()!, by.GetProperty("name").GetString(),
                    burst.TryGetProperty("onBehalfOf", out var place) ? place.GetString() : null);
            }

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
                    json.TryGetProperty("data", out var data) && Values.FromJson(data) is IReadOnlyDictionary<string, object?> values
                        ? values
                        : Entry.Nothing)
                {
                    Execution = json.TryGetProperty("execution", out var execution) ? execution.GetInt64() : null,
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

    /// <summary>The last entry of a kind about each thing.</summary>
    public Dictionary<string, Entry> LastBy(string kind, string name) =>
        Of(kind).GroupBy(entry => entry.Text(name)!, StringComparer.Ordinal)
            .ToDictionary(about => about.Key, about => about.Last(), StringComparer.Ordinal);

    /// <summary>Who moved the instance in the burst of an entry; null when time or a message did.</summary>
    public Author? AuthorOf(Entry entry) => _authors.GetValueOrDefault(entry.Burst);

    internal sealed record Author(string PersonId, string? Name, string? OnBehalfOf);

    internal sealed record Entry(int Burst, DateTimeOffset At, string? Activity, int Visit, IReadOnlyDictionary<string, object?> Data)
    {
        /// <summary>Which run of the activity it is of; null when it is of none.</summary>
        public long? Execution { get; init; }

        /// <summary>The ports a completed activity left through.</summary>
        public IReadOnlyList<string> Outcomes { get; init; } = [];

        public static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

        public string? Text(string name) => Data.GetValueOrDefault(name) as string;

        public int? Whole(string name) => Data.GetValueOrDefault(name) is double number ? (int)number : null;

        public string Json(string name) => Values.ToJson(Data.GetValueOrDefault(name));
    }
}
