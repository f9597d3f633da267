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
        [.. rows.Select((row, i) => OfRow(new(row), i, granted))];

    /// <summary>What is wrong with the results somebody is about to hand in.</summary>
    /// <param name="committed">The goals as decrees fixed them: who reports or evaluates changes none. Null when they are not
    /// known.</param>
    public static IEnumerable<TaskFinding> Check(object? committed, object? answers)
    {
        var rows = answers.ListOf(Table);
        foreach (var problem in Scorer.Problems(Read(rows, [])))
            yield return TaskFinding.Refusal($"answers.{Table}", problem);
        foreach (var repeated in GoalRow.In(rows).Select(row => row.Name).OfType<string>().GroupBy(name => name)
            .Where(group => group.Count() > 1))
            yield return TaskFinding.Refusal($"answers.{Table}", $"El indicador «{repeated.Key}» está dos veces.");
        foreach (var changed in Changed([.. GoalRow.In(new HandedIn(committed).Answers.ListOf(Table))], [.. GoalRow.In(rows)]))
            yield return TaskFinding.Refusal($"answers.{Table}", changed);
    }

    /// <summary>Claims and decisions name goals of this evaluation: one that is misspelt would decide nothing, in silence.</summary>
    /// <param name="evaluated">What was evaluated, as it was handed in.</param>
    public static IEnumerable<TaskFinding> CheckNames(object? evaluated, object? answers)
    {
        var known = GoalRow.In(new HandedIn(evaluated).Answers.ListOf(Table)).Select(row => row.Name).OfType<string>().ToList();
        foreach (var table in new[] { "reclamos", "decisiones" })
        {
            var names = GoalRow.In(answers.ListOf(table)).Select(row => row.Name).OfType<string>().ToList();
            foreach (var unknown in names.Where(name => !known.Contains(name)).Distinct())
                yield return TaskFinding.Refusal(
                    $"answers.{table}", $"«{unknown}» no es una meta de esta evaluación. Son: {string.Join("; ", known)}.");
            foreach (var repeated in names.GroupBy(name => name).Where(group => group.Count() > 1))
                yield return TaskFinding.Refusal($"answers.{table}", $"La meta «{repeated.Key}» está dos veces.");
        }
    }

    private static IEnumerable<string> Changed(List<GoalRow> committed, List<GoalRow> rows)
    {
        if (committed.Count == 0)
            yield break;
        foreach (var goal in committed)
        {
            var name = goal.Name;
            var at = rows.FindIndex(row => row.Name == name);
            if (at < 0)
            {
                yield return $"Falta la meta «{name}», que el decreto fijó.";
                continue;
            }

            var row = rows[at];
            if (Differs(row.Target, goal.Target, out var target, out var fixedTarget))
                yield return $"La meta de «{name}» es {target} y el decreto la fijó en {fixedTarget}: no se cambia al informar ni al "
                    + "evaluar.";
            else if (Differs(row.Original, goal.Original, out var original, out var fixedOriginal) || row.Decree != goal.Decree)
            {
                yield return $"La meta original de «{name}» y el decreto que la modificó no se cambian: deja {fixedOriginal} y "
                    + $"«{goal.Decree}», "
                    + $"no {original} y «{row.Decree}».";
            }
            else if (Differs(row.Weight, goal.Weight, out var weight, out var fixedWeight))
                yield return $"La ponderación de «{name}» es {weight} y el decreto la fijó en {fixedWeight}: no se cambia al informar ni "
                    + "al evaluar.";
        }

        foreach (var added in rows.Select(row => row.Name).Where(name => committed.TrueForAll(goal => goal.Name != name)))
            yield return $"«{added}» no está entre las metas que el decreto fijó.";
    }

    private static bool Differs(decimal? now, decimal? then, out string given, out string wanted)
    {
        (given, wanted) = (now is { } one ? PlainValues.ToSpanish(one) : "nada", then is { } other ? PlainValues.ToSpanish(other) : "nada");
        return now != then;
    }

    private static Goal OfRow(GoalRow row, int index, IReadOnlyList<object?> granted)
    {
        var name = row.Name ?? $"Meta {index + 1}";
        return new Goal(
            name, row.Objective, row.Weight ?? 0, new(row.Target ?? 0, row.TargetOf),
            row.Result is { } result ? new(result, row.ResultOf) : null)
        {
            Original = row.Original is { } before ? new(before, row.TargetOf) : null,
            ChangedBy = row.Decree,
            LowerIsBetter = row.LowerIsBetter,
            Minimum = row.Minimum,
            Unmet = row.Unmet is { } unmet ? [unmet] : [],
            Granted = granted.FirstOrDefault(decided => new GoalRow(decided).Name == name) is { } decision
                && decision.Member("grado").AsNumber() is { } degree
                ? new(degree, decision.TextOf("razones") ?? "", decision.TextOf("norma"))
                : null,
        };
    }
}
