using Workflows.Definitions.Activities;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// Reads the commitments of a region, a ministry or one code as they are known when it runs, so that a report arrives filled. It changes
/// none, and finding none is an answer.
/// </summary>
public sealed class ListCommitments : ActivityType, ILeavesAnswers
{
    internal static readonly string[] Narrowing = ["region", "ministry", "code"];

    public override string Type => "Workflows.ListCommitments";
    public override string Label => "Leer compromisos";
    public override IReadOnlyList<string> Inputs => [.. Narrowing, "onlyCritical", "onlyOpen"];

    public IReadOnlyList<FormField> AnswersLeft { get; } =
        [new(ReportRows.Table, "Compromisos", FieldType.Table) { Columns = ReportRows.Columns }];

    public override void Execute(ActivityContext context)
    {
        var rows = context.Ask(new CommitmentsQuestion(Narrowed("region"), Narrowed("ministry"), Narrowed("code"))
        {
            OnlyCritical = context.Flag("onlyCritical"),
            OnlyOpen = context.Flag("onlyOpen"),
        });
        context.Output("result", new Dictionary<string, object?>
        {
            ["answers"] = new Dictionary<string, object?> { [ReportRows.Table] = rows },
        });
        context.Output("rows", rows);
        context.Output("codes", PlainValues.ToValues(ReportRows.CodesOf(rows)));
        context.Complete();

        string? Narrowed(string name) => context.Text(name) is { Length: > 0 } text ? text : null;
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (Narrowing.All(name => node.Input(name) is null))
            yield return "No dice de qué región, de qué ministerio o cuál compromiso leer.";
    }
}
