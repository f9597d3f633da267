using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>
/// Publications: proposed by one person who draws, approved or discarded by another. Nothing is published in another way over HTTP.
/// </summary>
internal static class PublicationEndpoints
{
    /// <summary>Who proposes and decides.</summary>
    internal static readonly Role[] Drawing = [Role.Coordinator, Role.Administrator];

    private static readonly Sorts<PublicationRow> Sorts = new Sorts<PublicationRow>()
        .By("proposedAt", row => row.ProposedAt, row => row.Id);

    public static void MapPublications(this IEndpointRouteBuilder api)
    {
        var publications = api.MapGroup("/publications").WithTags("Definitions").RequireAuthorization().AllowRoles(Acting.Overseers);
        publications.MapGet("/", ListAsync).WithName("ListPublications")
            .WithSummary("Versiones de flujos propuestas para publicar, y quién decidió");
        publications.MapGet("/{id}", GetAsync).WithName("GetPublication").WithSummary("Una publicación propuesta");

        var decisions = publications.MapGroup("").AllowRoles(Drawing);
        decisions.MapPost("/", ProposePublication.HandleAsync).Command().WithName(nameof(ProposePublication))
            .WithSummary("Propone publicar una versión, con motivo; la publica otra persona");
        decisions.MapPost("/{id}/approve", DecidePublication.ApproveAsync).Command().WithName("ApprovePublication")
            .WithSummary("Publica lo que propuso otra persona: los procesos nuevos corren con esa versión");
        decisions.MapPost("/{id}/discard", DecidePublication.DiscardAsync).Command().WithName("DiscardPublication")
            .WithSummary("Descarta una publicación propuesta");
    }

    internal sealed record Filter(PublicationState? State, string? DefinitionId);

    private static async Task<Results<Ok<Page<PublicationView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = db.Set<PublicationRow>().AsNoTracking();
        if (filter.State is { } state) rows = rows.Where(row => row.State == state);
        if (filter.DefinitionId is { } definition) rows = rows.Where(row => row.DefinitionId == definition);
        return TypedResults.Ok(
            await rows.ToPageAsync(page with { Sort = page.Sort ?? "-proposedAt" }, Sorts, PublicationView.In(db, acting), ct));
    }

    private static async Task<Results<Ok<PublicationView>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorkflowsDb db, CancellationToken ct) =>
        await PublicationView.FindAsync(id, acting, db, ct) is { } view ? TypedResults.Ok(view) : Refusal.NotFound();
}

/// <summary>A publication as people read it.</summary>
/// <param name="IsStale">The drawing was changed after it was proposed: it cannot be approved any more.</param>
/// <param name="WhyNot">Why the person who asks may not approve it; null when they may, or when they do not decide.</param>
public sealed record PublicationView(
    string Id, string DefinitionId, int Version, string Name, string Reason, string? ProposedByName, DateTimeOffset ProposedAt,
    PublicationState State, string? DecidedByName, DateTimeOffset? DecidedAt, string? DecisionReason, bool IsStale, bool CanApprove,
    bool CanDiscard, string? WhyNot)
{
    internal static Expression<Func<PublicationRow, PublicationView>> In(WorkflowsDb db, Acting acting)
    {
        var (me, decides) = (acting.PersonId, acting.Has(PublicationEndpoints.Drawing));
        return row => new PublicationView(
            row.Id, row.DefinitionId, row.Version,
            db.Set<DefinitionVersion>().Where(version => version.DefinitionId == row.DefinitionId && version.Version == row.Version)
                .Select(version => version.Name).FirstOrDefault() ?? row.DefinitionId,
            row.Reason, db.Set<ActorName>().Where(actor => actor.Id == row.ProposedBy).Select(actor => actor.Name).FirstOrDefault(),
            row.ProposedAt, row.State,
            db.Set<ActorName>().Where(actor => actor.Id == row.DecidedBy).Select(actor => actor.Name).FirstOrDefault(), row.DecidedAt,
            row.DecisionReason,
            row.State == PublicationState.Pending
                && !db.Set<DefinitionVersion>()
                    .Any(
                        version => version.DefinitionId == row.DefinitionId && version.Version == row.Version
                            && version.ContentHash == row.ContentHash),
            decides && row.State == PublicationState.Pending && row.ProposedBy != me
                && db.Set<DefinitionVersion>().Any(version => version.DefinitionId == row.DefinitionId && version.Version == row.Version
                    && version.ContentHash == row.ContentHash && version.EditedBy != me),
            decides && row.State == PublicationState.Pending,
            !decides || row.State != PublicationState.Pending ? null
                : row.ProposedBy == me ? DecidePublication.OwnProposal
                : db.Set<DefinitionVersion>()
                    .Any(version => version.DefinitionId == row.DefinitionId && version.Version == row.Version && version.EditedBy == me)
                        ? PublicationApproval.OwnDrawing
                : null);
    }

    internal static Task<PublicationView?> FindAsync(string id, Acting acting, WorkflowsDb db, CancellationToken ct) =>
        db.Set<PublicationRow>().AsNoTracking().Where(row => row.Id == id).Select(In(db, acting)).SingleOrDefaultAsync(ct);
}
