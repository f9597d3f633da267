using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Calendar;

/// <summary>The tasks whose term somebody wants to change: some of them, or those of one step of some processes.</summary>
internal static class ChosenTasks
{
    private const int Most = 500;

    public static async Task<(IQueryable<TaskRow>? Tasks, ProblemHttpResult? Problem)> ByIdAsync(
        IReadOnlyList<string> taskIds, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (taskIds.Count is 0 or > Most)
            return (null, Refusal.Field("taskIds", $"Elige entre 1 y {Most} tareas."));
        var chosen = taskIds.Distinct().ToArray();
        var tasks = db.Set<TaskRow>().VisibleTo(acting, db).Where(task => chosen.Contains(task.Id));
        return await tasks.CountAsync(ct) == chosen.Length ? (tasks, null) : (null, Refusal.NotFound());
    }

    /// <summary>Processes that left the step meanwhile are not in the list of what moves.</summary>
    public static async Task<(IQueryable<TaskRow>? Tasks, ProblemHttpResult? Problem)> OfStepAsync(
        IReadOnlyList<string> instanceIds, string activityId, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (instanceIds.Count is 0 or > Most)
            return (null, Refusal.Field("instanceIds", $"Elige entre 1 y {Most} procesos."));
        var chosen = instanceIds.Distinct().ToArray();
        var tasks = db.Set<TaskRow>().VisibleTo(acting, db)
            .Where(task => chosen.Contains(task.InstanceId) && task.ActivityId == activityId);
        return await tasks.Select(task => task.InstanceId).Distinct().CountAsync(ct) == chosen.Length
            ? (tasks, null)
            : (null, Refusal.Field(
                "activityId", "Algunos de esos procesos nunca llegaron a ese paso: elige otro paso, o quítalos de la elección."));
    }

    /// <summary>«la tarea», «una de las tareas», «3 de las tareas».</summary>
    public static string Words(int count, int chosen) =>
        chosen == 1 ? "la tarea" : count == 1 ? "una de las tareas" : $"{count} de las tareas";

    /// <summary>How many were chosen, and a way on that only who chose several has.</summary>
    public static async Task<(int Chosen, string OrLeave)> ChosenAsync(IQueryable<TaskRow> tasks, CancellationToken ct)
    {
        var chosen = await tasks.CountAsync(task => task.State == TaskState.Open, ct);
        return (chosen, chosen == 1 ? "" : ", o quítalas de la elección");
    }
}
