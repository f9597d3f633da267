using System.Text.Json;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>A notice that a shipped flow draws between its tasks: whom it tells and with what words. It belongs to no task.</summary>
internal sealed record Announcement(string Template, IReadOnlyList<RecipientCode> To, IReadOnlyList<RecipientCode> Copy)
{
    public static Dictionary<string, Announcement> Of(string flow, IReadOnlyDictionary<string, string>? given = null)
    {
        using var drawn = JsonDocument.Parse(ShippedFlows.Get(flow).Json);
        return Stage.Activities(drawn).Where(activity => activity.GetProperty("type").GetString() == "Workflows.Notify").ToDictionary(
            Stage.Id, activity => new Announcement(
                Stage.Text(activity, "template") ?? "decreto", [.. Stage.Recipients(activity, "recipients", given)],
                    [.. Stage.Recipients(activity, "copy", given)]));
    }
}
