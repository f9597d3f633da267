namespace Workflows.Definitions.Tasks;

/// <summary>Something a reviewer wants corrected.</summary>
/// <param name="Field">Of which field; null for the whole.</param>
public sealed record TaskRemark(string? Field, string? Text)
{
    /// <summary>What it is answered by; null until the review is received.</summary>
    public string? Id { get; init; }

    /// <summary>Which review it comes from: several may return together.</summary>
    public string? From { get; init; }

    /// <summary>What is kept of a remark as it comes.</summary>
    internal static IReadOnlyList<string> Kept { get; } = [Key.Field, Key.Text];

    public Dictionary<string, object?> ToValues() => Id is null
        ? new() { [Key.Field] = Field, [Key.Text] = Text }
        : new() { [Key.Id] = Id, [Key.Field] = Field, [Key.Text] = Text, [Key.From] = From };

    public static TaskRemark FromValues(object? values) => new(values.TextOf(Key.Field), values.TextOf(Key.Text))
    {
        Id = values.TextOf(Key.Id),
        From = values.TextOf(Key.From),
    };

    private static class Key
    {
        public const string Id = "id";
        public const string Field = "field";
        public const string Text = "text";
        public const string From = "from";
    }
}
