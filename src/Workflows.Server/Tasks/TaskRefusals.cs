using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>Why a task that is asked of the person cannot be touched right now.</summary>
internal static class TaskRefusals
{
    public const string Closed =
        "Esta tarea ya se cerró: otra persona la hizo o el proceso siguió. Vuelve a tus tareas para ver cómo quedó.";

    private const string EachAnswers =
        "Esta tarea la responde cada persona con el cargo: no se toma, no se encarga y su texto no se guarda antes de enviarlo.";

    public const string Halted =
        "Una falla detiene este proceso y quien coordina debe decidir. Lo que escribiste sigue en tu borrador; "
        + "inténtalo de nuevo más tarde.";

    /// <summary>Nobody takes for themselves what each person answers, nor writes over the words another began.</summary>
    public static ProblemHttpResult? OfEach(TaskRow task) => task.Kind == TaskWords.Comment ? Refusal.Conflict(EachAnswers) : null;

    /// <summary>Null once the window of the task has opened, or when it has none.</summary>
    public static ProblemHttpResult? TooEarly(TaskRow task, DateTimeOffset now)
    {
        var opensAt = JsonText.Parse(task.MovedDeadline ?? task.Deadline) is { } deadline
            && deadline.TryGetProperty("opensAt", out var opens)
            ? Instants.Parse(opens.GetString()!)
            : (DateTimeOffset?)null;
        return TaskRules.TooEarly(opensAt, now) is [var finding] ? Refusal.Conflict(finding.Message) : null;
    }

    /// <summary>Null when the task is open and nobody else holds it.</summary>
    public static async Task<ProblemHttpResult?> ProblemAsync(TaskRow task, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (task.State != TaskState.Open)
            return Refusal.Conflict(Closed);
        if (task.ClaimedBy is not { } holder || holder == acting.PersonId)
            return null;

        var name = await db.Set<Person>().Where(person => person.Id == holder).Select(person => person.Name).SingleOrDefaultAsync(ct);
        return Refusal.Conflict($"{name ?? "Otra persona"} tomó esta tarea. Pídele que la deje si te corresponde hacerla.");
    }
}
