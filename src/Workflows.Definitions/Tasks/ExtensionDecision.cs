namespace Workflows.Definitions.Tasks;

/// <summary>What is decided about an extension that was asked for.</summary>
/// <param name="Days">Fewer than were asked for; null for all of them.</param>
public sealed record ExtensionDecision(string? Extension, bool IsGranted, string? Reason, int? Days)
{
    public Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["extension"] = Extension, ["granted"] = IsGranted, ["reason"] = Reason };
        if (Days is { } days)
            values["days"] = (double)days;
        return values;
    }

    public static ExtensionDecision FromValues(object? payload) => new(
        payload.TextOf("extension"), payload.FlagOf("granted"), payload.TextOf("reason"), payload.WholeOf("days"));
}
