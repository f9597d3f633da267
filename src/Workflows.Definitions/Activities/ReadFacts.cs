using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Reads what other processes of the institution established in the year: the targets that were fixed, the decrees that changed them. It
/// never reads of another institution, and finding none is an answer.
/// </summary>
public sealed class ReadFacts : ActivityType
{
    public override string Type => "Workflows.ReadFacts";
    public override string Label => "Leer hechos";
    public override IReadOnlyList<string> Inputs => ["kind"];

    public override void Execute(ActivityContext context)
    {
        var kind = context.Text("kind");
        if (kind.Length == 0)
            throw new ActivityFaultException("No se indicó qué hecho leer.");
        var facts = context.Ask(new FactsQuestion(
            kind,
            TaskQuestions.Institution(context) ?? throw new ActivityFaultException("El proceso no dice de qué institución son los hechos."),
            TaskQuestions.Year(context)));
        context.Output("result", facts.Count > 0 ? facts[^1] : null);
        context.Output("all", facts);
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("kind") is null)
            yield return "No se indicó qué hecho leer.";
    }
}
