using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Web;

namespace Workflows.Server.Operations;

/// <summary>Messages between processes that failed too often and wait for a person. Those on their way are nobody's business.</summary>
internal static class StimulusEndpoints
{
    private static readonly Sorts<StimulusRow> Sorts = new Sorts<StimulusRow>().By("availableAt", row => row.AvailableAt, row => row.Key);

    public static void MapStimuli(this IEndpointRouteBuilder api)
    {
        var stimuli = api.MapGroup("/stimuli").WithTags("Scheduling").RequireAuthorization().AllowRoles(Acting.Overseers);
        stimuli.MapGet("/", ListAsync).WithName("ListParkedStimuli").WithSummary("Mensajes entre procesos que quedaron detenidos");
        stimuli.MapPost("/{id:long}/retry", RetryAsync).Command().AllowRoles(Role.Coordinator, Role.Administrator)
            .WithName("RetryStimulus").WithSummary("Reintenta un mensaje detenido, con motivo");
    }

    /// <param name="Label">What it wants, in Spanish.</param>
    public sealed record StimulusView(
        long Id, string InstanceId, string Kind, string Label, string? InstitutionCode, string? InstitutionName, DateTimeOffset AvailableAt,
        int Attempts, string Reason);

    public sealed record StimulusRetried(long Id);

    private static async Task<Results<Ok<Page<StimulusView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageOf page, WorkflowsDb db, Holders holders, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = await db.Set<StimulusRow>().AsNoTracking().Where(row => row.ParkedReason != null).ToPageAsync(
            page, Sorts,
            row => new
            {
                Row = row,
                Institution = db.Set<InstanceRow>().Where(instance => instance.Id == row.TargetInstanceId)
                    .Select(instance => instance.InstitutionCode).FirstOrDefault(),
            },
            ct);
        return TypedResults.Ok(new Page<StimulusView>(
            [.. rows.Items.Select(one => new StimulusView(
                one.Row.Id, one.Row.TargetInstanceId, one.Row.Kind, LabelOf(one.Row.Kind), one.Institution,
                holders.InstitutionName(one.Institution), one.Row.AvailableAt, one.Row.Attempts, one.Row.ParkedReason!))],
            rows.Number, rows.Size, rows.Total));
    }

    private static async Task<Results<Ok<StimulusRetried>, ProblemHttpResult>> RetryAsync(
        long id, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command, WakeUps wakeUps,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var target = await db.Set<StimulusRow>().Where(row => row.Id == id && row.ParkedReason != null).Select(row => row.TargetInstanceId)
            .SingleOrDefaultAsync(ct);
        if (target is null)
            return Refusal.NotFound("Este mensaje ya no está detenido. Vuelve a cargar la lista.");
        await db.Set<StimulusRow>().Where(row => row.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ParkedReason, (string?)null).SetProperty(row => row.Attempts, 0), ct);
        InterventionEndpoints.Add(db, acting, clock, "stimuli", target, "Reintentó un mensaje entre procesos", request.Reason);
        var answer = command.Remember(new StimulusRetried(id));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        wakeUps.Tell(WakeUp.Stimuli);
        return TypedResults.Ok(answer);
    }

    private static string LabelOf(string kind) => kind switch
    {
        StimulusKinds.StartChild => "Abrir un proceso",
        StimulusKinds.ChildReport => "Informar al proceso que lo abrió",
        StimulusKinds.Cancel => "Anular un proceso",
        StimulusKinds.Event => "Avisar de un evento",
        StimulusKinds.Continue => "Seguir donde iba",
        _ => kind,
    };
}
