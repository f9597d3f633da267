using System.Text.Json;
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
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Web;

namespace Workflows.Server.Processes;

/// <summary>Somebody who coordinates opens a process. The same definition and key find the process that is open already.</summary>
public static class OpenProcess
{
    private const int LongestKey = 200;

    /// <param name="BusinessKey">What makes the process unique within its definition: «2026», «2026/PE-AGN-00597».</param>
    /// <param name="Input">Workflow inputs by name: institution, year, ministry.</param>
    public sealed record Request(
        string DefinitionId, string BusinessKey, IReadOnlyDictionary<string, JsonElement>? Input = null, string? CorrelationId = null);

    /// <param name="JobId">The job that follows how its processes open, when it opens many.</param>
    public sealed record Response(string InstanceId, bool IsNew, string? JobId = null);

    public static async Task<Results<Ok<Response>, Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Acting acting, Places places, Dispatcher dispatcher, WorkflowsDb db, JobQueue queue, IdempotentCommand command,
        CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.BusinessKey) || request.BusinessKey.Length > LongestKey)
            return Refusal.Field("businessKey", $"Escribe una clave de hasta {LongestKey} letras, como «2026».");
        if (!await db.Set<DefinitionVersion>()
            .AnyAsync(version => version.DefinitionId == request.DefinitionId && version.State == DefinitionState.Published, ct))
            return Refusal.NotFound($"El flujo «{request.DefinitionId}» no existe o no está publicado. Publícalo antes de abrir procesos.");

        Dictionary<string, object?> input;
        try
        {
            input = (request.Input ?? new Dictionary<string, JsonElement>())
                .ToDictionary(member => member.Key, member => Values.FromJson(member.Value));
        }
        catch (ValueConversionException error)
        {
            return Refusal.Field("input", error.Message);
        }

        JobRow? job = null;
        if (acting.Key is { } key && !key.IsFor(input.GetValueOrDefault("institution") as string))
            return Refusal.Field("input.institution", "Esta clave de API abre procesos solo de sus instituciones: di de cuál es este.");

        var opened = await dispatcher.OpenAsync(
            new(request.DefinitionId, request.BusinessKey.Trim(), input, request.CorrelationId),
            new()
            {
                Actor = await places.ActorAsync(acting, InstanceEndpoints.Deciding, ct),
                AlongsideOf = burst =>
                {
                    // A job is somebody's: a key sees how far it is by asking.
                    job = acting.Key is null ? FollowerOf(burst, acting, queue) : null;
                    var answer = command.RowOf(new Response(burst.Instance.Id, IsNew: true, job?.Id), StatusCodes.Status201Created);
                    return job is null ? [answer] : [answer, JobTable.Insert(job)];
                },
            },
            ct);
        if (opened.Dispatch.Status == DispatchStatus.NotFound)
            return Refusal.NotFound($"El flujo «{request.DefinitionId}» dejó de estar publicado. Publícalo antes de abrir procesos.");
        if (opened.IsNew && job is not null)
            await queue.TellAsync(job.Id);
        var response = new Response(opened.InstanceId, opened.IsNew, opened.IsNew ? job?.Id : null);
        return opened.IsNew
            ? TypedResults.Created($"/api/instances/{opened.InstanceId}", response)
            : TypedResults.Ok(await command.RememberNowAsync(response, StatusCodes.Status200OK, ct));
    }

    /// <summary>A stage opens a process for every institution, after its own transaction: whoever opened it sees how far it is.</summary>
    internal static JobRow? FollowerOf(BurstContext burst, Acting acting, JobQueue queue) =>
        burst.Effects.OfType<ChildRequested>().Count() is var processes and >= OpenStageJob.FewestProcesses
            ? queue.Create(
                OpenStageJob.Name, $"Abrir los procesos de {burst.Instance.Name ?? burst.Instance.BusinessKey}",
                new OpenStageJob.Arguments(burst.Instance.Id, processes), acting, processes)
            : null;
}
