using Workflows.Definitions.Deadlines;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Processes;

/// <summary>What a file of processes says of each.</summary>
internal static class ProcessColumns
{
    public static readonly IReadOnlyList<Column<ProcessLine>> All =
    [
        new("Institución", line => line.InstitutionName),
        new("Código", line => line.InstitutionCode),
        new("Proceso", line => line.Title),
        new("Año", line => line.Year),
        new("Estado", LabelOf),
        new("Paso", line => string.Join(", ", line.Steps.Select(step => step.Label))),
        new("Vence", line => line.DueAt),
        new("Días hábiles de atraso", line => line.WorkingDaysLate),
        new(
            "En manos de", line =>
                string.Join("; ", line.Tasks.Select(task => $"{task.Holder.RoleLabel}, {task.Holder.PlaceName}").Distinct())),
        new("Personas", line => string.Join("; ", line.Tasks.SelectMany(task => task.Holder.People).Distinct())),
        new("Fallas por decidir", line => line.OpenIncidents),
        new("Abierto", line => line.CreatedAt),
        new("Último movimiento", line => line.UpdatedAt),
        new("Terminado", line => line.FinishedAt),
    ];

    /// <summary>What is within its plazo adicional waits, and says so.</summary>
    public static string LabelOf(ProcessLine line) =>
        line is { State: ProcessState.Waiting, TermState: TermState.InAdditionalTerm }
            ? TermStates.LabelOf(TermState.InAdditionalTerm)
            : LabelOf(line.State);

    public static string LabelOf(ProcessState state) => state switch
    {
        ProcessState.Waiting => "En plazo",
        ProcessState.Late => "Atrasado",
        ProcessState.Blocked => "Detenido por una falla",
        ProcessState.Finished => "Terminado",
        _ => "Anulado",
    };
}
