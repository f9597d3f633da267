using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// Computes the result of an institution from what was committed and achieved, by the rules of its incentive law, and hands it on
/// with its explanation. It decides nothing: who fixes the degree by law reads it and signs.
/// </summary>
public sealed class ScoreGoals : ActivityType
{
    /// <summary>Rises with each result of a process.</summary>
    public const string Order = "numero";

    public override string Type => "Workflows.ScoreGoals";
    public override string Label => "Calcular el resultado";
    public override IReadOnlyList<string> Inputs => ["regime", "goals", "granted"];

    public override void Execute(ActivityContext context)
    {
        var code = context.Text("regime", "PMG");
        var rules = IncentiveRules.Find(code) ?? throw new ActivityFaultException($"El régimen «{code}» no existe: usa {Known}.");
        var goals = GoalAnswers.Read(context.Input("goals").AsList(), context.Input("granted").AsList());
        if (Scorer.Problems(goals).ToList() is { Count: > 0 } problems)
            throw new ActivityFaultException(string.Join(" ", problems.Take(5)), "goals");
        var result = ScoreResult.ToValues(Scorer.Of(rules, goals));
        // A process may compute more than once: the last number is the result that stands.
        result[Order] = (double)context.NextNumber();
        context.Output("result", result);
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("goals") is null)
            yield return "No dice qué metas calcular: conecta «goals».";
        if (node.Input("regime")?.Constant is { } code && IncentiveRules.Find(Values.ToText(code)) is null)
            yield return $"El régimen «{Values.ToText(code)}» no existe: usa {Known}.";
    }

    private static string Known => string.Join(", ", IncentiveRules.Shipped.Select(rules => rules.Code));
}
