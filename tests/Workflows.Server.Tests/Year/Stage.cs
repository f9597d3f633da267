using System.Text.Json;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year;

/// <summary>A stage of the formulation as it is drawn: who has it and under which deadline policy. Nothing here runs a flow.</summary>
internal sealed record Stage(string Activity, Role Role, string? Scope, DeadlinePolicy Policy)
{
    public static IReadOnlyDictionary<string, Stage> OfTheFormulation { get; } = Read();

    private static Dictionary<string, Stage> Read()
    {
        using var flow = JsonDocument.Parse(ShippedFlows.Get(ShippedFlows.PmgFormulation).Json);
        return flow.RootElement.GetProperty("root").GetProperty("activities").EnumerateArray()
            .Where(activity => activity.TryGetProperty("deadline", out _))
            .Select(activity => new Stage(
                activity.GetProperty("id").GetString()!,
                Role.Parse(Input(activity, "role")!.Value.GetString()!),
                Input(activity, "scope")?.GetString(),
                DeadlinePolicy.Read(Input(activity, "deadline")!.Value)))
            .ToDictionary(stage => stage.Activity);
    }

    private static JsonElement? Input(JsonElement activity, string name) =>
        activity.TryGetProperty(name, out var input) ? input.GetProperty("expression").GetProperty("value") : null;
}
