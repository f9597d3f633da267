namespace Workflows.Engine;

/// <summary>
/// A definition made ready to run: every node with its kind of activity, its inputs parsed, its arrows sorted. Made once per
/// version and shared; it never changes.
/// </summary>
public sealed class WorkflowGraph
{
    private readonly Dictionary<string, CompiledNode> _nodes = new(StringComparer.Ordinal);
    private Dictionary<string, CompiledNode>? _named;

    private WorkflowGraph(WorkflowDefinition definition) => Definition = definition;

    public WorkflowDefinition Definition { get; }
    public CompiledNode Root { get; private set; } = null!;
    public IReadOnlyCollection<CompiledNode> Nodes => _nodes.Values;

    /// <summary>What people call each step, by its id. A step comes before the chart around it, which may bear the same id.</summary>
    public IReadOnlyDictionary<string, string> StepLabels { get; private set; } = null!;

    public static WorkflowGraph Compile(WorkflowDefinition definition, ActivityCatalog catalog)
    {
        var graph = new WorkflowGraph(definition);
        graph.Root = graph.Add(definition.Root, parent: null, catalog);
        graph.StepLabels = graph.Nodes.Where(node => node != graph.Root).Append(graph.Root).DistinctBy(node => node.ActivityId)
            .ToDictionary(node => node.ActivityId, node => node.Label, StringComparer.Ordinal);
        return graph;
    }

    /// <summary>The node, which must exist: state and definition belong together.</summary>
    public CompiledNode Node(string nodeId) =>
        _nodes.TryGetValue(nodeId, out var node)
            ? node
            : throw new InvalidOperationException(
                $"Workflow '{Definition.DefinitionId}' v{Definition.Version} has no node '{nodeId}'.");

    /// <summary>The activity with that id or name, from the innermost container of the one that asks outwards, or else anywhere.</summary>
    internal CompiledNode? FindNamed(string idOrName, CompiledNode asking)
    {
        for (var container = asking.Parent; container is not null; container = container.Parent)
        {
            if (container.Named.TryGetValue(idOrName, out var near))
                return near;
        }

        return (_named ??= CompiledNode.ByName(Nodes)).GetValueOrDefault(idOrName);
    }

    private CompiledNode Add(ActivityNode source, CompiledNode? parent, ActivityCatalog catalog)
    {
        var node = new CompiledNode(source, parent, catalog.Find(source.Type)) { Definition = Definition };
        _nodes[node.Id] = node;
        node.Children = [.. source.Children.Select(child => Add(child, node, catalog))];
        node.Embedded = source.Embedded.ToDictionary(pair => pair.Key, pair => Add(pair.Value, node, catalog), StringComparer.Ordinal);
        if (node.Type is { Parts: { Count: > 0 } parts })
            node.Parts = parts.ToDictionary(part => part.Key, part => AddPart(node, part.Key, part.Value), StringComparer.Ordinal);
        return node;
    }

    private CompiledNode AddPart(CompiledNode owner, string name, ActivityType type)
    {
        var part = new CompiledNode(owner.Source.Part(name, type.Type), owner, type) { Definition = Definition, IsPart = true };
        return _nodes[part.Id] = part;
    }
}

/// <summary>A node of a graph with what running it needs.</summary>
public sealed class CompiledNode
{
    private readonly Dictionary<string, CompiledArgument> _inputs;
    private FlowGraph? _flow;
    private object? _derived;
    private Dictionary<string, CompiledNode>? _named;
    private Dictionary<string, CompiledNode>? _byId;
    private ILookup<string, Connection>? _leaving;
    private ILookup<string, Connection>? _arriving;

    internal CompiledNode(ActivityNode source, CompiledNode? parent, ActivityType? type)
    {
        Source = source;
        Parent = parent;
        Type = type;
        _inputs = source.Inputs.ToDictionary(
            pair => pair.Key, pair => CompiledArgument.Compile(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>The path from the root: unique in the graph.</summary>
    public string Id => Source.NodeId;

    /// <summary>The id inside its container, which connections and journal use.</summary>
    public string ActivityId => Source.Id;

    public string Label => Source.Label;
    public ActivityNode Source { get; }
    public CompiledNode? Parent { get; }

    /// <summary>The workflow it belongs to.</summary>
    public required WorkflowDefinition Definition { get; init; }

    /// <summary>Null for a type this host does not know: kept, drawn, and an incident when it is reached.</summary>
    public ActivityType? Type { get; }

    public IReadOnlyList<CompiledNode> Children { get; internal set; } = [];
    public IReadOnlyDictionary<string, CompiledNode> Embedded { get; internal set; } = new Dictionary<string, CompiledNode>();

    /// <summary>The steps the activity is made of, by name.</summary>
    public IReadOnlyDictionary<string, CompiledNode> Parts { get; internal set; } = new Dictionary<string, CompiledNode>();

    /// <summary>It is a step of its parent and not an activity anybody drew.</summary>
    internal bool IsPart { get; init; }

    public IReadOnlyDictionary<string, CompiledArgument> Inputs => _inputs;

    public CompiledArgument? Input(string name) => _inputs.GetValueOrDefault(name);

    /// <summary>Every port it may leave through when a person decides for it: its own, and those that arrows are drawn from.</summary>
    public IReadOnlyList<string> Outcomes
    {
        get
        {
            var own = Type is null ? [] : Type.Ports(this).Concat(Type.FailurePorts);
            IReadOnlyList<string> all =
                [.. own.Concat(Leaving.Select(connection => connection.Port)).Distinct(StringComparer.Ordinal)];
            // What has no way out ends its path.
            return all.Count > 0 ? all : ActivityContext.Done;
        }
    }

    /// <summary>The arrows drawn from it, in the order of the drawing.</summary>
    public IEnumerable<Connection> Leaving =>
        Parent is null ? [] : (Parent._leaving ??= Parent.Source.Connections.ToLookup(arrow => arrow.SourceId))[ActivityId];

    /// <summary>The arrows drawn to it, in the order of the drawing.</summary>
    public IEnumerable<Connection> Arriving =>
        Parent is null ? [] : (Parent._arriving ??= Parent.Source.Connections.ToLookup(arrow => arrow.TargetId))[ActivityId];

    /// <summary>The child with that id; null when there is none.</summary>
    public CompiledNode? Child(string id) =>
        (_byId ??= Children.ToDictionary(child => child.ActivityId, StringComparer.Ordinal)).GetValueOrDefault(id);

    /// <summary>Its children by id and by name; of several that are called the same, the first.</summary>
    internal Dictionary<string, CompiledNode> Named => _named ??= ByName(Children);

    internal static Dictionary<string, CompiledNode> ByName(IEnumerable<CompiledNode> nodes)
    {
        var named = new Dictionary<string, CompiledNode>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            named.TryAdd(node.ActivityId, node);
            if (node.Source.Name is { } name)
                named.TryAdd(name, node);
        }

        return named;
    }

    /// <summary>Something its activity type reads out of the drawing once, such as the cases of a switch.</summary>
    internal T Derived<T>(Func<CompiledNode, T> read) where T : class => (T)(_derived ??= read(this));

    /// <summary>The children in the order of their flow, which is not the order they were drawn in; those at one height as drawn.</summary>
    public IReadOnlyList<CompiledNode> ChildrenInOrder => Flow.InOrder();

    /// <summary>The arrows among the children, sorted into forward and backward. Made when first needed, the same each time.</summary>
    internal FlowGraph Flow => _flow ??= new FlowGraph(this);
}
