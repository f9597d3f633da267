using System.Text.Json.Nodes;
using Workflows.Engine.Activities;
using Workflows.Engine.Json;

namespace Workflows.Engine.Tests;

/// <summary>Draws a workflow in a line or two: activities by id, and arrows as <c>a->b d:True->c</c>.</summary>
internal sealed class Drawing
{
    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];
    private readonly JsonArray _inputs = [];
    private readonly JsonObject _definition;

    public Drawing(string id = "flujo") => _definition = new JsonObject
    {
        ["definitionId"] = id,
        ["name"] = id,
        ["version"] = 1,
        ["variables"] = _variables,
        ["inputs"] = _inputs,
        ["root"] = new JsonObject
        {
            ["id"] = "diagrama",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = _activities,
            ["connections"] = _connections,
        },
    };

    public Drawing With(string id, string type, params (string Name, JsonNode? Value)[] properties)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type.Contains('.') ? type : $"Elsa.{type}" };
        foreach (var (name, value) in properties)
            activity[name] = value;
        _activities.Add(activity);
        return this;
    }

    public Drawing Lines(params string[] ids)
    {
        foreach (var id in ids)
            With(id, "WriteLine", ("text", id));
        return this;
    }

    public Drawing Event(string id, string? name = null) => With(id, "Event", ("eventName", name ?? id));

    public Drawing Decision(string id, string script) => With(id, "FlowDecision", ("condition", Script(script, "Boolean")));

    public Drawing Set(string id, string variable, string script) =>
        With(
            id, "SetVariable", ("variable", new JsonObject { ["id"] = variable, ["name"] = variable }),
            ("value", Script(script, "Object")));

    public Drawing Variable(string name, string type = "Object", string? value = null)
    {
        _variables.Add(new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = type, ["value"] = value });
        return this;
    }

    public Drawing Input(string name, string type = "Object")
    {
        _inputs.Add(new JsonObject { ["name"] = name, ["type"] = type });
        return this;
    }

    public Drawing Arrows(string arrows)
    {
        foreach (var arrow in arrows.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (from, to) = (arrow.Split("->")[0], arrow.Split("->")[1]);
            var port = from.Contains(':') ? from.Split(':')[1] : "Done";
            _connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = from.Split(':')[0], ["port"] = port },
                ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
            });
        }

        return this;
    }

    public Drawing ContinuesWithIncidents()
    {
        _definition["options"] =
            new JsonObject
            {
                ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, "
                + "Elsa.Workflows.Core"
            };
        return this;
    }

    public Drawing ChartMode(string mode)
    {
        _definition["root"]!["customProperties"] = new JsonObject { ["flowMode"] = mode };
        return this;
    }

    public static JsonObject Script(string script, string type) => Expression("JavaScript", script, type);

    public static JsonObject Expression(string kind, JsonNode? value, string type) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value },
    };

    public string Json => _definition.ToJsonString();

    public WorkflowGraph Compile(params ActivityType[] more) =>
        WorkflowGraph.Compile(WorkflowJson.Read(Json), new ActivityCatalog([.. CoreActivities.All, .. more]));
}
