using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Tasks;
using Workflows.Server.Access;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// What the same institution handed in at the same step of an earlier year: the last that stood. It is told only to whoever may read that
/// delivery too, and nothing of it is taken over by itself.
/// </summary>
public static class ReadLastYear
{
    /// <param name="Year">Of the earlier process; null when there is none that the person may read.</param>
    /// <param name="Answers">By field, as they were handed in.</param>
    public sealed record Response(int? Year, DateTimeOffset? ReceivedAt, JsonElement? Answers);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AsNoTracking().VisibleTo(acting, db).Where(task => task.Id == id)
            .Select(task => new { task.DefinitionId, task.ActivityId, task.InstitutionCode, task.Year }).SingleOrDefaultAsync(ct);
        if (task is null)
            return Refusal.NotFound();
        var earlier = task is not { InstitutionCode: { } institution, Year: { } year } ? null
            : await db.Set<SubmissionRow>().AsNoTracking().VisibleTo(acting, db)
                .Where(row => row.InstitutionCode == institution && row.Action == TaskWords.Submit && row.WithdrawnAt == null)
                .Join(
                    db.Set<TaskRow>().Where(done => done.State == TaskState.Completed && done.DefinitionId == task.DefinitionId
                        && done.ActivityId == task.ActivityId && done.InstitutionCode == institution && done.Year < year),
                    row => row.TaskId, done => done.Id, (row, done) => new { row.Body, row.ReceivedAt, done.Year })
                .OrderByDescending(row => row.Year).ThenByDescending(row => row.ReceivedAt).FirstOrDefaultAsync(ct);
        return TypedResults.Ok(JsonText.Parse(earlier?.Body) is { } body && body.TryGetProperty("answers", out var answers)
            ? new Response(earlier!.Year, earlier.ReceivedAt, answers)
            : new Response(null, null, null));
    }
}
