using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Processes;

/// <summary>
/// Decisions of a person about a process: cancel it, or settle something that failed. Each has a reason, which the journal keeps.
/// </summary>
public static class DecideOnInstance
{
    /// <param name="Outcome">The port the activity leaves through, such as Approved.</param>
    public sealed record SkipRequest(string Outcome, string Reason);

    public sealed record Response(string InstanceId, WorkflowStatus Status, WorkflowSubStatus SubStatus, int OpenIncidents);

    internal static Task<Results<Ok<Response>, ProblemHttpResult>> CancelAsync(
        string id, ReasonRequest request, Acting acting, Places places, Dispatcher dispatcher, WorkflowsDb db, IdempotentCommand command,
        CancellationToken ct) =>
        DecideAsync(
            id, new CancelWorkflow(request.Reason), request.Reason, "El proceso ya terminó: no hay nada que anular.", acting, places,
            dispatcher, db, command, ct);

    internal static Task<Results<Ok<Response>, ProblemHttpResult>> RetryAsync(
        string id, long incidentId, ReasonRequest request, Acting acting, Places places, Dispatcher dispatcher, WorkflowsDb db,
        IdempotentCommand command, CancellationToken ct) =>
        DecideAsync(
            id, new RetryIncident(incidentId, request.Reason), request.Reason, AlreadyDecided, acting, places, dispatcher, db, command, ct);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> SkipAsync(
        string id, long incidentId, SkipRequest request, Acting acting, Places places, Dispatcher dispatcher, WorkflowsDb db,
        IdempotentCommand command, IncidentReading reading, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Outcome))
            return Refusal.Field("outcome", "Di por qué salida sigue el proceso.");
        // Where the step is and what it leaves through never changes: it can be read before the lock.
        var state = await db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.Id == id).Select(row => row.State)
            .SingleOrDefaultAsync(ct);
        if (state is null)
            return Refusal.NotFound();
        if (await reading.OutcomesAsync(state, incidentId, ct) is { } outcomes
            && !outcomes.Contains(request.Outcome, StringComparer.Ordinal))
            return Refusal.Field("outcome", $"Ese paso no tiene la salida «{request.Outcome}». Tiene: {string.Join(", ", outcomes)}.");
        return await DecideAsync(
            id, new SkipIncident(incidentId, request.Outcome, request.Reason), request.Reason, AlreadyDecided, acting, places, dispatcher,
            db, command, ct);
    }

    internal const string AlreadyDecided = "Esta falla ya se decidió. Vuelve a cargar el proceso para ver cómo sigue.";

    /// <param name="mails">Leave with the decision, in its transaction.</param>
    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> DecideAsync(
        string id, Stimulus decision, string reason, string tooLate, Acting acting, Places places, Dispatcher dispatcher, WorkflowsDb db,
        IdempotentCommand command, CancellationToken ct, IReadOnlyList<MailRow>? mails = null)
    {
        if (Reasons.Problem(reason) is { } problem)
            return problem;
        if (!await db.Set<InstanceRow>().VisibleTo(acting, db).AnyAsync(row => row.Id == id, ct))
            return Refusal.NotFound();

        var result = await dispatcher.DispatchAsync(
            id, decision,
            new()
            {
                Actor = await places.ActorAsync(acting, InstanceEndpoints.Deciding, ct),
                AlongsideOf = burst =>
                    [command.RowOf(Of(burst.Instance)), .. mails is null or [] ? [] : new[] { MailInsert.Create(mails) }],
            },
            ct);
        return result.Status switch
        {
            DispatchStatus.Applied => TypedResults.Ok(Of(result.Instance!)),
            DispatchStatus.NotFound => Refusal.NotFound(),
            _ => Refusal.Conflict(tooLate),
        };
    }

    private static Response Of(WorkflowInstance instance) => new(
        instance.Id, instance.Status, instance.SubStatus, instance.Incidents.Count(incident => !incident.IsResolved));
}
