using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>
/// One version of a workflow as it was drawn: Elsa 3 workflow JSON seen through types. It keeps the whole document, so what
/// it does not understand survives a round trip. It never changes once read and never runs: <see cref="WorkflowGraph"/> does.
/// </summary>
public sealed class WorkflowDefinition
{
    internal WorkflowDefinition(JsonObject document) => Document = document;

    /// <summary>The normalised document. Owned by the definition: readers copy before they change anything.</summary>
    internal JsonObject Document { get; }

    /// <summary>Id of this version; empty in files that were never stored.</summary>
    public string Id { get; internal init; } = "";

    public required string DefinitionId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public int Version { get; init; } = 1;
    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];
    public IReadOnlyList<ArgumentDefinition> Inputs { get; init; } = [];
    public IReadOnlyList<ArgumentDefinition> Outputs { get; init; } = [];

    /// <summary>True when a failed activity stops only its own branch (Elsa's ContinueWithIncidentsStrategy).</summary>
    public bool ContinuesWithIncidents { get; init; }

    public required ActivityNode Root { get; init; }

    /// <summary>What the reader had to leave aside, in Spanish: connections to activities that do not exist.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>A variable of a workflow or of a container. <c>Value</c> is its initial value, already read.</summary>
public sealed record VariableDefinition(string Id, string Name, string TypeName, object? Value);

/// <summary>An input or output of a workflow.</summary>
public sealed record ArgumentDefinition(string Name, string TypeName);

/// <summary>One activity of a definition, with the children and connections it contains.</summary>
public sealed class ActivityNode
{
    internal ActivityNode(JsonObject json) => Json = json;

    internal JsonObject Json { get; }

    /// <summary>Unique inside its container; connections use it.</summary>
    public required string Id { get; init; }

    /// <summary>Path from the root, unique in the whole definition.</summary>
    public required string NodeId { get; init; }

    public required string Type { get; init; }
    public int Version { get; init; }
    public string? Name { get; init; }

    /// <summary>The label a coordinator gave it, or its name, or its id.</summary>
    public required string Label { get; init; }

    public bool CanStartWorkflow { get; init; }
    public IReadOnlyDictionary<string, ArgumentBinding> Inputs { get; init; } = new Dictionary<string, ArgumentBinding>();

    /// <summary>Output name → id of the variable that receives it.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];
    public IReadOnlyList<ActivityNode> Children { get; init; } = [];

    /// <summary>Activities embedded in a property of this one (a port that is a child), by property name.</summary>
    public IReadOnlyDictionary<string, ActivityNode> Embedded { get; init; } = new Dictionary<string, ActivityNode>();

    public IReadOnlyList<Connection> Connections { get; init; } = [];

    /// <summary>A step of this activity that is not drawn: the same drawing, under a path of its own.</summary>
    internal ActivityNode Part(string name, string type) => new(Json)
    {
        Id = Id, NodeId = $"{NodeId}:{name}", Type = type, Name = Name, Label = Label, Inputs = Inputs,
    };

    /// <summary>A plain property that is not an input with an expression, as text; null when absent.</summary>
    public JsonNode? Property(string name) => Json[name];
}

/// <summary>An arrow of a flowchart: from an outcome of one activity to another activity.</summary>
public sealed record Connection(string SourceId, string Port, string TargetId);

/// <summary>How an input gets its value: the kind of expression and its text or value, not yet parsed.</summary>
public sealed record ArgumentBinding(string? TypeName, string ExpressionType, JsonNode? Value);
