using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>Writes down something the process established, by name: objectives fixed, a certificate issued, a decree published.</summary>
public sealed class RecordFact : ActivityType
{
    public override string Type => "Workflows.RecordFact";
    public override string Label => "Dejar constancia";
    public override IReadOnlyList<string> Inputs => ["kind", "institution", "names", "values"];

    public override void Execute(ActivityContext context)
    {
        var kind = context.Text("kind");
        if (kind.Length == 0)
            throw new ActivityFaultException("No se indicó qué hecho registrar.");
        var (names, values) = (context.Input("names").AsList(), context.Input("values").AsList());
        if (names.Count != values.Count)
            throw new ActivityFaultException($"El hecho tiene {names.Count} nombres y {values.Count} valores: tienen que ser los mismos.");

        var data = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            data[Values.ToText(names[i])] = values[i];
        var id = context.NextId();
        context.Emit(new FactRecorded(id, kind, TaskQuestions.Institution(context), data));
        context.Output("factId", id);
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("kind") is null)
            yield return "No se indicó qué hecho registrar.";
        if (node.Input("names") is not null != node.Input("values") is not null)
            yield return "Los datos del hecho necesitan nombres («names») y valores («values»).";
    }
}
