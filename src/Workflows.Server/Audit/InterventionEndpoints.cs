using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Audit;

/// <summary>What people did to timers, messages and recurring duties, and why, latest first.</summary>
internal static class InterventionEndpoints
{
    private static readonly Sorts<Intervention> Sorts = new Sorts<Intervention>().By("at", row => row.At, row => row.Target);

    public static void MapInterventions(this IEndpointRouteBuilder api) =>
        api.MapGroup("/interventions").WithTags("Scheduling").RequireAuthorization().AllowRoles(Acting.Overseers)
            .MapGet("/", ListAsync).WithName("ListInterventions")
                .WithSummary("Qué hizo cada persona sobre plazos, mensajes y tareas recurrentes, y por qué");

    public sealed record InterventionView(DateTimeOffset At, string PersonName, string Kind, string Target, string What, string Reason);

    /// <summary>For the next SaveChanges.</summary>
    public static void Add(WorkflowsDb db, Acting acting, TimeProvider clock, string kind, string target, string what, string reason) =>
        db.Add(new Intervention
        {
            At = clock.GetUtcNow(), PersonId = acting.PersonId, PersonName = acting.Name, Kind = kind, Target = target, What = what,
            Reason = reason,
        });

    private static async Task<Results<Ok<Page<InterventionView>>, ProblemHttpResult>> ListAsync(
        string? kind, string? target, [AsParameters] PageOf page, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = db.Set<Intervention>().AsNoTracking();
        if (kind is not null) rows = rows.Where(row => row.Kind == kind);
        if (target is not null) rows = rows.Where(row => row.Target == target);
        return TypedResults.Ok(await rows.ToPageAsync(
            page with { Sort = page.Sort ?? "-at" }, Sorts, row =>
                new InterventionView(row.At, row.PersonName, row.Kind, row.Target, row.What, row.Reason), ct));
    }
}
