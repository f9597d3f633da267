using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Commitments;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Commitments;

/// <summary>Whoever coordinates corrects how a commitment stands, with a reason. It neither begins nor ends a critical situation.</summary>
internal static class EditCommitment
{
    private const int MostMilestones = 50;
    private const int LongestObstacle = 2_000;
    private const int LongestWho = 200;

    /// <param name="Verified">Per cent as interministerial coordination saw it.</param>
    public sealed record CommitmentEditRequest(
        CommitmentState State, string Reason, DateOnly? DueOn = null, decimal? Declared = null, decimal? Verified = null,
        bool DoesNotApply = false, IReadOnlyList<Milestone>? Milestones = null, Obstacle? Obstacle = null);

    public static async Task<Results<Ok<CommitmentView>, ProblemHttpResult>> HandleAsync(
        string code, CommitmentEditRequest request, HttpRequest http, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock,
        CancellationToken ct)
    {
        if ((Reasons.Problem(request.Reason) ?? ProblemWith(request)) is { } problem)
            return problem;
        var row = await db.Set<CommitmentRow>().AsTracking().VisibleTo(acting).SingleOrDefaultAsync(row => row.Code == code, ct);
        if (row is null)
            return Refusal.NotFound();
        if (http.StaleAgainst(row.RowVersion) is { } stale)
            return stale;
        (row.State, row.DueOn, row.Declared, row.Verified, row.DoesNotApply) =
            (request.State, request.DueOn, request.Declared, request.Verified, request.DoesNotApply);
        row.Milestones = CommitmentJson.Of(request.Milestones ?? []);
        row.Obstacle = CommitmentJson.Of(request.Obstacle);
        row.KnownOn = acting.Today;
        db.Add(CommitmentChangeRow.Of(acting, code, clock.GetUtcNow(), "Edición", new
        {
            row.State, row.DueOn, row.Declared, row.Verified, row.DoesNotApply, request.Milestones, request.Obstacle, Why = request.Reason,
        }));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await CommitmentEndpoints.ViewOfAsync(row, acting, db, world, ct));
    }

    private static ProblemHttpResult? ProblemWith(CommitmentEditRequest request)
    {
        var milestones = request.Milestones ?? [];
        var dates = milestones.SelectMany(milestone => new[] { milestone.DueOn, milestone.DoneOn }).Append(request.DueOn)
            .Append(request.Obstacle?.By);
        return request switch
        {
            { Declared: < 0 or > 100 } => Refusal.Field("declared", "Escribe un avance de 0 a 100."),
            { Verified: < 0 or > 100 } => Refusal.Field("verified", "Escribe un avance de 0 a 100."),
            _ when milestones.Count > MostMilestones || milestones.Any(one => IsBadText(one.Name, Commitment.LongestName)) =>
                Refusal.Field(
                    "milestones", $"Hasta {MostMilestones} hitos, cada uno con un nombre de hasta {Commitment.LongestName} letras."),
            { Obstacle: { } blocks } when IsBadText(blocks.What, LongestObstacle) || blocks.Who is { Length: > LongestWho } =>
                Refusal.Field(
                    "obstacle", $"Di qué lo traba, en hasta {LongestObstacle} letras, y quién puede destrabarlo, en hasta {LongestWho}."),
            _ when dates.OfType<DateOnly>().Any(date => !Commitment.MayBeDated(date)) =>
                Refusal.Field("dueOn", $"Hay una fecha con un año que no sirve: {Commitment.SensibleYears}."),
            _ => null,
        };
    }

    private static bool IsBadText(string? text, int longest) => string.IsNullOrWhiteSpace(text) || text.Length > longest;
}
