namespace Workflows.Definitions.Tasks;

/// <summary>What a coordinator says when they correct, suspend or release the notices of a level.</summary>
public sealed record HeldNoticeAct(int? Level, string? Reason)
{
    public Dictionary<string, object?> ToValues() => new() { ["level"] = (double?)Level, ["reason"] = Reason };

    public static HeldNoticeAct FromValues(object? payload) => new(payload.WholeOf("level"), payload.TextOf("reason"));
}
