using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// Computes the result of an institution from what was committed and achieved, by the rules of its incentive law, and hands it on
/// with its explanation. It decides nothing: who fixes the degree by law reads it and signs.
/// </summary>
public sealed class ScoreGoals : ActivityType
{
    /// <summary>More decimals than any result is written with; what is compared with the law is the exact fraction, before.</summary>
    private const int Kept = 6;

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
        var result = ToValues(Scorer.Of(rules, goals));
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

    private static Dictionary<string, object?> ToValues(Score score) => new()
    {
        ["regimen"] = score.Rules.Code,
        ["grado"] = (double)score.Degree.Rounded(Kept),
        ["grado_exacto"] = score.Degree.ToString(),
        ["grado_texto"] = $"{score.ShownDegree} %",
        ["porcentaje"] = (double)score.Percent.Rounded(Kept),
        ["porcentaje_texto"] = $"{score.Percent.Shown(4)} %",
        ["parte_del_incentivo"] = (double)score.Share.Rounded(Kept),
        ["colectivo_texto"] = score.Tier.Collective is { } collective ? $"{PlainValues.ToSpanish(collective)} %" : null,
        ["cuotas"] = PlainValues.ToValues(score.Rules.Instalments),
        ["cuotas_norma"] = score.Rules.InstalmentsNorm,
        ["objetivos"] = score.Objectives.Select(object? (objective) => new Dictionary<string, object?>
        {
            ["objetivo"] = objective.Name,
            ["ponderacion"] = (double)objective.Weight,
            ["puntos"] = (double)objective.Points.Rounded(Kept),
        }).ToList(),
        ["metas"] = score.Goals.Select(object? (goal) => new Dictionary<string, object?>
        {
            ["indicador"] = goal.Goal.Name,
            ["objetivo"] = goal.Goal.Objective,
            ["ponderacion"] = (double)goal.Goal.Weight,
            ["grado"] = (double)goal.Degree.Rounded(Kept),
            ["grado_texto"] = $"{goal.Degree.Shown(4)} %",
            ["puntos"] = (double)goal.Points.Rounded(Kept),
            ["explicacion"] = Lines(goal.Lines),
        }).ToList(),
        ["metas_texto"] = string.Join(", ", score.Goals.Select(goal => $"{goal.Goal.Name} ({goal.Degree.Shown(4)} %)")),
        ["explicacion"] = Lines(score.Lines),
    };

    private static List<object?> Lines(IReadOnlyList<ScoreLine> lines) =>
        [.. lines.Select(object? (line) => new Dictionary<string, object?> { ["texto"] = line.Text, ["norma"] = line.Norm })];
}
