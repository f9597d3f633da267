using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Processes;
using Workflows.Server.Web;

namespace Workflows.Server.Openings;

/// <summary>
/// Somebody opens what they saw in the preflight, and says why. It is looked at once more: what stops is refused, what asks must have been
/// accepted, and of two who open the same at once the second is told who was first.
/// </summary>
internal static class OpenByHand
{
    /// <param name="Version">The version of the flow that was looked at.</param>
    /// <param name="AcceptsWarnings">Whoever opens it has read what asks.</param>
    public sealed record Request(
        string DefinitionId, int Version, IReadOnlyDictionary<string, JsonElement> Input, string Reason, bool AcceptsWarnings = false);

    /// <param name="JobId">The job that follows how its processes open, when it opens many.</param>
    /// <param name="Stage">Where what it opens is followed, when it makes a stage.</param>
    public sealed record Response(string InstanceId, string Name, string? JobId, Preflight.StageOf? Stage);

    public static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Acting acting, OpeningPreparation preparation, PreflightChecks checks, Places places, Dispatcher dispatcher,
        JobQueue queue, IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var (opening, refusal) = await preparation.ReadAsync(request.DefinitionId, request.Input, ct);
        if (opening is null)
            return refusal!;
        if (opening.Version != request.Version)
            return Refusal.Conflict(
                $"Se publicó la versión {opening.Version} de «{opening.FlowName}» después de que lo revisaste. "
                    + "Revisa otra vez lo que pasaría.");
        var findings = await checks.FindAsync(opening, ct);
        if (findings.FirstOrDefault(finding => finding.Weight == FindingWeight.Stops) is { } stop)
            return Refusal.Conflict($"{stop.Text} {stop.Then}");
        if (!request.AcceptsWarnings && findings.FirstOrDefault(finding => finding.Weight == FindingWeight.Asks) is { } asks)
            return Refusal.Conflict($"{asks.Text} Revísalo y confirma que quieres abrir de todos modos.");

        JobRow? job = null;
        Response? answer = null;
        var opened = await dispatcher.OpenAsync(
            new(opening.DefinitionId, opening.BusinessKey, opening.Input),
            new()
            {
                Actor = await places.ActorAsync(acting, InstanceEndpoints.Deciding, ct),
                AlongsideOf = burst =>
                {
                    job = OpenProcess.FollowerOf(burst, acting, queue);
                    answer = new(
                        burst.Instance.Id, burst.Instance.Name ?? opening.Name, job?.Id, Preflight.StageIn(opening.Start));
                    var reason = InterventionInsert.Create(
                        burst.Now, acting.PersonId, acting.Name, PreflightChecks.Kind, burst.Instance.Id, $"Abrió «{answer.Name}»",
                        request.Reason.Trim());
                    var row = command.RowOf(answer, StatusCodes.Status201Created);
                    return job is null ? [row, reason] : [row, reason, JobTable.Insert(job)];
                },
            },
            ct);
        if (!opened.IsNew)
        {
            return opened.Dispatch.Status == DispatchStatus.NotFound
                ? Refusal.Conflict($"«{opening.FlowName}» dejó de estar publicado mientras lo abrías. No se abrió nada.")
                : Refusal.Conflict(
                    await checks.FindOpenAsync(opening, ct) is { } first ? $"{first.Text} {first.Then}" : "Otra persona lo abrió recién.");
        }

        if (job is not null)
            await queue.TellAsync(job.Id);
        return TypedResults.Created($"/api/instances/{opened.InstanceId}", answer);
    }
}
