using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>Somebody the organisation knows. Whoever has no address has an empty one.</summary>
public sealed record KnownPerson(string Id, string Name, string Email)
{
    public Dictionary<string, object?> ToValues() => new() { ["personId"] = Id, ["name"] = Name, ["email"] = Email };

    public static KnownPerson? FromValues(object? values) =>
        values.TextOf("personId") is { } id ? new(id, values.TextOf("name") ?? "", values.TextOf("email") ?? "") : null;
}
