using System.Text.Json.Nodes;
using Workflows.Engine.Json;

namespace Workflows.Engine.Activities;

/// <summary>Gives a variable a value.</summary>
public sealed class SetVariable : ActivityType
{
    public override string Type => "Elsa.SetVariable";
    public override string Label => "Asignar variable";
    public override IReadOnlyList<string> Inputs => ["value"];

    public override void Execute(ActivityContext context)
    {
        var (id, name) = VariableOf(context.Node);
        if (id is null && name is null)
            throw new ActivityFaultException("No se indicó qué variable asignar.");
        context.SetVariable(id ?? name!, name, context.Input("value"));
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (VariableOf(node) is (null, null))
            yield return "No se indicó qué variable asignar.";
    }

    /// <summary>The variable is stored whole, bare or wrapped in an expression; its id decides.</summary>
    internal static (string? Id, string? Name) VariableOf(CompiledNode node)
    {
        var variable = node.Source.Json["variable"];
        if (variable is JsonObject wrapped && wrapped["expression"] is JsonObject expression)
            variable = expression["value"];
        if (DocumentShape.Text(variable) is { } text)
            return (text, text);
        return variable is JsonObject json
            ? (DocumentShape.Text(json["id"] ?? json["Id"]), DocumentShape.Text(json["name"] ?? json["Name"]))
            : (null, null);
    }
}

/// <summary>Gives an output of the workflow a value.</summary>
public sealed class SetOutput : ActivityType
{
    public override string Type => "Elsa.SetOutput";
    public override string Label => "Asignar salida";
    public override IReadOnlyList<string> Inputs => ["outputName", "outputValue"];

    public override void Execute(ActivityContext context)
    {
        var name = context.Text("outputName");
        if (name.Length == 0)
            throw new ActivityFaultException("No se indicó qué salida asignar.");
        context.WorkflowOutput(name, context.Input("outputValue"));
        context.Complete();
    }
}

/// <summary>Gives the instance its correlation id.</summary>
public sealed class Correlate : ActivityType
{
    public override string Type => "Elsa.Correlate";
    public override string Label => "Correlacionar";
    public override IReadOnlyList<string> Inputs => ["correlationId"];

    public override void Execute(ActivityContext context)
    {
        context.SetCorrelationId(context.Text("correlationId"));
        context.Complete();
    }
}

/// <summary>Gives the instance the name people see.</summary>
public sealed class SetName : ActivityType
{
    public override string Type => "Elsa.SetName";
    public override string Label => "Nombrar el proceso";
    public override IReadOnlyList<string> Inputs => ["value"];

    public override void Execute(ActivityContext context)
    {
        context.SetName(context.Text("value"));
        context.Complete();
    }
}

/// <summary>Writes a line for whoever watches the run.</summary>
public sealed class WriteLine : ActivityType
{
    public override string Type => "Elsa.WriteLine";
    public override string Label => "Escribir línea";
    public override IReadOnlyList<string> Inputs => ["text"];

    public override void Execute(ActivityContext context)
    {
        context.Emit(new LineWritten(context.Text("text")));
        context.Complete();
    }
}
