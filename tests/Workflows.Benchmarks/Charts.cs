using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Engine.Activities;
using Workflows.Engine.Json;

namespace Workflows.Benchmarks;

/// <summary>The charts that are measured: a start, then steps that assign and decide, one after the other.</summary>
internal static class Charts
{
    public const string EventName = "sigue";

    public static WorkflowGraph Straight(int steps) => Draw(steps, waitsAfter: null);

    public static WorkflowGraph Waiting(int steps, int waitsAfter) => Draw(steps, waitsAfter);

    public static WorkflowInstance NewInstance(WorkflowGraph graph) => WorkflowInstance.Create(graph.Definition, "medida-1", "1");

    private static WorkflowGraph Draw(int steps, int? waitsAfter)
    {
        var activities = new JsonArray();
        var connections = new JsonArray();
        for (var i = 0; i < steps; i++)
        {
            activities.Add(Step(i, i == waitsAfter));
            if (i > 0)
            {
                connections.Add(new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = Name(i - 1), ["port"] = "Done" },
                    ["target"] = new JsonObject { ["activity"] = Name(i), ["port"] = "In" },
                });
            }
        }

        var definition = new JsonObject
        {
            ["definitionId"] = "medida",
            ["name"] = "medida",
            ["version"] = 1,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "suma", ["name"] = "suma", ["typeName"] = "Double", ["value"] = "1" }),
            ["root"] = new JsonObject
            {
                ["id"] = "diagrama", ["type"] = "Elsa.Flowchart", ["activities"] = activities, ["connections"] = connections,
            },
        };
        return WorkflowGraph.Compile(WorkflowJson.Read(definition.ToJsonString()), new ActivityCatalog([.. CoreActivities.All]));
    }

    private static JsonObject Step(int number, bool waits)
    {
        var step = new JsonObject { ["id"] = Name(number) };
        if (number == 0)
        {
            step["type"] = "Elsa.Start";
        }
        else if (waits)
        {
            step["type"] = "Elsa.Event";
            step["eventName"] = EventName;
        }
        else
        {
            step["type"] = "Elsa.SetVariable";
            step["variable"] = new JsonObject { ["id"] = "suma", ["name"] = "suma" };
            step["value"] = new JsonObject
            {
                ["typeName"] = "Object",
                ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "variables.suma * 2 + 1" },
            };
        }

        return step;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"paso{number}");
}
