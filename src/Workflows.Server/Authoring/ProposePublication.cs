using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>A person who draws asks that a version be published, and says why. What has errors is not even proposed.</summary>
public static class ProposePublication
{
    public sealed record Request(string DefinitionId, int Version, string Reason);

    public static async Task<Results<Ok<PublicationView>, ProblemHttpResult>> HandleAsync(
        Request request, Acting acting, WorkflowsDb db, DefinitionStore store, ActivityCatalog catalog, TimeProvider clock,
        IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var version = await db.Set<DefinitionVersion>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.DefinitionId == request.DefinitionId && row.Version == request.Version, ct);
        if (version is null)
            return Refusal.NotFound($"No existe la versión {request.Version} del flujo «{request.DefinitionId}».");
        if (version.State == DefinitionState.Published)
            return Refusal.Conflict("Esa versión ya está publicada.");
        var graph = WorkflowGraph.Compile(WorkflowJson.Read(version.Json), catalog);
        var errors = (await store.ProblemsAsync(graph, ct)).Where(found => found.IsError).ToList();
        if (errors.Count > 0)
            return Refusal.Fields(
                new Dictionary<string, string[]> { ["document"] = [.. errors.Select(error => error.ToString())] },
                "Corrige el dibujo antes de proponer que se publique.");

        var now = clock.GetUtcNow();
        var row = new PublicationRow
        {
            Id = Guid.CreateVersion7(now).ToString("n"), DefinitionId = version.DefinitionId, Version = version.Version,
            ContentHash = version.ContentHash,
            Reason = request.Reason.Trim(), ProposedBy = acting.PersonId, ProposedAt = now, State = PublicationState.Pending,
        };
        // A proposal of a drawing that has changed since gives way to the one of the drawing as it is.
        foreach (var older in await db.Set<PublicationRow>()
            .Where(
                other => other.DefinitionId == row.DefinitionId && other.Version == row.Version
                    && other.State == PublicationState.Pending).ToListAsync(ct))
        {
            if (older.ContentHash == row.ContentHash)
                return Refusal.Conflict("Esa versión ya está propuesta y espera a quien la apruebe.");
            (older.State, older.DecidedAt, older.DecisionReason) =
                (PublicationState.Discarded, now, "El dibujo cambió y se propuso de nuevo.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException error) when (Transients.IsTaken(error))
        {
            return Refusal.Conflict("Esa versión ya está propuesta y espera a quien la apruebe.");
        }

        var view = command.Remember((await PublicationView.FindAsync(row.Id, acting, db, ct))!);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(view);
    }
}
