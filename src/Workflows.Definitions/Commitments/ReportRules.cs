using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// Holds a report against the commitments it is about: each once and no other, nothing finished at less than 100 %, and whoever lowers a
/// progress says why.
/// </summary>
internal static class ReportRules
{
    public const string Name = "compromisos";

    /// <param name="known">The rows as they arrived.</param>
    public static IEnumerable<TaskFinding> Check(object? known, object? answers)
    {
        var before = known.AsList().Where(row => row.TextOf("codigo") is not null)
            .GroupBy(row => row.TextOf("codigo")!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var rows = answers.ListOf(ReportRows.Table);
        foreach (var code in ReportRows.CodesOf(rows).Where(code => !before.ContainsKey(code)).Distinct(StringComparer.Ordinal))
            yield return Refusal($"«{code}» no es un compromiso de este informe.");
        foreach (var code in ReportRows.CodesOf(rows).CountBy(code => code).Where(code => code.Value > 1))
            yield return Refusal($"«{code.Key}» está dos veces.");
        foreach (var row in rows)
        {
            if (row.TextOf("codigo") is not { } code)
                continue;
            var progress = row.Member("avance").AsNumber();
            if (row.TextOf("estado") is { } state && CommitmentWords.States.GetValueOrDefault(state) == CommitmentState.Finished && progress is < 100)
                yield return Refusal($"«{code}» está terminado: su avance es 100.");
            if (progress < before.GetValueOrDefault(code).Member("avance").AsNumber() && row.TextOf("observacion") is null)
                yield return Refusal($"«{code}» tenía {Commitment.Percent(before[code].Member("avance").AsNumber()!.Value)} y ahora {Commitment.Percent(progress!.Value)}: escribe en la observación por qué bajó.");
        }
    }

    private static TaskFinding Refusal(string problem) => TaskFinding.Refusal($"answers.{ReportRows.Table}", problem);
}
