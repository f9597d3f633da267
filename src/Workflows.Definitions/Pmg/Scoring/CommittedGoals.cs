using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// The goals an institution answers for: as its decree fixed them, with the targets that later decrees changed. Both targets stay; the
/// changed one counts. It changes no goal that no decree names.
/// </summary>
public sealed class CommittedGoals : ActivityType
{
    public override string Type => "Workflows.CommittedGoals";
    public override string Label => "Metas comprometidas";
    public override IReadOnlyList<string> Inputs => ["proposal", "modifications"];

    public override void Execute(ActivityContext context)
    {
        var rows = GoalRow.In(new HandedIn(context.Input("proposal")).Answers.ListOf(ProposalRules.Table)).Select(row => row.Committed())
            .ToList();
        var unknown = new List<string>();
        foreach (var modification in context.Input("modifications").AsList())
        {
            foreach (var changed in modification.ListOf("metas"))
            {
                if (new GoalRow(changed).Name is not { } name || changed.Member("meta_nueva") is not { } target)
                    continue;
                if (rows.Find(row => IsNamed(row, name)) is { } row)
                    GoalRow.Change(row, target, NameOf(modification.Member("decreto")));
                else
                    unknown.Add(name.Trim());
            }
        }

        // Without goals there is nothing to begin from, and whoever reports writes them down.
        context.Output("result", rows.Count == 0 ? null : new Dictionary<string, object?>
        {
            [HandedIn.Key.Answers] = new Dictionary<string, object?> { [GoalAnswers.Table] = rows.Cast<object?>().ToList() },
        });
        context.Output("unknown", PlainValues.ToValues(unknown.Distinct()));
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("proposal") is null)
            yield return "No dice qué se fijó: conecta «proposal».";
    }

    private static string? NameOf(object? decree) => decree.TextOf("numero") is { } number
        ? decree.TextOf("fecha") is { } date ? $"Decreto {number} del {date}" : $"Decreto {number}"
        : null;

    private static bool IsNamed(Dictionary<string, object?> row, string name) =>
        string.Equals(new GoalRow(row).Name?.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase);
}
