using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// Goals and their results as a form answers them: a row each. The columns are those of the proposal with what came of it, so that
/// what was fixed in the formulation can be handed on.
/// </summary>
public static class GoalAnswers
{
    public const string Table = "resultados";

    internal const string Original = "meta_original";
    internal const string Decree = "decreto_meta";

    private static readonly string[] Kept =
        ["objetivo", "indicador", "ponderacion", "meta", Original, Decree, "menor_es_mejor", "minimo", "medio_verificacion"];

    /// <summary>Of a row of the proposal, what the results are held against.</summary>
    internal static Dictionary<string, object?> Committed(object? row) =>
        Kept.Where(column => row.Member(column) is not null).ToDictionary(column => column, row.Member);

    /// <param name="granted">Rows of what was decided about a goal, by its name: grado, razones, norma.</param>
    public static IReadOnlyList<Goal> Read(IReadOnlyList<object?> rows, IReadOnlyList<object?> granted) =>
        [.. rows.Select((row, i) => OfRow(row, i, granted))];

    /// <summary>What is wrong with the results somebody is about to hand in.</summary>
    /// <param name="committed">The goals as decrees fixed them: who reports or evaluates changes none. Null when they are not known.</param>
    public static IEnumerable<TaskFinding> Check(object? committed, object? answers)
    {
        var rows = answers.ListOf(Table);
        foreach (var problem in Scorer.Problems(Read(rows, [])))
            yield return TaskFinding.Refusal($"answers.{Table}", problem);
        foreach (var repeated in rows.Select(row => row.TextOf("indicador")).OfType<string>().GroupBy(name => name).Where(group => group.Count() > 1))
            yield return TaskFinding.Refusal($"answers.{Table}", $"El indicador «{repeated.Key}» está dos veces.");
        foreach (var changed in Changed(committed.Member("answers").ListOf(Table), rows))
            yield return TaskFinding.Refusal($"answers.{Table}", changed);
    }

    /// <summary>Claims and decisions name goals of this evaluation: one that is misspelt would decide nothing, in silence.</summary>
    /// <param name="evaluated">What was evaluated, as it was handed in.</param>
    public static IEnumerable<TaskFinding> CheckNames(object? evaluated, object? answers)
    {
        var known = evaluated.Member("answers").ListOf(Table).Select(row => row.TextOf("indicador")).OfType<string>().ToList();
        foreach (var table in new[] { "reclamos", "decisiones" })
        {
            var names = answers.ListOf(table).Select(row => row.TextOf("indicador")).OfType<string>().ToList();
            foreach (var unknown in names.Where(name => !known.Contains(name)).Distinct())
                yield return TaskFinding.Refusal($"answers.{table}", $"«{unknown}» no es una meta de esta evaluación. Son: {string.Join("; ", known)}.");
            foreach (var repeated in names.GroupBy(name => name).Where(group => group.Count() > 1))
                yield return TaskFinding.Refusal($"answers.{table}", $"La meta «{repeated.Key}» está dos veces.");
        }
    }

    private static IEnumerable<string> Changed(IReadOnlyList<object?> committed, IReadOnlyList<object?> rows)
    {
        if (committed.Count == 0)
            yield break;
        foreach (var goal in committed)
        {
            var name = goal.TextOf("indicador");
            if (rows.FirstOrDefault(row => row.TextOf("indicador") == name) is not { } row)
                yield return $"Falta la meta «{name}», que el decreto fijó.";
            else if (Differs(row, goal, "meta", out var target, out var fixedTarget))
                yield return $"La meta de «{name}» es {target} y el decreto la fijó en {fixedTarget}: no se cambia al informar ni al evaluar.";
            else if (Differs(row, goal, Original, out var original, out var fixedOriginal) || row.TextOf(Decree) != goal.TextOf(Decree))
                yield return $"La meta original de «{name}» y el decreto que la modificó no se cambian: deja {fixedOriginal} y «{goal.TextOf(Decree)}», no {original} y «{row.TextOf(Decree)}».";
            else if (Differs(row, goal, "ponderacion", out var weight, out var fixedWeight))
                yield return $"La ponderación de «{name}» es {weight} y el decreto la fijó en {fixedWeight}: no se cambia al informar ni al evaluar.";
        }

        foreach (var added in rows.Select(row => row.TextOf("indicador")).Where(name => !committed.Any(goal => goal.TextOf("indicador") == name)))
            yield return $"«{added}» no está entre las metas que el decreto fijó.";
    }

    private static bool Differs(object? row, object? goal, string column, out string given, out string wanted)
    {
        var (now, then) = (row.Member(column).AsNumber(), goal.Member(column).AsNumber());
        (given, wanted) = (now is { } one ? PlainValues.ToSpanish(one) : "nada", then is { } other ? PlainValues.ToSpanish(other) : "nada");
        return now != then;
    }

    private static Goal OfRow(object? row, int index, IReadOnlyList<object?> granted)
    {
        var name = row.TextOf("indicador") ?? $"Meta {index + 1}";
        return new Goal(
            name, row.TextOf("objetivo"), row.Member("ponderacion").AsNumber() ?? 0,
            new(row.Member("meta").AsNumber() ?? 0, row.Member("meta_de").AsNumber()),
            row.Member("resultado").AsNumber() is { } result ? new(result, row.Member("resultado_de").AsNumber()) : null)
        {
            Original = row.Member(Original).AsNumber() is { } before ? new(before, row.Member("meta_de").AsNumber()) : null,
            ChangedBy = row.TextOf(Decree),
            LowerIsBetter = row.FlagOf("menor_es_mejor"),
            Minimum = row.Member("minimo").AsNumber(),
            Unmet = row.TextOf("incumplidos") is { } unmet ? [unmet] : [],
            Granted = granted.FirstOrDefault(decided => decided.TextOf("indicador") == name) is { } decision && decision.Member("grado").AsNumber() is { } degree
                ? new(degree, decision.TextOf("razones") ?? "", decision.TextOf("norma"))
                : null,
        };
    }
}
