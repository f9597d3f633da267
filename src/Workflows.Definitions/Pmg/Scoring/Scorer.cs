using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// Computes results by the rules of a law and explains them line by line. Everything is exact until it is shown; what cannot be
/// computed is a problem in words and never a number.
/// </summary>
public static class Scorer
{
    private const decimal TotalWeight = 100;

    /// <summary>Why these goals cannot be scored, in Spanish; empty when they can.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<Goal> goals)
    {
        if (goals.Count == 0)
        {
            yield return "No hay metas que evaluar.";
            yield break;
        }

        foreach (var problem in goals.SelectMany(ProblemsOf))
            yield return problem;
        var total = goals.Sum(goal => goal.Weight);
        if (total != TotalWeight)
            yield return $"Las ponderaciones suman {PlainValues.ToSpanish(total)} y tienen que sumar {PlainValues.ToSpanish(TotalWeight)}.";
    }

    /// <summary>Throws when <see cref="Problems"/> has any: whoever asks looks there first.</summary>
    public static Score Of(IncentiveRules rules, IReadOnlyList<Goal> goals)
    {
        if (Problems(goals).FirstOrDefault() is { } problem)
            throw new ArgumentException(problem, nameof(goals));

        List<GoalScore> scored = [.. goals.Select(goal => OfGoal(rules, goal))];
        var degree = Sum(scored);
        var tier = rules.TierOf(degree);
        var variable = Ratio.Of(tier.Percent) * (tier.IsProportional ? degree / Ratio.Hundred : Ratio.Of(1));
        var share = variable * Ratio.Hundred / Ratio.Of(rules.Most);
        return new(
            rules, degree, tier, Ratio.Of(rules.Fixed) + variable, share, scored,
            [.. scored.Where(goal => goal.Goal.Objective is not null).GroupBy(goal => goal.Goal.Objective!)
                .Select(group => new ObjectiveScore(group.Key, group.Sum(goal => goal.Goal.Weight), Sum(group)))],
            [.. Summary(rules, scored, degree, tier, variable)]);
    }

    /// <summary>How many of how many, in percent and half up: 105 of 168 is 63.</summary>
    public static decimal ShareShown(int part, int whole, int decimals = 0) =>
        whole == 0 ? 0 : (Ratio.Of(part) * Ratio.Hundred / Ratio.Of(whole)).Rounded(decimals);

    private static Ratio Sum(IEnumerable<GoalScore> goals) => goals.Aggregate(Ratio.Zero, (sum, goal) => sum + goal.Points);

    private static IEnumerable<string> ProblemsOf(Goal goal)
    {
        if (goal.Weight < 0)
            yield return $"La ponderación de «{goal.Name}» es negativa.";
        foreach (var (measure, what) in new[] { (goal.Committed, "La meta"), (goal.Effective, "El resultado") })
        {
            if (measure is { Number: < 0 } or { Of: < 0 })
                yield return $"{what} de «{goal.Name}» es un número negativo.";
            else if (measure is { Of: 0 })
                yield return $"{what} de «{goal.Name}» se divide por cero.";
        }

        if (goal is { LowerIsBetter: false, Committed.Number: 0 })
            yield return $"La meta de «{goal.Name}» es cero: no se puede medir cuánto de ella se cumplió.";
        if (goal.Minimum is < 0 or > 100)
            yield return $"El mínimo de «{goal.Name}» tiene que estar entre 0 y 100.";
        if (goal.Granted is { Degree: < 0 or > 100 })
            yield return $"El grado otorgado a «{goal.Name}» tiene que estar entre 0 y 100.";
    }

    private static GoalScore OfGoal(IncentiveRules rules, Goal goal)
    {
        var lines = new List<ScoreLine>();
        if (goal.Original is { } original)
            lines.Add(new($"La meta original era {original.Shown}; cuenta la modificada, {goal.Committed.Shown}.", goal.ChangedBy));
        var degree = DegreeOf(rules, goal, lines);
        var points = degree * Ratio.Of(goal.Weight) / Ratio.Hundred;
        lines.Add(new($"Pesa {PlainValues.ToSpanish(goal.Weight)}: aporta {points.Shown(4)} puntos."));
        return new(goal, degree, points, lines);
    }

