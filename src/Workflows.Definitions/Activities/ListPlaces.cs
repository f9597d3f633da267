using Workflows.Definitions.Calendar;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Asks which regions, networks of experts, ministries or seats of a committee there are; of the networks, all or only those that own
/// something in a proposal. The list is the one of the day it was asked.
/// </summary>
public sealed class ListPlaces : ActivityType
{
    internal static readonly string[] Kinds = ["regions", "networks", "ministries", "seats"];

    public override string Type => "Workflows.ListPlaces";
    public override string Label => "Listar regiones, redes, ministerios o asientos";
    public override IReadOnlyList<string> Inputs => ["kind", "committee", "programme", "year", "indicators"];

    public override void Execute(ActivityContext context)
    {
        var places = context.Ask(new PlacesQuestion(
            context.Text("kind"), context.Text("committee") is { Length: > 0 } committee ? committee : null,
            SantiagoTime.DateAt(context.DueAt))
        {
            Proposed = ProposedIn(context),
        });
        context.Output("result", places.Select(object? (place) => place.ToValues()).ToList());
        context.Output("codes", PlainValues.ToValues(places.Select(place => place.Code)));
        context.Complete();
    }

    private static ProposedTopics? ProposedIn(ActivityContext context) => context.Node.Input("indicators") is null ? null : new(
        context.Text("programme"), TaskQuestions.Year(context),
        [.. context.Input("indicators").AsList().Select(indicator => indicator.TextOf("tema")).OfType<string>().Distinct()]);

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("kind") is not { } kind)
            yield return "No se indicó qué listar («kind»).";
        else if (kind.Constant is { } drawn && !Kinds.Contains(Values.ToText(drawn)))
            yield return $"No se puede listar «{Values.ToText(drawn)}»: usa {string.Join(", ", Kinds)}.";
        else if (kind.Constant is { } seats && Values.ToText(seats) == "seats" && node.Input("committee") is null)
            yield return "No se indicó de qué comité son los asientos («committee»).";
        if (node.Input("indicators") is not null && node.Input("programme") is null)
            yield return "No se indicó de qué programa son los indicadores («programme»).";
    }
}
