using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Server.Tests.Flows;

/// <summary>Draws small flowcharts for tests: activities in a row, or with arrows given.</summary>
internal static class Drawn
{
    /// <summary>Activities one after the other.</summary>
    public static string Row(string definitionId, params JsonObject[] activities) =>
        Chart(definitionId, activities,
            [.. activities.Zip(activities.Skip(1),
                (from, to) => Arrow(from["id"]!.GetValue<string>(), "Done", to["id"]!.GetValue<string>()))]);

    public static string Chart(string definitionId, JsonObject[] activities, JsonObject[] connections, params string[] variables) =>
        new JsonObject
        {
            ["definitionId"] = definitionId,
            ["name"] = definitionId,
            ["variables"] = new JsonArray(
            [.. variables.Select(name => new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = "Object" })]),
            ["root"] = new JsonObject
            {
                ["id"] = "root",
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["activities"] = new JsonArray([.. activities]),
                ["connections"] = new JsonArray([.. connections]),
            },
        }.ToJsonString();

    public static JsonObject Start() => Activity("start", "Elsa.Start");

    public static JsonObject Line(string id, string text) => Activity(id, "Elsa.WriteLine", ("text", text));

    public static JsonObject Delay(string id, TimeSpan span) => Activity(id, "Elsa.Delay", ("timeSpan", span.ToString()));

    public static JsonObject Event(string id, string name) => Activity(id, "Elsa.Event", ("eventName", name));

    public static JsonObject Publish(string id, string name) => Activity(id, "Elsa.PublishEvent", ("eventName", name));

    public static JsonObject Activity(string id, string type, params (string Name, string Literal)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, literal) in inputs)
            activity[name] = Input("Literal", literal);
        return activity;
    }

    /// <summary>Adds an input with an expression to an activity.</summary>
    public static JsonObject With(this JsonObject activity, string name, string expressionType, JsonNode value)
    {
        activity[name] = Input(expressionType, value);
        return activity;
    }

    /// <summary>Writes an output of an activity into a variable.</summary>
    public static JsonObject Bound(this JsonObject activity, string output, string variable)
    {
        activity[output] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };
        return activity;
    }

    public static JsonObject Arrow(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private static JsonObject Input(string type, JsonNode value) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = type, ["value"] = value },
    };
}
