using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// Holds a report against the commitments it is about: each once and no other, nothing finished at less than 100 %, and whoever lowers a
/// progress, or says that one does not apply, says why.
/// </summary>
internal static class ReportRules
{
    public const string Name = "compromisos";

    /// <param name="known">The rows as they arrived.</param>
    public static IEnumerable<TaskFinding> Check(object? known, object? answers)
    {
        var before = CommitmentRow.In(known.AsList()).Where(row => row.Code is not null)
            .GroupBy(row => row.Code!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var rows = answers.ListOf(ReportRows.Table);
        foreach (var code in ReportRows.CodesOf(rows).Where(code => !before.ContainsKey(code)).Distinct(StringComparer.Ordinal))
            yield return Refusal($"«{code}» no es un compromiso de este informe.");
        foreach (var code in ReportRows.CodesOf(rows).CountBy(code => code).Where(code => code.Value > 1))
            yield return Refusal($"«{code.Key}» está dos veces.");
        foreach (var row in CommitmentRow.In(rows))
        {
            if (row.Code is not { } code)
                continue;
            var progress = row.Declared;
            if (row.IsFinished && progress is < 100)
                yield return Refusal($"«{code}» está terminado: su avance es 100.");
            if (row.Remark is not null)
                continue;
            if (row.DoesNotApply is true)
                yield return Refusal($"«{code}» no aplica: escribe en la observación por qué.");
            else if (before.GetValueOrDefault(code).Declared is { } earlier && progress < earlier)
            {
                yield return Refusal(
                    $"«{code}» tenía {Commitment.Percent(earlier)} y ahora {Commitment.Percent(progress.Value)}: escribe en la observación "
                        + "por qué bajó.");
            }
        }
    }

    private static TaskFinding Refusal(string problem) => TaskFinding.Refusal($"answers.{ReportRows.Table}", problem);
}
