using System.Text.Json.Nodes;

namespace Workflows.Engine.Json;

/// <summary>
/// Brings the older shapes of Elsa's JSON to the current one, in place: PascalCase names, lists wrapped in <c>$values</c>,
/// a single object where a list belongs, and flat connections.
/// </summary>
internal static class DocumentShape
{
    private static readonly string[] KnownNames =
    [
        "id", "definitionId", "name", "description", "version", "variables", "inputs", "outputs", "outcomes",
        "customProperties", "options", "root", "type", "nodeId", "metadata", "activities", "connections", "expression",
        "value", "typeName", "isArray", "source", "target", "activity", "port", "sourcePort", "targetPort",
        "memoryReference", "cases", "label", "condition", "incidentStrategyType", "canStartWorkflow", "displayText",
        "designer", "start", "mode", "branches",
    ];

    private static readonly Dictionary<string, string> Canonical =
        KnownNames.ToDictionary(name => char.ToUpperInvariant(name[0]) + name[1..], name => name, StringComparer.Ordinal);

    /// <summary>Renames the properties we know from PascalCase; an existing camelCase one wins.</summary>
    public static void CamelCase(JsonObject json)
    {
        foreach (var (name, _) in json.ToList())
        {
            if (!Canonical.TryGetValue(name, out var canonical) || json.ContainsKey(canonical))
                continue;

            var index = json.IndexOf(name);
            var value = json[name];
            json.RemoveAt(index);
            json.Insert(index, canonical, value);
        }
    }

    /// <summary>The property as a list, replacing <c>{"$values": […]}</c> or a single object by the list itself.</summary>
    public static JsonArray List(JsonObject json, string name)
    {
        switch (json[name])
        {
            case JsonArray array:
                return array;
            case JsonObject wrapped when wrapped["$values"] is JsonArray values:
                wrapped.Remove("$values");
                json[name] = values;
                return values;
            case JsonObject single when single.Count > 0:
                json[name] = null;
                var list = new JsonArray(single);
                json[name] = list;
                return list;
            default:
                return [];
        }
    }

    /// <summary>A connection in the current shape, whatever shape it came in; null when it names no two activities.</summary>
    public static JsonObject? Connection(JsonObject json)
    {
        CamelCase(json);
        // Half a connection is not used, and stays as it was drawn.
        if (!NamesActivity(json["source"]) || !NamesActivity(json["target"]))
            return null;
        BringEndpoint(json, "source", "sourcePort");
        BringEndpoint(json, "target", "targetPort");
        return json;
    }

    private static bool NamesActivity(JsonNode? endpoint) => endpoint switch
    {
        JsonObject json => Text(Either(json, "activity") is JsonObject embedded
            ? Either(embedded, "id")
            : Either(json, "activity")) is not null,
        _ => Text(endpoint) is not null,
    };

    private static JsonNode? Either(JsonObject json, string name) =>
        json.TryGetPropertyValue(name, out var value) ? value : json[char.ToUpperInvariant(name[0]) + name[1..]];

    /// <summary>One end in the current shape, where it stood: what else the connection has keeps its order.</summary>
    private static void BringEndpoint(JsonObject json, string name, string flatPort)
    {
        var port = Text(json[flatPort]);
        if (json[name] is JsonObject endpoint)
        {
            CamelCase(endpoint);
            // Some early files embed the whole activity instead of its id.
            if (endpoint["activity"] is JsonObject embedded)
            {
                CamelCase(embedded);
                endpoint["activity"] = Text(embedded["id"]);
            }
        }
        else
        {
            endpoint = new JsonObject { ["activity"] = Text(json[name]) };
            json[name] = endpoint;
        }

        if (port is not null && endpoint["port"] is null)
            endpoint["port"] = port;
        json.Remove(flatPort);
    }

    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
