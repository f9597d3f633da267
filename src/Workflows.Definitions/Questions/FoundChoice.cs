using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>
/// What was chosen, as it is called on the day; or what is wrong with it, as a sentence goes on after the name of the field.
/// </summary>
public sealed record FoundChoice(string Id, string Name, string? Problem = null)
{
    public static FoundChoice Refused(string problem) => new("", "", problem);

    public Dictionary<string, object?> ToValues() =>
        Problem is null ? new() { ["id"] = Id, ["name"] = Name } : new() { ["problem"] = Problem };

    public static FoundChoice FromValues(object? values) => new(
        values.Member("id") as string ?? "", values.Member("name") as string ?? "", values.TextOf("problem"));
}
