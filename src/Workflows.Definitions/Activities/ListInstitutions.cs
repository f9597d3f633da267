using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Asks which institutions take part in a programme in a year, or for the facts of one of them. The list is the one of the day it was
/// asked.
/// </summary>
public sealed class ListInstitutions : ActivityType
{
    public override string Type => "Workflows.ListInstitutions";
    public override string Label => "Listar instituciones";
    public override IReadOnlyList<string> Inputs => ["programme", "year", "institution"];

    public override void Execute(ActivityContext context)
    {
        var institution = context.Node.Input("institution") is null ? null
            : context.Text("institution") is { Length: > 0 } code ? code
            : throw new ActivityFaultException("El proceso no dice de qué institución es: ábrelo con una.");
        context.Output("result", context.Ask(
            new InstitutionsQuestion(context.Text("programme"), TaskQuestions.Year(context), institution)));
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("programme") is null)
            yield return "No se indicó el programa, como PMG.";
    }
}
