using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>
/// Moves the deadlines of approved proposals, and the dates that flows wait for, one instance at a time through the dispatcher, each with
/// its row in the same transaction. The job of an approval calls it; by itself it looks now and then for what an incident held or a crash
/// left. When it starts it also notices a new time-zone database, and proposes what that moves.
/// </summary>
public sealed class ProposalApplier(
    IServiceProvider services, Dispatcher dispatcher, WorldKeeper keeper, WorldSource world, TimeProvider clock,
    ILogger<ProposalApplier> logger)
    : BackgroundService
{
    private const int ToldAtOnce = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after an approval some node may still open tasks by the calendar of before; and how far two nodes' clocks may differ.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1), Skew = TimeSpan.FromMinutes(5);

    private const int MostTries = 5;

    private readonly ConcurrentDictionary<(string ProposalId, string TaskId), int> _failures = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TurnAsync(NoticeClocksAsync, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TurnAsync(ct => ApplyAsync(ct), stoppingToken);
            await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TurnAsync(Func<CancellationToken, Task> turn, CancellationToken ct)
    {
        try
        {
            await turn(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogError(error, "Approved deadlines could not be moved now; the next turn tries again");
        }
    }

    /// <summary>Moves what is approved and has not moved yet; when it returns, all of it has been tried.</summary>
    /// <param name="moved">Called now and then, to say how far it is.</param>
    public async Task ApplyAsync(CancellationToken ct, Func<Task>? moved = null)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await ApplyPendingAsync(moved, ct);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    private async Task ApplyPendingAsync(Func<Task>? moved, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        await ListMissedAsync(db, ct);
        var pending = await (
            from impact in db.Set<ImpactRow>().AsNoTracking()
            join proposal in db.Set<ProposalRow>() on impact.ProposalId equals proposal.Id
            where impact.State == ImpactState.Pending && proposal.State == ProposalState.Approved
            orderby proposal.DecidedAt, impact.TaskId
            select new PendingImpact(
                impact.ProposalId, impact.TaskId, impact.InstanceId, db.Set<TaskRow>().Any(task => task.Id == impact.TaskId), impact.Policy,
                impact.Judged != null, proposal.Title, proposal.Norm, proposal.Kind, proposal.Adds, proposal.DecidedBy)).ToListAsync(ct);
        if (pending.Count == 0)
            return;

        // Another node may have approved: this one computes with the change or not at all.
        await keeper.ReloadAsync(ct);
        foreach (var some in pending.Chunk(ToldAtOnce))
        {
            foreach (var impact in some)
                await ApplyAloneAsync(impact, ct);
            if (moved is not null)
                await moved();
        }

        logger.LogInformation("Moved {Count} deadlines of approved proposals", pending.Count);
    }

    /// <summary>
    /// Adds to a holiday law just approved the tasks and waits that opened while its approval was on its way, by a calendar without it.
    /// </summary>
    private async Task ListMissedAsync(WorkflowsDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var recent = await db.Set<ProposalRow>().AsNoTracking()
            .Where(row => row.Kind == ChangeKind.Holiday && row.State == ProposalState.Approved && row.DecidedAt > now - Settling)
            .OrderByDescending(row => row.DecidedAt).ThenByDescending(row => row.Id).ToListAsync(ct);
        // While a change of the official hour waits for a person, every deadline would look as if the law moved it.
        if (recent.Count == 0
            || await db.Set<ProposalRow>().AnyAsync(row => row.Kind == ChangeKind.Clocks && row.State == ProposalState.Pending, ct))
            return;
        await keeper.ReloadAsync(ct);
        // The latest first: a task that lacks an earlier law was in the list of the later one.
        foreach (var proposal in recent)
        {
            var since = proposal.DecidedAt!.Value - Skew;
            // One that waits to be moved by another change is computed with this law too, and its history names the change that listed it.
            var listed = db.Set<ImpactRow>().Where(impact => impact.ProposalId == proposal.Id || (impact.State == ImpactState.Pending
                && db.Set<ProposalRow>().Any(other => other.Id == impact.ProposalId && other.State == ProposalState.Approved)));
            var unlisted = db.Set<TaskRow>().Where(task => task.OpenedAt >= since && !listed.Any(impact => impact.TaskId == task.Id));
            db.AddRange(await ImpactOfChange.ComputeAsync(proposal.Id, unlisted, world.Calendar(), now, ct));
            var waits = await ImpactOfChange.ComputeWaitsAsync(proposal.Id, db, world.Calendar(), ct, since);
            var ids = waits.ConvertAll(wait => wait.TaskId);
            var known = await listed.Where(impact => ids.Contains(impact.TaskId)).Select(impact => impact.TaskId).ToListAsync(ct);
            db.AddRange(waits.Where(wait => !known.Contains(wait.TaskId)));
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>
    /// One that fails keeps no other from moving. After its tries it is closed with the reason, where whoever approved it sees it.
    /// </summary>
    private async Task ApplyAloneAsync(PendingImpact impact, CancellationToken ct)
    {
        try
        {
            await ApplyAsync(impact, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException && !Transients.IsTransient(error))
        {
            var tries = _failures.AddOrUpdate((impact.ProposalId, impact.TaskId), 1, (_, before) => before + 1);
            logger.LogError(error, "The deadline of task {Task} could not be moved (try {Try})", impact.TaskId, tries);
            if (tries < MostTries)
                return;
            await ImpactStatements.CloseAsync(
                services.GetRequiredService<Database>(), impact.ProposalId, impact.TaskId,
                StoredText.Of($"No se movió: falló {tries} veces y requiere una decisión. {FailureWords.Of(error)}"), ct);
            _failures.TryRemove((impact.ProposalId, impact.TaskId), out _);
        }
    }

    private async Task ApplyAsync(PendingImpact impact, CancellationToken ct)
    {
        if (impact.IsJudged)
        {
            await TellAsync(impact, ct);
            return;
        }

        var payload = new DeadlineCorrection(
            impact.ProposalId, impact.Why, impact.Policy is { } policy ? Values.FromJson(policy) : null)
        {
            SetsDate = ProposeDate.SetsDate(impact.Kind),
            IsNewTerm = impact.Kind == ChangeKind.NewTerm,
            Adds = ProposeAdjustment.Of(impact.Adds),
        }.ToValues();
        var bookmark = InstanceIds.NumberOf(impact.TaskId);
        var result = await dispatcher.DispatchAsync(
            impact.InstanceId,
            impact.IsTask ? new TaskActed(bookmark, TaskWords.RecomputeDeadline, payload) : new RecomputeWait(bookmark, impact.Title),
            new()
            {
                Actor = impact.Approver,
                Recheck = IsPending(impact),
                AlongsideOf = burst => [ImpactStatements.Done(
                    impact.ProposalId, impact.TaskId, burst.Effects.OfType<ActRefused>().FirstOrDefault()?.Reason)],
            },
            ct);
        // Halted by an incident it stays pending, and moves once somebody decides the incident.
        if (result.Status is not (DispatchStatus.NotExpected or DispatchStatus.NotFound))
            return;
        if (impact.IsTask && await WasJudgedMeanwhileAsync(impact, ct))
            await TellAsync(impact, ct);
        else
            await ImpactStatements.CloseAsync(
                services.GetRequiredService<Database>(), impact.ProposalId, impact.TaskId,
                impact.IsTask ? "La tarea ya se cerró." : "Ya no se espera esa fecha.", ct);
    }

    /// <summary>The process of a task that was judged before the law hears of it; nothing is taken back.</summary>
    private async Task TellAsync(PendingImpact impact, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        var row = await db.Set<ImpactRow>().AsNoTracking()
            .SingleAsync(row => row.ProposalId == impact.ProposalId && row.TaskId == impact.TaskId, ct);
        var words = await OvertakenTasks.WordsAsync(row, impact.Why, db, ct);
        var result = words is null ? null : await dispatcher.DispatchAsync(
            impact.InstanceId, words,
            new()
            {
                Actor = impact.Approver,
                Recheck = IsPending(impact),
                AlongsideOf = _ => [ImpactStatements.Done(impact.ProposalId, impact.TaskId, null)],
            },
            ct);
        if (result is not { Status: DispatchStatus.Applied })
            await ImpactStatements.CloseAsync(
                services.GetRequiredService<Database>(), impact.ProposalId, impact.TaskId, "Su proceso ya no puede contarlo.", ct);
    }

    /// <summary>It was open when the change was approved, and was closed late or by silence before its deadline could move.</summary>
    private async Task<bool> WasJudgedMeanwhileAsync(PendingImpact impact, CancellationToken ct)
    {
        if (impact.Kind is not (ChangeKind.Holiday or ChangeKind.Clocks))
            return false;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        if (await OvertakenTasks.ComputeAsync(
            impact.ProposalId, db, world.Calendar(), DateTimeOffset.MinValue, ct,
            db.Set<TaskRow>().Where(task => task.Id == impact.TaskId)) is not [var found])
            return false;
        var row = await db.Set<ImpactRow>().SingleAsync(row => row.ProposalId == found.ProposalId && row.TaskId == found.TaskId, ct);
        (row.Judged, row.From, row.To, row.Notices) = (found.Judged, found.From, found.To, found.Notices);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Asked under the lock of the instance: nobody else applied it meanwhile.</summary>
    private static Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<bool>> IsPending(PendingImpact impact) =>
        (connection, transaction, ct) =>
            ImpactStatements.IsPendingAsync(connection, transaction, impact.ProposalId, impact.TaskId, ct);

    private async Task NoticeClocksAsync(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        var known = await db.Set<ClockRulesRow>().SingleOrDefaultAsync(ct);
        if (known?.Text == SantiagoTime.RulesText)
            return;
        if (known is null)
        {
            db.Add(new ClockRulesRow { Id = 1, Text = SantiagoTime.RulesText });
        }
        else
        {
            known.Text = SantiagoTime.RulesText;
            var id = Guid.CreateVersion7().ToString("N");
            var now = clock.GetUtcNow();
            foreach (var older in await db.Set<ProposalRow>()
                .Where(row => row.Kind == ChangeKind.Clocks && row.State == ProposalState.Pending).ToListAsync(ct))
                (older.State, older.DecidedAt, older.DecisionReason) =
                    (ProposalState.Discarded, now, "Las reglas cambiaron otra vez: lo reemplaza otra propuesta.");
            var impacts = await ImpactOfChange.OfCalendarAsync(id, db, world.Calendar(), now, now - OvertakenTasks.ClocksReach, ct);
            if (impacts.Count > 0)
            {
                db.Add(new ProposalRow
                {
                    Id = id, Kind = ChangeKind.Clocks, Title = "Cambiaron las reglas de la hora oficial.",
                    Reason = "El servidor tiene una base de husos horarios nueva.",
                    CreatedAt = now, State = ProposalState.Pending,
                });
                db.AddRange(impacts);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private sealed record PendingImpact(
        string ProposalId, string TaskId, string InstanceId, bool IsTask, string? Policy, bool IsJudged, string Title, string? Norm,
        ChangeKind Kind, string? Adds, string? ApprovedBy)
    {
        public Actor? Approver => ApprovedBy is { } person ? new(person, person, null) : null;

        public string Why => OvertakenTasks.WhyOf(Title, Norm);
    }
}
