using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>A place and what people call it. A flow reads it as a row.</summary>
public sealed record ListedPlace(string Code, string Name)
{
    /// <summary>What it owns in a proposal, by name; null when none was asked about.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>Of a seat.</summary>
    public string? Role { get; init; }

    public Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["code"] = Code, ["name"] = Name };
        if (Topics is not null)
            values["topics"] = PlainValues.ToValues(Topics);
        if (Role is not null)
            values["role"] = Role;
        return values;
    }

    public static ListedPlace FromValues(object? values) => new(values.TextOf("code") ?? "", values.TextOf("name") ?? "")
    {
        Topics = values.Member("topics") is { } topics ? [.. topics.AsList().OfType<string>()] : null,
        Role = values.TextOf("role"),
    };
}
