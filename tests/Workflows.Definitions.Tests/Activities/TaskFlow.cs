using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>Draws small flows around one task, so that each test shows only what it is about.</summary>
internal static class TaskFlow
{
    public static readonly Dictionary<string, object?> Pmg2026 = Story.Values(("institution", Formulation.Service), ("year", 2026d));

    /// <summary>A service hands in a report within ten working days; the ladder has all its levels.</summary>
    public const string TenDays = """
        { "term": { "workingDays": 10 }, "reminders": [10, 5, 1],
          "ladder": [ { "level": 1, "workingDaysAfter": 1 }, { "level": 2, "workingDaysAfter": 3 }, { "level": 3, "workingDaysAfter": 5 }, { "level": 4, "workingDaysAfter": 10 } ] }
        """;

    /// <summary>A chart of start, the given activities and arrows, and a finish called «fin».</summary>
    public static string Chart(string activities, string arrows, string variables = "") => $$"""
        { "definitionId": "prueba", "name": "Prueba", "version": 1,
          "variables": [ {{variables}} ],
          "options": { "incidentStrategyType": "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy" },
          "root": { "id": "raiz", "type": "Elsa.Flowchart", "version": 1,
            "activities": [ { "id": "ini", "type": "Elsa.Start" }, {{activities}}, { "id": "fin", "type": "Elsa.Finish" } ],
            "connections": [ {{string.Join(", ", arrows.Split(',', StringSplitOptions.TrimEntries).Select(Arrow))}} ] } }
        """;

    /// <summary>An activity of the given type; inputs are literals when they are text and values when they are JSON.</summary>
    public static string Activity(string id, string type, params (string Name, string Value)[] inputs)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = $"Workflows.{type}" };
        foreach (var (name, value) in inputs)
            json[name] = Input(value);
        return json.ToJsonString();
    }

    public static string Deliverable(string deadline = TenDays, params (string Name, string Value)[] more) =>
        Activity(
            "informe", "RequestDeliverable",
            [("title", "Entregar el informe"), ("role", "institution.pmgOfficer"), ("deadline", deadline), .. more]);

    public static Story Open(string chart, DateTimeOffset at) => new(chart, at, Pmg2026);

    private static JsonObject Input(string value)
    {
        var isVariable = value.StartsWith('$');
        var isOutput = value.StartsWith("->", StringComparison.Ordinal);
        if (isOutput)
            return new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = value[2..] } };
        JsonNode? expression = isVariable ? new JsonObject { ["id"] = value[1..], ["name"] = value[1..] } : value;
        var type = isVariable ? "Variable" : value.TrimStart().StartsWith('{') || value.StartsWith('[') ? "Object" : "Literal";
        return new JsonObject { ["expression"] = new JsonObject { ["type"] = type, ["value"] = expression } };
    }

    /// <summary>«informe.Submitted>fin», or «ini>informe» for the port Done.</summary>
    private static string Arrow(string text)
    {
        var ends = text.Split('>');
        var source = ends[0].Split('.');
        return JsonSerializer.Serialize(new
        {
            source = new { activity = source[0], port = source.Length > 1 ? source[1] : "Done" },
            target = new { activity = ends[1], port = "In" },
        });
    }
}
