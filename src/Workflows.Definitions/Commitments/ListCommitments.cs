using Workflows.Definitions.Activities;
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
        var asked = Narrowing.ToDictionary(name => name, object? (name) => context.Text(name) is { Length: > 0 } text ? text : null);
        asked["onlyCritical"] = context.Flag("onlyCritical");
        asked["onlyOpen"] = context.Flag("onlyOpen");
        var rows = context.Ask(WorldQuestions.Commitments, asked).AsList();
        context.Output("result", new Dictionary<string, object?>
        {
            ["answers"] = new Dictionary<string, object?> { [ReportRows.Table] = rows },
        });
        context.Output("rows", rows);
        context.Output("codes", PlainValues.ToValues(ReportRows.CodesOf(rows)));
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (Narrowing.All(name => node.Input(name) is null))
            yield return "No dice de qué región, de qué ministerio o cuál compromiso leer.";
    }
}
