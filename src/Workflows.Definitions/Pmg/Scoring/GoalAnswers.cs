using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// Goals and their results as a form answers them: a row each. The columns are those of the proposal with what came of it, so that
/// what was fixed in the formulation can be handed on.
/// </summary>
public static class GoalAnswers
{
    public const string Table = "resultados";

    /// <param name="granted">Rows of what was decided about a goal, by its name: grado, razones, norma.</param>
    public static IReadOnlyList<Goal> Read(IReadOnlyList<object?> rows, IReadOnlyList<object?> granted) =>
        [.. rows.Select((row, i) => OfRow(row, i, granted))];

    /// <summary>What is wrong with the results somebody is about to hand in.</summary>
    public static IEnumerable<TaskFinding> Check(object? answers)
    {
        var rows = answers.ListOf(Table);
        foreach (var problem in Scorer.Problems(Read(rows, [])))
            yield return TaskFinding.Refusal($"answers.{Table}", problem);
        foreach (var repeated in rows.Select(row => row.TextOf("indicador")).OfType<string>().GroupBy(name => name).Where(group => group.Count() > 1))
            yield return TaskFinding.Refusal($"answers.{Table}", $"El indicador «{repeated.Key}» está dos veces.");
    }

    private static Goal OfRow(object? row, int index, IReadOnlyList<object?> granted)
    {
        var name = row.TextOf("indicador") ?? $"Meta {index + 1}";
        return new Goal(
            name, row.TextOf("objetivo"), row.Member("ponderacion").AsNumber() ?? 0,
            new(row.Member("meta").AsNumber() ?? 0, row.Member("meta_de").AsNumber()),
            row.Member("resultado").AsNumber() is { } result ? new(result, row.Member("resultado_de").AsNumber()) : null)
        {
            LowerIsBetter = row.FlagOf("menor_es_mejor"),
            Minimum = row.Member("minimo").AsNumber(),
            Unmet = row.TextOf("incumplidos") is { } unmet ? [unmet] : [],
            Granted = granted.FirstOrDefault(decided => decided.TextOf("indicador") == name) is { } decision && decision.Member("grado").AsNumber() is { } degree
                ? new(degree, decision.TextOf("razones") ?? "", decision.TextOf("norma"))
                : null,
        };
    }
}
