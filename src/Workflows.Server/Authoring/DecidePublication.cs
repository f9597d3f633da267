using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>
/// A second person publishes what was proposed, or discards it: not whoever proposed, nor whoever saved the drawing last, and only the
/// drawing that was proposed. The version and its proposal change in one transaction.
/// </summary>
internal static class DecidePublication
{
    internal const string OwnProposal = "Quien propone no publica: lo hace otra persona que coordine o administre.";
    private const string Decided = "Esta publicación ya se decidió. Vuelve a cargar la lista.";

    public static async Task<Results<Ok<PublicationView>, ProblemHttpResult>> ApproveAsync(
        string id, ReasonRequest request, Acting acting, DefinitionStore store, WorkflowsDb db, TimeProvider clock,
        IdempotentCommand command, CancellationToken ct)
    {
        var (row, refusal) = await FindAsync(id, request, db, ct);
        if (row is null)
            return refusal!;
        if (row.ProposedBy == acting.PersonId)
            return Refusal.Forbidden(OwnProposal);

        PublishResult result;
        try
        {
            result = await store.PublishAsync(
                row.DefinitionId, row.Version, acting.PersonId, ct, new(row.ContentHash, async inside =>
                {
                    var proposal = await inside.Set<PublicationRow>().SingleAsync(one => one.Id == id, ct);
                    if (proposal.State != PublicationState.Pending)
                        throw new DbUpdateConcurrencyException("The publication was decided meanwhile.");
                    Decide(proposal, PublicationState.Approved, request.Reason, acting, clock);
                }));
        }
        catch (DbUpdateException error)
            when (error is DbUpdateConcurrencyException
                || error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Refusal.Conflict(
                "Otra persona guardó, publicó o decidió en este mismo momento. Vuelve a cargar la lista y revisa cómo quedó.");
        }

        if (result.Problems.Count > 0)
            return Refusal.Conflict(result.Problems[0]);
        return TypedResults.Ok(
            await command.RememberNowAsync((await PublicationView.FindAsync(id, acting, db, ct))!, StatusCodes.Status200OK, ct));
    }

    public static async Task<Results<Ok<PublicationView>, ProblemHttpResult>> DiscardAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var (row, refusal) = await FindAsync(id, request, db, ct);
        if (row is null)
            return refusal!;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        Decide(row, PublicationState.Discarded, request.Reason, acting, clock);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict(Decided);
        }

        var view = command.Remember((await PublicationView.FindAsync(id, acting, db, ct))!);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(view);
    }

    private static void Decide(PublicationRow row, PublicationState state, string reason, Acting acting, TimeProvider clock) =>
        (row.State, row.DecidedBy, row.DecidedAt, row.DecisionReason) = (state, acting.PersonId, clock.GetUtcNow(), reason.Trim());

    private static async Task<(PublicationRow? Row, ProblemHttpResult? Refusal)> FindAsync(
        string id, ReasonRequest request, WorkflowsDb db, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return (null, problem);
        var row = await db.Set<PublicationRow>().SingleOrDefaultAsync(row => row.Id == id, ct);
        return row is null ? (null, Refusal.NotFound()) : row.State != PublicationState.Pending ? (null, Refusal.Conflict(Decided))
            : (row, null);
    }
}