    private static Ratio DegreeOf(IncentiveRules rules, Goal goal, List<ScoreLine> lines)
    {
        if (goal.Granted is { } granted)
        {
            lines.Add(new($"Se le otorgó {PlainValues.ToSpanish(granted.Degree)} %: {granted.Reason}", granted.Norm));
            return Ratio.Of(granted.Degree);
        }

        if (goal.Effective is not { } effective)
        {
            lines.Add(new("No se informó resultado: cuenta 0 %.", rules.GoalNorm));
            return Ratio.Zero;
        }

        var measured = Quotient(goal, effective, lines);
        if (goal.Unmet.Count > 0)
        {
            lines.Add(new($"No se cumplió con su medio de verificación: {string.Join(", ", goal.Unmet)}. Cuenta 0 %.", rules.GoalNorm));
            return Ratio.Zero;
        }

        if (goal.Minimum is { } minimum && measured < Ratio.Of(minimum))
        {
            lines.Add(new($"No alcanza el mínimo de {PlainValues.ToSpanish(minimum)} % de esta meta: cuenta 0 %.", rules.GoalNorm));
            return Ratio.Zero;
        }

        if (measured <= Ratio.Hundred)
            return measured;
        lines.Add(new("Más que la meta cuenta como 100 %.", rules.GoalNorm));
        return Ratio.Hundred;
    }

    private static Ratio Quotient(Goal goal, Measure effective, List<ScoreLine> lines)
    {
        var (committed, achieved) = (goal.Committed.Value, effective.Value);
        if (!goal.LowerIsBetter)
        {
            var degree = achieved * Ratio.Hundred / committed;
            lines.Add(new($"Logró {effective.Shown} de {goal.Committed.Shown}: {degree.Shown(4)} %."));
            return degree;
        }

        if (achieved.IsZero)
        {
            lines.Add(new($"Menos es mejor: logró 0 y la meta era {goal.Committed.Shown}. Es 100 %."));
            return Ratio.Hundred;
        }

        var inverse = committed * Ratio.Hundred / achieved;
        lines.Add(new($"Menos es mejor: la meta era {goal.Committed.Shown} y logró {effective.Shown}: {inverse.Shown(4)} %."));
        return inverse;
    }

    private static IEnumerable<ScoreLine> Summary(IncentiveRules rules, List<GoalScore> goals, Ratio degree, Tier tier, Ratio variable)
    {
        var shown = Score.Shown(rules, degree);
        yield return new($"Grado global: {string.Join(" + ", goals.Select(goal => goal.Points.Shown(4)))} = {shown} %.");
        var above = rules.Tiers.LastOrDefault(other => other.From > tier.From);
        var limits = (tier.From, above?.From) switch
        {
            (0, { } to) => $"es menos de {PlainValues.ToSpanish(to)} %",
            (var from, null) => $"llega a {PlainValues.ToSpanish(from)} %",
            var (from, to) => $"llega a {PlainValues.ToSpanish(from)} % y no a {PlainValues.ToSpanish(to!.Value)} %",
        };
        var how = tier.IsProportional
            ? $"{PlainValues.ToSpanish(tier.Percent)} % por el grado, {variable.Shown(4)} %"
            : $"{variable.Shown(4)} %";
        yield return new($"{shown} % {limits}: corresponde {how}.", rules.Norm);
        if (rules.Fixed > 0)
        {
            var total = Ratio.Of(rules.Fixed) + variable;
            yield return new($"Con la parte fija de {PlainValues.ToSpanish(rules.Fixed)} % son {total.Shown(4)} %.", rules.Norm);
        }
    }
}
