using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Engine.Json;

/// <summary>Turns a normalised document into typed nodes. It never drops a field: the nodes keep their JSON.</summary>
internal sealed class DefinitionReader
{
    /// <summary>More activities than any drawing a person could follow; above it the document is an attack or a mistake.</summary>
    private const int MaxActivities = 5_000;
    private const int MaxConnections = 20_000;
    private const int MaxVariables = 1_000;

    /// <summary>Properties that describe an activity instead of feeding it.</summary>
    private static readonly HashSet<string> Structural = new(StringComparer.Ordinal)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "activities", "connections", "variables",
        "source", "line", "canStartWorkflow", "runAsynchronously", "applicationProperties", "start",
    };

    private readonly List<string> _warnings = [];
    private int _activities;
    private int _connections;
    private int _variables;

    public static WorkflowDefinition Read(JsonObject document)
    {
        var reader = new DefinitionReader();
        DocumentShape.CamelCase(document);
        if (document["root"] is not JsonObject root)
        {
            if (document["root"] is not null)
                throw new WorkflowFormatException("«root» debe ser una actividad.");
            document["root"] = root = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence" };
        }

        var name = DocumentShape.Text(document["name"]) ?? "";
        var definitionId = DocumentShape.Text(document["definitionId"]);
        var node = reader.Activity(root, parentPath: "Workflow1", place: "root");

        return new WorkflowDefinition(document)
        {
            Id = DocumentShape.Text(document["id"]) ?? "",
            DefinitionId = string.IsNullOrWhiteSpace(definitionId) ? Slug(name) : definitionId,
            Name = name,
            Description = DocumentShape.Text(document["description"]),
            Version = Whole(document["version"]) ?? 1,
            Variables = reader.Variables(document, "definición"),
            Inputs = Arguments(document, "inputs"),
            Outputs = Arguments(document, "outputs"),
            ContinuesWithIncidents = document["options"] is JsonObject options
                && (DocumentShape.Text(options["incidentStrategyType"]) ?? "").Contains("ContinueWithIncidents", StringComparison.Ordinal),
            Root = node,
            Warnings = reader._warnings,
        };
    }

    private ActivityNode Activity(JsonObject json, string parentPath, string place)
    {
        if (++_activities > MaxActivities)
            throw new WorkflowFormatException($"La definición tiene más de {SpanishNumbers.Whole(MaxActivities)} actividades.");

        DocumentShape.CamelCase(json);
        var type = DocumentShape.Text(json["type"]);
        if (string.IsNullOrWhiteSpace(type))
            throw new WorkflowFormatException($"La actividad en «{place}» no tiene tipo («type»).");
        var id = DocumentShape.Text(json["id"]);
        if (string.IsNullOrWhiteSpace(id))
            throw new WorkflowFormatException($"La actividad en «{place}» no tiene identificador («id»).");

        var path = $"{parentPath}:{id}";
        json["nodeId"] = path;
        var inputs = new Dictionary<string, ArgumentBinding>(StringComparer.Ordinal);
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var embedded = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var (property, value) in json.ToList())
        {
            if (Structural.Contains(property) || value is null)
                continue;
            if (EmbeddedActivity(value) is { } activity)
                embedded[property] = Activity(activity, path, $"{place}.{property}");
            else if (Output(value) is { } variableId)
                outputs[property] = variableId;
            else if (Input(value) is { } binding)
                inputs[property] = binding;
        }

        var children = Children(json, path, place);
        return new ActivityNode(json)
        {
            Id = id,
            NodeId = path,
            Type = type,
            Version = Whole(json["version"]) ?? 0,
            Name = DocumentShape.Text(json["name"]),
            Label = DisplayText(json) ?? DocumentShape.Text(json["name"]) ?? id,
            CanStartWorkflow = Flag((json["customProperties"] as JsonObject)?["canStartWorkflow"]) || Flag(json["canStartWorkflow"]),
            Inputs = inputs,
            Outputs = outputs,
            Embedded = embedded,
            Variables = Variables(json, place),
            Children = children,
            Connections = Connections(json, children, place),
        };
    }

    private List<ActivityNode> Children(JsonObject json, string path, string place)
    {
        var children = new List<ActivityNode>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, index) in DocumentShape.List(json, "activities").Select((item, index) => (item, index)))
        {
            if (item is not JsonObject child)
                throw new WorkflowFormatException($"La actividad en «{place}.activities[{index}]» debe ser un objeto.");
            var node = Activity(child, path, $"{place}.activities[{index}]");
            if (!ids.Add(node.Id))
                throw new WorkflowFormatException($"Hay dos actividades con el identificador «{node.Id}» en «{place}».");
            children.Add(node);
        }

        return children;
    }

    private List<Connection> Connections(JsonObject json, List<ActivityNode> children, string place)
    {
        var connections = new List<Connection>();
        var ids = children.Select(child => child.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var item in DocumentShape.List(json, "connections"))
        {
            if (++_connections > MaxConnections)
                throw new WorkflowFormatException($"La definición tiene más de {SpanishNumbers.Whole(MaxConnections)} conexiones.");
            var connection = item is JsonObject shape ? DocumentShape.Connection(shape) : null;
            if (connection is null)
            {
                _warnings.Add($"Una conexión de «{place}» no indica origen y destino y no se usa.");
                continue;
            }

            var source = (JsonObject)connection["source"]!;
            var sourceId = DocumentShape.Text(source["activity"])!;
            var targetId = DocumentShape.Text(((JsonObject)connection["target"]!)["activity"])!;
            if (!ids.Contains(sourceId) || !ids.Contains(targetId))
            {
                _warnings.Add($"La conexión de «{sourceId}» a «{targetId}» nombra una actividad que no existe y no se usa.");
                continue;
            }

            var port = DocumentShape.Text(source["port"]);
            connections.Add(new Connection(sourceId, string.IsNullOrEmpty(port) ? "Done" : port, targetId));
        }

        return connections;
    }

    private static JsonObject? EmbeddedActivity(JsonNode value) =>
        value is JsonObject json
        && DocumentShape.Text(json["type"] ?? json["Type"]) is not null
        && DocumentShape.Text(json["id"] ?? json["Id"]) is not null
        && json["typeName"] is null && json["expression"] is null && LooksLikeActivity(json)
            ? json
            : null;

    /// <summary>Data of other programs may have a type and an id too: it stays as it is.</summary>
    private static bool LooksLikeActivity(JsonObject json) =>
        DocumentShape.Text(json["type"] ?? json["Type"])!.Contains('.', StringComparison.Ordinal)
        || json.Any(field => field.Key is "version" or "nodeId" or "customProperties" or "metadata"
            or "NodeId" or "CustomProperties" or "Metadata");

    private static string? Output(JsonNode value)
    {
        if (value is not JsonObject json || json.ContainsKey("expression") || json.ContainsKey("Expression")
            || (json["memoryReference"] ?? json["MemoryReference"]) is not JsonObject)
            return null;
        DocumentShape.CamelCase(json);
        return json["memoryReference"] is JsonObject reference
            ? DocumentShape.Text(reference["id"] ?? reference["Id"])
            : null;
    }

    internal static ArgumentBinding? Input(JsonNode value)
    {
        if (value is not JsonObject json)
            return new ArgumentBinding(null, "Literal", value);

        if (json.ContainsKey("Expression") || json.ContainsKey("TypeName"))
            DocumentShape.CamelCase(json);
        if (json["expression"] is JsonObject expression)
        {
            DocumentShape.CamelCase(expression);
            return new ArgumentBinding(
                DocumentShape.Text(json["typeName"]), DocumentShape.Text(expression["type"]) ?? "Literal", expression["value"]);
        }

        // A wrapper without expression is an input nobody has set; any other object is a plain value.
        return json.ContainsKey("typeName") && json["value"] is null ? null : new ArgumentBinding(null, "Object", json);
    }

    private List<VariableDefinition> Variables(JsonObject json, string place)
    {
        var variables = new List<VariableDefinition>();
        foreach (var item in DocumentShape.List(json, "variables").OfType<JsonObject>())
        {
            if (++_variables > MaxVariables)
                throw new WorkflowFormatException($"La definición tiene más de {SpanishNumbers.Whole(MaxVariables)} variables.");
            DocumentShape.CamelCase(item);
            var name = DocumentShape.Text(item["name"])
                ?? throw new WorkflowFormatException($"Una variable de «{place}» no tiene nombre.");
            var typeName = DocumentShape.Text(item["typeName"]) ?? "Object";
            if (Flag(item["isArray"]) && !typeName.EndsWith("[]", StringComparison.Ordinal))
                typeName += "[]";
            variables.Add(new VariableDefinition(
                DocumentShape.Text(item["id"]) ?? name, name, typeName, InitialValue(item["value"], typeName, name)));
        }

        return variables;
    }

    /// <summary>The value is stored as a string or as JSON text; objects and lists are JSON, the rest is converted to the type.</summary>
    private static object? InitialValue(JsonNode? value, string typeName, string name)
    {
        if (value is null)
            return null;
        try
        {
            if (DocumentShape.Text(value) is not { } text)
                return Values.Convert(FromNode(value), typeName);
            if (typeName is "String" or "System.String")
                return text;
            if (text.Length == 0)
                return null;
            return text[0] is '{' or '[' ? Values.FromJson(text) : Values.Convert(text, typeName);
        }
        catch (Exception e) when (e is ValueConversionException or JsonException)
        {
            throw new WorkflowFormatException($"El valor inicial de la variable «{name}» no es de tipo {typeName}.", e);
        }
    }

    private static List<ArgumentDefinition> Arguments(JsonObject json, string property)
    {
        var arguments = new List<ArgumentDefinition>();
        foreach (var item in DocumentShape.List(json, property).OfType<JsonObject>())
        {
            DocumentShape.CamelCase(item);
            if (DocumentShape.Text(item["name"]) is { } name)
                arguments.Add(new ArgumentDefinition(name, DocumentShape.Text(item["type"]) ?? "Object"));
        }

        return arguments;
    }

    internal static object? FromNode(JsonNode? node) => node is null ? null : Values.FromJson(WorkflowJson.Compact(node));

    private static string? DisplayText(JsonObject json) =>
        DocumentShape.Text((json["metadata"] as JsonObject)?["displayText"]) is { Length: > 0 } text ? text : null;

    private static int? Whole(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static string Slug(string name) => name.Length == 0 ? "sin-nombre" : name;
}
