using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Uploads.Scanning;
using Workflows.Server.Web;

namespace Workflows.Server.Uploads;

/// <summary>What a person says of a file that the antivirus could not judge.</summary>
public enum ScanDecision { AskAgain, Accept, SetApart }

/// <summary>
/// A person decides about a file that the antivirus failed too often. They cannot overrule an answer of the antivirus, nor let pass
/// what they uploaded themselves.
/// </summary>
public static class DecideOnScan
{
    public sealed record Request(ScanDecision Decision, string Reason);

    public sealed record Response(string Hash, ScanState Scan);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string hash, Request request, Acting acting, WorkflowsDb db, FileScans scans, InfectedMails infected, FileStore store,
        WakeUps wakeUps,
        TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (!await db.Set<FileScanRow>().AnyAsync(row => row.Hash == hash, ct))
            return Refusal.NotFound();
        if (request.Decision == ScanDecision.Accept && await db.Set<FileRow>()
            .AnyAsync(file => file.Hash == hash && file.PersonId == acting.PersonId, ct))
            return Refusal.Conflict("Este archivo lo subiste tú: pide a otra persona que coordina que decida.");
        var waits = db.Set<FileScanRow>().Where(row => row.Hash == hash && row.State == ScanState.Unjudged);
        if (request.Decision == ScanDecision.AskAgain && !scans.IsOn)
            return Refusal.Conflict("Este servidor ya no tiene antivirus: acepta el archivo o apártalo.");
        if (request.Decision == ScanDecision.AskAgain && await waits.AnyAsync(ct))
            return TypedResults.Ok(await AskAgainAsync(hash, request, acting, db, scans, clock, command, ct));

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (state, threat, what) = request.Decision == ScanDecision.Accept
            ? (ScanState.Accepted, null, "Aceptó un archivo sin revisión del antivirus")
            : (ScanState.Infected, "Sin revisión: lo apartó una persona", "Apartó un archivo que el antivirus no pudo revisar");
        // The condition is in the update: of two people who decide at once, one decides.
        var decided = request.Decision != ScanDecision.AskAgain && await waits.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.Threat, threat), ct) == 1;
        if (!decided)
            return Refusal.Conflict(
                "Nadie tiene que decidir sobre este archivo: el antivirus ya respondió, u otra persona decidió. Vuelve a cargar la lista.");
        if (state == ScanState.Infected)
            await infected.AddAsync(await db.Set<FileScanRow>().AsNoTracking().SingleAsync(row => row.Hash == hash, ct), ct);
        InterventionEndpoints.Add(db, acting, clock, "files", hash, what, request.Reason);
        var response = command.Remember(new Response(hash, state));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (state == ScanState.Infected)
        {
            store.Quarantine(hash);
            wakeUps.Tell(WakeUp.Mails);
        }

        return TypedResults.Ok(response);
    }

    private static async Task<Response> AskAgainAsync(
        string hash, Request request, Acting acting, WorkflowsDb db, FileScans scans, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var state = await scans.JudgeAgainAsync(hash, ct);
        InterventionEndpoints.Add(db, acting, clock, "files", hash, "Preguntó otra vez al antivirus por un archivo", request.Reason);
        var response = command.Remember(new Response(hash, state));
        await db.SaveChangesAsync(ct);
        return response;
    }
}
