using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>A level of the ladder that was told of a late task, and what it did about it.</summary>
/// <param name="LeavesAt">When it hears of it: a held notice has not left yet.</param>
/// <param name="Action">acknowledge, instruct or reassign; null while nobody attended.</param>
/// <param name="By">Who did it, and for whom.</param>
internal sealed record ToldLevel(
    int Level, DateTimeOffset LeavesAt, string? Action = null, string? By = null, string? Text = null, DateTimeOffset? At = null)
{
    public Dictionary<string, object?> ToValues() => new()
    {
        ["level"] = (double)Level,
        ["leavesAt"] = Instants.ToText(LeavesAt),
        ["action"] = Action,
        ["by"] = By,
        ["text"] = Text,
        ["at"] = At is { } at ? Instants.ToText(at) : null,
    };

    public static ToldLevel FromValues(object? values) => new(
        values.WholeOf("level") ?? 0, Instants.Parse(values.TextOf("leavesAt")!), values.TextOf("action"), values.TextOf("by"),
        values.TextOf("text"),
        values.TextOf("at") is { } at ? Instants.Parse(at) : null);
}
