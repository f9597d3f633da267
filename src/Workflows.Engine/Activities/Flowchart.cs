namespace Workflows.Engine.Activities;

/// <summary>Activities joined by arrows. How it goes on is <see cref="FlowchartWalk"/>'s business.</summary>
public sealed class Flowchart : ActivityType
{
    public override string Type => "Elsa.Flowchart";
    public override string Label => "Diagrama";

    public override void Execute(ActivityContext context)
    {
        var mode = ModeOf(context.Node);
        if (mode != "counter")
            throw new ActivityFaultException($"El modo de flujo «{mode}» no está disponible; el modo disponible es «counter».", "mode");
        FlowchartWalk.Begin(context);
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (ModeOf(node) is var mode && mode != "counter")
            yield return $"El modo de flujo «{mode}» no está disponible; el modo disponible es «counter».";
        if (node.Children.Count == 0)
            yield return "El diagrama no tiene actividades.";
    }

    /// <summary>The mode a chart states for itself, or the one of the chart around it, or counter.</summary>
    private static string ModeOf(CompiledNode node)
    {
        for (var current = node; current is not null; current = current.Parent!)
        {
            if (current.Source.Property("customProperties") is System.Text.Json.Nodes.JsonObject properties
                && Json.DocumentShape.Text(properties["flowMode"]) is { Length: > 0 } mode)
                return mode;
        }

        return "counter";
    }
}
