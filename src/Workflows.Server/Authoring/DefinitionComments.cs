using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Json;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>
/// What those who draw say to each other of a flow. A comment stays when its step is removed: it then says of which step it was. It changes
/// nothing of the drawing.
/// </summary>
internal static class DefinitionComments
{
    private const int Most = 500;

    /// <param name="StepId">The step it is about; the whole flow without one.</param>
    /// <param name="StepLabel">What the step is called in the drawing of whoever writes.</param>
    public sealed record Request(string Text, string? StepId = null, string? StepLabel = null);

    public sealed record CommentView(
        string Id, int Version, string? StepId, string? StepLabel, string Text, string? WrittenByName, DateTimeOffset WrittenAt,
        string? ResolvedByName, DateTimeOffset? ResolvedAt);

    public static async Task<Results<Ok<IReadOnlyList<CommentView>>, ProblemHttpResult>> ListAsync(
        string definitionId, WorkflowsDb db, CancellationToken ct)
    {
        if (!await db.Set<DefinitionVersion>().AnyAsync(version => version.DefinitionId == definitionId, ct))
            return Refusal.NotFound();
        return TypedResults.Ok<IReadOnlyList<CommentView>>(
            await db.Set<DefinitionCommentRow>().AsNoTracking().Where(row => row.DefinitionId == definitionId)
                // What waits for somebody is never cut off by what does not.
                .OrderBy(row => row.ResolvedAt != null).ThenByDescending(row => row.WrittenAt).Take(Most).Select(In(db)).ToListAsync(ct));
    }

    public static async Task<Results<Created<CommentView>, ProblemHttpResult>> AddAsync(
        string definitionId, Request request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > DefinitionCommentRow.LongestText)
            return Refusal.Field("text", $"Escribe un comentario de hasta {DefinitionCommentRow.LongestText} letras.");
        if (request.StepId?.Length > 200 || request.StepLabel?.Length > 300)
            return Refusal.Field("stepId", "Elige un paso del flujo.");
        var version = await db.Set<DefinitionVersion>().AsNoTracking().Where(row => row.DefinitionId == definitionId)
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(ct);
        if (version is null)
            return Refusal.NotFound();
        if (await db.Set<DefinitionCommentRow>().CountAsync(row => row.DefinitionId == definitionId && row.ResolvedAt == null, ct) >= Most)
            return Refusal.Conflict($"Hay {Most} comentarios sin resolver. Resuelve algunos antes de escribir otro.");

        var now = clock.GetUtcNow();
        var row = new DefinitionCommentRow
        {
            Id = Guid.CreateVersion7(now).ToString("n"), DefinitionId = definitionId, Version = version.Version,
            StepId = request.StepId, StepLabel = request.StepId is null ? null : request.StepLabel ?? LabelIn(version, request.StepId),
            Text = request.Text.Trim(), WrittenBy = acting.PersonId, WrittenAt = now,
        };
        db.Add(row);
        var view = command.Remember(
            new CommentView(row.Id, row.Version, row.StepId, row.StepLabel, row.Text, acting.Name, now, null, null),
            StatusCodes.Status201Created);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/definitions/{definitionId}/comments", view);
    }

    public static async Task<Results<Ok<CommentView>, ProblemHttpResult>> ResolveAsync(
        string definitionId, string commentId, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var row = await db.Set<DefinitionCommentRow>().AsTracking()
            .SingleOrDefaultAsync(row => row.DefinitionId == definitionId && row.Id == commentId, ct);
        if (row is null)
            return Refusal.NotFound();
        if (row.ResolvedAt is not null)
            return Refusal.Conflict("Otra persona ya lo dio por resuelto.");
        (row.ResolvedBy, row.ResolvedAt) = (acting.PersonId, clock.GetUtcNow());
        var view = command.Remember(
            new CommentView(
                row.Id, row.Version, row.StepId, row.StepLabel, row.Text, await db.NameOfActorAsync(row.WrittenBy, ct), row.WrittenAt,
                acting.Name, row.ResolvedAt));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("Otra persona ya lo dio por resuelto.");
        }

        return TypedResults.Ok(view);
    }

    private static string? LabelIn(DefinitionVersion version, string stepId)
    {
        var steps = new Stack<Engine.ActivityNode>([WorkflowJson.Read(version.Json).Root]);
        while (steps.TryPop(out var step))
        {
            if (step.Id == stepId)
                return step.Label;
            foreach (var child in step.Children)
                steps.Push(child);
        }

        return null;
    }

    private static Expression<Func<DefinitionCommentRow, CommentView>> In(WorkflowsDb db) => row => new CommentView(
        row.Id, row.Version, row.StepId, row.StepLabel, row.Text,
        db.Set<ActorName>().Where(actor => actor.Id == row.WrittenBy).Select(actor => actor.Name).FirstOrDefault(), row.WrittenAt,
        db.Set<ActorName>().Where(actor => actor.Id == row.ResolvedBy).Select(actor => actor.Name).FirstOrDefault(), row.ResolvedAt);
}
