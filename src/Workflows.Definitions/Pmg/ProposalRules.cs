using Workflows.Definitions.Pmg.Scoring;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg;

/// <summary>
/// What a proposal of objectives, indicators, targets and weights must hold to. Weights are compared as they were written,
/// never rounded: 33,33 three times is not 100.
/// </summary>
public static class ProposalRules
{
    internal const string Table = "indicadores";

    /// <summary>More than the country's budget in pesos: a slip of the keyboard.</summary>
    private const decimal Absurd = 1_000_000_000_000_000;

    private static readonly string[] Percent = ["%", "porcentaje"];

    public static IEnumerable<TaskFinding> Check(FrameworkParameters framework, object? answers)
    {
        List<GoalRow> indicators = [.. GoalRow.In(answers.ListOf(Table))];
        if (indicators.Count == 0)
        {
            yield return TaskFinding.Refusal($"answers.{Table}", "La propuesta no tiene indicadores: agrega al menos uno.");
            yield break;
        }

        for (var i = 0; i < indicators.Count; i++)
        {
            foreach (var finding in OfIndicator(framework, indicators[i], i))
                yield return finding;
        }

        var total = indicators.Sum(indicator => indicator.Weight ?? 0);
        if (total != framework.TotalWeight)
        {
            yield return TaskFinding.Refusal($"answers.{Table}",
                $"Las ponderaciones suman {PlainValues.ToSpanish(total)} y tienen que sumar "
                    + $"{PlainValues.ToSpanish(framework.TotalWeight)}.");
        }

        foreach (var repeated in indicators.Select(indicator => indicator.Name).OfType<string>().GroupBy(name => name.Trim())
            .Where(group => group.Count() > 1))
            yield return TaskFinding.Refusal($"answers.{Table}", $"El indicador «{repeated.Key}» está dos veces.");

        foreach (var objective in framework.Objectives.Where(
            objective => !indicators.Exists(indicator => indicator.Objective == objective.Id)))
            yield return TaskFinding.Warning($"answers.{Table}", $"El objetivo «{objective.Name}» no tiene indicadores.");
    }

    private static IEnumerable<TaskFinding> OfIndicator(FrameworkParameters framework, GoalRow indicator, int index)
    {
        var place = $"answers.{Table}[{index}]";
        var name = indicator.Name ?? $"de la fila {index + 1}";

        if (framework.Objectives.Count > 0 && !framework.Objectives.Any(objective => objective.Id == indicator.Objective))
            yield return TaskFinding.Refusal($"{place}.objetivo", $"El objetivo del indicador «{name}» no está en el Programa Marco.");

        if (framework.Topics.Count > 0 && !framework.Topics.Any(topic => topic.Id == indicator.Topic))
            yield return TaskFinding.Refusal($"{place}.tema", $"El sistema o tipo del indicador «{name}» no está en el Programa Marco.");

        if (ProblemOfTarget(indicator) is { } problem)
            yield return TaskFinding.Refusal($"{place}.meta", $"La meta del indicador «{name}» {problem}");

        if (indicator.Weight is { } weight && weight < framework.MinimumWeight)
        {
            yield return TaskFinding.Refusal($"{place}.ponderacion",
                $"El indicador «{name}» pesa {PlainValues.ToSpanish(weight)} y el mínimo es "
                    + $"{PlainValues.ToSpanish(framework.MinimumWeight.Value)}.");
        }

        if (IsLessDemanding(indicator))
        {
            yield return TaskFinding.Warning($"{place}.meta",
                $"La meta del indicador «{name}» es menos exigente que el resultado del año anterior. Puedes enviarla y explicar por qué.");
        }
    }

    /// <summary>Why nobody could measure it, after «la meta»; null when they can.</summary>
    private static string? ProblemOfTarget(GoalRow indicator) => indicator.Target switch
    {
        null => null,
        < 0 => "es un número negativo.",
        0 when !indicator.LowerIsBetter => "es cero: no se podría medir cuánto de ella se cumplió.",
        > Absurd => "es demasiado grande: revisa si le sobran dígitos.",
        > 100 and var target when indicator.Unit is { } unit && Percent.Contains(unit.Trim(), StringComparer.OrdinalIgnoreCase)
            => $"es {PlainValues.ToSpanish(target)} %: una meta en porcentaje no pasa de 100.",
        _ => null,
    };

    private static bool IsLessDemanding(GoalRow indicator)
    {
        if (indicator.Target is not { } target || indicator.LastResult is not { } last)
            return false;
        return indicator.LowerIsBetter ? target > last : target < last;
    }
}
