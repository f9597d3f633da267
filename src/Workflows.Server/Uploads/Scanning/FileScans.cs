using Microsoft.EntityFrameworkCore;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Uploads.Scanning;

/// <summary>
/// Asks the antivirus about contents of the store and keeps its answer. What is infected leaves the store for the quarantine; what got
/// no answer waits and is asked again every minute, and after many times every hour: a person sees it then, and may decide.
/// </summary>
public sealed partial class FileScans(
    AntivirusOptions options, FileStore store, IServiceScopeFactory scopes, WakeUps wakeUps, TimeProvider clock,
    ILogger<FileScans> logger) : BackgroundService
{
    private const int AtATime = 100;
    private const int LongestThreat = 200;
    private const int LongestFailure = 500;

    /// <summary>So many failures in a row are shown to whoever coordinates.</summary>
    public const int MostTries = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromHours(1);

    private readonly ClamAv _antivirus = new(options);

    public bool IsOn => options.IsOn;

    /// <summary>Null when nothing is scanned here.</summary>
    public async Task<FileScanRow?> JudgeAsync(string hash, CancellationToken ct)
    {
        if (!options.IsOn)
            return null;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        var row = await db.Set<FileScanRow>().SingleOrDefaultAsync(row => row.Hash == hash, ct);
        if (row is null)
            db.Add(row = new() { Hash = hash, State = ScanState.Waiting, At = clock.GetUtcNow() });
        // The same bytes twice get the same answer, but for signatures that are newer: they are asked again.
        await AskAsync(row, scope, ct);
        try
        {
            await db.SaveChangesAsync(ct);
            if (row.State == ScanState.Infected)
                wakeUps.Tell(WakeUp.Mails);
        }
        catch (DbUpdateException error) when (Transients.IsTaken(error))
        {
            // Somebody uploaded the same bytes at this moment, and was answered the same.
        }

        return row;
    }

    /// <summary>
    /// Asks again about everything that waits; answers how many still do. Each alone: one that fails goes behind the others.
    /// </summary>
    public async Task<int> JudgeWaitingAsync(CancellationToken ct)
    {
        List<string> waiting;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var longAgo = clock.GetUtcNow() - LongPause;
            waiting = await scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Set<FileScanRow>()
                .Where(row => row.State == ScanState.Waiting || (row.State == ScanState.Unjudged && row.At <= longAgo))
                .OrderBy(row => row.At).Take(AtATime).Select(row => row.Hash).ToListAsync(ct);
        }

        var left = 0;
        foreach (var hash in waiting)
        {
            try
            {
                if (await JudgeAgainAsync(hash, ct) is ScanState.Waiting or ScanState.Unjudged)
                    left++;
            }
            catch (Exception error) when (error is not OperationCanceledException && !Transients.IsUnavailable(error))
            {
                left++;
                LogOneFailed(hash, error);
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
                if (await db.Set<FileScanRow>().SingleOrDefaultAsync(row => row.Hash == hash, ct) is not { } row)
                    continue;
                row.At = clock.GetUtcNow();
                Unanswered(row, "El servidor no pudo leer el archivo o anotar la respuesta.");
                await db.SaveChangesAsync(ct);
            }
        }

        return left;
    }

    /// <summary>Asks at once, because a person wants to know. What somebody decided meanwhile stays.</summary>
    public async Task<ScanState> JudgeAgainAsync(string hash, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        var row = await db.Set<FileScanRow>().SingleAsync(row => row.Hash == hash, ct);
        await AskAsync(row, scope, ct);
        await db.SaveChangesAsync(ct);
        if (row.State == ScanState.Infected)
            wakeUps.Tell(WakeUp.Mails);
        return row.State;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOn)
            return;
        using var minutes = new PeriodicTimer(Pause, clock);
        while (await minutes.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await JudgeWaitingAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
    }

    private async Task AskAsync(FileScanRow row, AsyncServiceScope scope, CancellationToken ct)
    {
        var wasInfected = row.State == ScanState.Infected;
        row.At = clock.GetUtcNow();
        try
        {
            ScanVerdict verdict;
            await using (var content = store.OpenRead(row.Hash))
                verdict = await _antivirus.ScanAsync(content, ct);
            (row.Tries, row.Failure) = (0, null);
            (row.State, row.Threat) = verdict.Threat is { } threat
                ? (ScanState.Infected, threat[..Math.Min(threat.Length, LongestThreat)])
                : (ScanState.Clean, null);
            if (row.State == ScanState.Infected)
                store.Quarantine(row.Hash);
            // In the same transaction as the answer: told once, and never forgotten.
            if (row.State == ScanState.Infected && !wasInfected)
                await scope.ServiceProvider.GetRequiredService<InfectedMails>().AddAsync(row, ct);
        }
        catch (ScanException error)
        {
            Unanswered(row, error.Said);
            LogUnanswered(row.Hash, error);
        }
        catch (FileNotFoundException)
        {
            // Collected while it waited: there is nothing left to download.
            row.State = ScanState.Infected;
            row.Threat = "El archivo ya no está";
        }
    }

    // What a person let pass is not taken back because the antivirus is silent once more.
    private static void Unanswered(FileScanRow row, string why)
    {
        row.Tries++;
        row.Failure = why[..Math.Min(why.Length, LongestFailure)];
        if (row.State != ScanState.Accepted)
            row.State = row.Tries >= MostTries ? ScanState.Unjudged : ScanState.Waiting;
    }

    [LoggerMessage(LogLevel.Warning, "The antivirus could not judge file {Hash}; it waits and is asked again")]
    private partial void LogUnanswered(string hash, Exception error);

    [LoggerMessage(LogLevel.Error, "File {Hash} could not be judged; it waits behind the others")]
    private partial void LogOneFailed(string hash, Exception error);

    [LoggerMessage(LogLevel.Error, "Asking the antivirus again failed")]
    private partial void LogFailed(Exception error);
}
