using Workflows.Definitions.Committees;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>What was written down while a session goes on, each entry as it came.</summary>
public sealed record SessionEntriesQuestion(string? Task) : Question<IReadOnlyList<SessionEntry>>
{
    public override string Name => WorldQuestions.SessionEntries;

    public override Dictionary<string, object?> ToValues() => new() { ["task"] = Task };

    public static SessionEntriesQuestion FromValues(object? asked) => new(asked.TextOf("task"));

    public override IReadOnlyList<SessionEntry> AnswerIn(object? values) => [.. values.AsList().Select(SessionEntry.FromValues)];
}
