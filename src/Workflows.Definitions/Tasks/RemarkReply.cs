namespace Workflows.Definitions.Tasks;

/// <summary>What an institution says about a remark: what changed, or why nothing did.</summary>
/// <param name="Remark">The id of the remark it answers.</param>
public sealed record RemarkReply(string? Remark, string? Text)
{
    private const string RemarkKey = "remark";
    private const string TextKey = "text";

    /// <summary>What is kept of a reply as it comes.</summary>
    internal static IReadOnlyList<string> Kept { get; } = [RemarkKey, TextKey];

    public Dictionary<string, object?> ToValues() => new() { [RemarkKey] = Remark, [TextKey] = Text };

    public static RemarkReply FromValues(object? values) => new(values.TextOf(RemarkKey), values.TextOf(TextKey));
}
