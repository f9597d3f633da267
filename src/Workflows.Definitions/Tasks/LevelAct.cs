namespace Workflows.Definitions.Tasks;

/// <summary>
/// What an authority says with an act about a late task: at which level it answers, its words, and who shall do it from now on.
/// </summary>
/// <param name="Role">Only when the task is reassigned.</param>
public sealed record LevelAct(int? Level, string? Text, string? Role)
{
    public Dictionary<string, object?> ToValues() => new() { ["level"] = (double?)Level, ["text"] = Text, ["role"] = Role };

    public static LevelAct FromValues(object? payload) => new(payload.WholeOf("level"), payload.TextOf("text"), payload.TextOf("role"));
}
