namespace Workflows.Definitions.Tasks;

/// <summary>More time, as whoever has the task asks for it.</summary>
public sealed record ExtensionRequest(int Days, string? Reason)
{
    public Dictionary<string, object?> ToValues() => new() { ["days"] = (double)Days, ["reason"] = Reason };

    public static ExtensionRequest FromValues(object? payload) => new(payload.WholeOf("days") ?? 0, payload.TextOf("reason"));
}
