using System.Globalization;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Holds the sessions that a secretariat foresees against each other: one a day, and each asks for items until a day before its own. It
/// does not say on what days a body may meet.
/// </summary>
internal static class CalendarRules
{
    public const string Name = "sesiones";

    public static IEnumerable<TaskFinding> Check(object? parameters, object? answers)
    {
        var days = new HashSet<DateOnly>();
        var rows = answers.ListOf("sesiones");
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].DateOf("fecha") is not { } day)
                continue;
            if (!days.Add(day))
            {
                yield return TaskFinding.Refusal(
                    $"answers.sesiones[{i}].fecha", $"Ya hay una sesión el {Shown(day)}: cambia esta fecha o quita la fila.");
            }

            if (rows[i].DateOf("cierre") is { } until && until >= day)
            {
                yield return TaskFinding.Refusal(
                    $"answers.sesiones[{i}].cierre",
                    $"Los puntos de la sesión del {Shown(day)} se proponen antes de ella: el {Shown(until)} no alcanza.");
            }
        }
    }

    private static string Shown(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
