using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Asks which regions, networks of experts, ministries or seats of a committee there are. The list is the one of the day it was asked.
/// </summary>
public sealed class ListPlaces : ActivityType
{
    internal static readonly string[] Kinds = ["regions", "networks", "ministries", "seats"];

    public override string Type => "Workflows.ListPlaces";
    public override string Label => "Listar regiones, redes, ministerios o asientos";
    public override IReadOnlyList<string> Inputs => ["kind", "committee"];

    public override void Execute(ActivityContext context)
    {
        context.Output("result", context.Ask(WorldQuestions.Places, new Dictionary<string, object?>
        {
            ["kind"] = context.Text("kind"),
            ["committee"] = context.Text("committee") is { Length: > 0 } committee ? committee : null,
            ["date"] = PlainValues.ToText(SantiagoTime.DateAt(context.DueAt)),
        }));
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("kind") is not { } kind)
            yield return "No se indicó qué listar («kind»).";
        else if (kind.Constant is { } drawn && !Kinds.Contains(Values.ToText(drawn)))
            yield return $"No se puede listar «{Values.ToText(drawn)}»: usa {string.Join(", ", Kinds)}.";
        else if (kind.Constant is { } seats && Values.ToText(seats) == "seats" && node.Input("committee") is null)
            yield return "No se indicó de qué comité son los asientos («committee»).";
    }
}
