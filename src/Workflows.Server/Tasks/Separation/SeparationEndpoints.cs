using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks.Separation;

/// <summary>
/// What the separation of duties found, refused or let through, for those who watch over it. Nobody changes the rule here.
/// </summary>
internal static class SeparationEndpoints
{
    private static readonly Sorts<SeparationFindingRow> Sorts = new Sorts<SeparationFindingRow>()
        .By("at", row => row.At, row => row.TaskId);

    /// <param name="ProcessName">Null when it has none.</param>
    public sealed record FindingView(
        long Id, DateTimeOffset At, string InstanceId, string? ProcessName, string TaskId, string TaskTitle, string PersonName,
        SeparationRule Rule, string Text, bool IsRefused);

    /// <param name="Rule">What is in force, in one sentence.</param>
    public sealed record SeparationView(string Rule, Page<FindingView> Findings);

    internal sealed record Filter(string? InstanceId);

    public static void MapSeparation(this IEndpointRouteBuilder api) =>
        api.MapGroup("/separation").WithTags("Separation").RequireAuthorization().AllowRoles(Acting.Overseers)
            .MapGet("/", ListAsync).WithName("ListSeparationFindings")
                .WithSummary("La regla de separación de funciones en vigor y lo que encontró, lo último primero");

    private static async Task<Results<Ok<SeparationView>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, SeparationOptions options, WorkflowsDb db,
        CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var instances = db.Set<InstanceRow>().VisibleTo(acting, db).Select(instance => instance.Id);
        var rows = db.Set<SeparationFindingRow>().AsNoTracking().Where(row => instances.Contains(row.InstanceId));
        if (filter.InstanceId is { } instance) rows = rows.Where(row => row.InstanceId == instance);
        var found = await rows.ToPageAsync(page with { Sort = page.Sort ?? "-at" }, Sorts, row => new FindingView(
            row.Id, row.At, row.InstanceId,
            db.Set<InstanceRow>().Where(instance => instance.Id == row.InstanceId).Select(instance => instance.Name).FirstOrDefault(),
            row.TaskId, db.Set<TaskRow>().Where(task => task.Id == row.TaskId).Select(task => task.Title).FirstOrDefault() ?? "",
            row.PersonName, row.Rule, row.Text,
            row.IsRefused), ct);
        return TypedResults.Ok(new SeparationView(options.Text, found));
    }
}
