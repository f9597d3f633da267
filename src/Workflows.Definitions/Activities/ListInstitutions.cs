using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>Asks which institutions take part in a programme in a year. The list is the one of the day it was asked.</summary>
public sealed class ListInstitutions : ActivityType
{
    public override string Type => "Workflows.ListInstitutions";
    public override string Label => "Listar instituciones";
    public override IReadOnlyList<string> Inputs => ["programme", "year"];

    public override void Execute(ActivityContext context)
    {
        var answer = context.Ask(WorldQuestions.Institutions, new Dictionary<string, object?>
        {
            ["programme"] = context.Text("programme"),
            ["year"] = TaskQuestions.Year(context),
        });
        context.Output("result", answer);
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("programme") is null)
            yield return "No se indicó el programa, como PMG.";
    }
}
