using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Loops;

/// <summary>
/// Delivers messages between instances. All that wait for one instance go to one worker, in order; reports of many children
/// become one burst of their parent.
/// </summary>
public sealed class StimulusLoop(
    StimulusTable table, Dispatcher dispatcher, WakeUps wakeUps, Leases leases, LoopOptions options, ILogger<StimulusLoop> logger)
    : ClaimLoop<Messages>(WakeUp.Stimuli, wakeUps, leases, options, logger)
{
    /// <summary>Failed tries before a person has to look.</summary>
    private const int MaxAttempts = 8;

    private readonly WakeUps _wakeUps = wakeUps;

    protected override Task<IReadOnlyList<Messages>> ClaimAsync(int limit, CancellationToken ct) => table.ClaimAsync(limit, ct);

    protected override async Task WorkAsync(Messages messages, CancellationToken ct)
    {
        var rows = messages.Rows;
        var isOneByOne = false;
        for (var next = 0; next < rows.Count;)
        {
            var together = isOneByOne ? [rows[next]] : Together(rows, next);
            try
            {
                if (together.Exists(row => row.Attempts >= MaxAttempts))
                    throw new InvalidOperationException("Lo tomaron varias veces y nunca terminó.");
                await DeliverAsync(messages.TargetId, together, ct);
                next += together.Count;
            }
            catch (ClaimLostException)
            {
                logger.LogWarning("Messages for {Instance} were claimed by another node meanwhile", messages.TargetId);
                return;
            }
            catch (Exception e) when (together.Count > 1 && !Transients.IsTransient(e))
            {
                // Several that failed as one burst are tried one by one, so that the one it failed for fails alone.
                isOneByOne = true;
            }
            catch (Exception e)
            {
                logger.LogError(e, "A message of kind {Kind} for {Instance} failed", together[0].Kind, messages.TargetId);
                // What comes after it waits for it: they stay in order.
                await GiveBackAsync([messages with { Rows = [.. rows.Skip(next + together.Count)] }], ct);
                await FailAsync(messages with { Rows = together }, e, ct);
                return;
            }
        }
    }

    /// <summary>
    /// The message at a place, and the reports of other children to the same bookmark that follow it: one burst hears them all.
    /// </summary>
    private static List<Message> Together(IReadOnlyList<Message> rows, int at) => BookmarkOf(rows[at]) is { } bookmark
        ? [.. rows.Skip(at).TakeWhile(row => BookmarkOf(row) == bookmark)]
        : [rows[at]];

    /// <summary>
    /// The bookmark a child reports to; null for other messages, and for one that cannot be read, which fails when it is delivered.
    /// </summary>
    private static long? BookmarkOf(Message row)
    {
        try
        {
            return row.Kind == StimulusKinds.ChildReport ? StimulusText.ReadReport(row.Payload).BookmarkId : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    protected override async Task<Task> SleepUntilNextAsync(CancellationToken ct) =>
        await table.PauseAsync(ct) is { } pause && pause > TimeSpan.Zero ? Task.Delay(pause, ct) : Task.Delay(Timeout.Infinite, ct);

    protected override Task RenewAsync(IReadOnlyCollection<Messages> works, CancellationToken ct) => table.RenewAsync(works, ct);

    protected override Task GiveBackAsync(IReadOnlyCollection<Messages> works, CancellationToken ct) => table.GiveBackAsync(works, ct);

    private async Task DeliverAsync(string targetId, List<Message> rows, CancellationToken ct)
    {
        var options = new DispatchOptions { Claim = table.EndOf(rows) };
        if (rows[0].Kind == StimulusKinds.StartChild)
        {
            await StartChildAsync(targetId, rows[0], options, ct);
            return;
        }

        Stimulus stimulus = rows[0].Kind switch
        {
            StimulusKinds.ChildReport => new ChildrenReported([.. rows.Select(row => StimulusText.ReadReport(row.Payload))]),
            StimulusKinds.Event => StimulusText.ReadEvent(rows[0].Payload),
            StimulusKinds.Cancel => StimulusText.ReadCancel(rows[0].Payload),
            StimulusKinds.Continue => new ContinueBurst(),
            StimulusKinds.FamilyFull => StimulusText.ReadFamilyFull(rows[0].Payload),
            var other => throw new InvalidOperationException($"No stimulus is of kind '{other}'."),
        };
        var result = await dispatcher.DispatchAsync(targetId, stimulus, options, ct);
        if (result.Status == DispatchStatus.NotFound)
            await DropAsync(targetId, rows, stimulus, ct);
    }

    private async Task StartChildAsync(string childId, Message row, DispatchOptions options, CancellationToken ct)
    {
        var child = StimulusText.ReadChild(childId, row.Payload);
        var opened = await dispatcher.StartAsync(
            new NewInstance(childId, child.DefinitionId, null, child.Input, child.CorrelationId, child.Child) { Chain = child.Chain },
            options, ct);
        if (opened.Dispatch.Status == DispatchStatus.FamilyFull)
        {
            await table.HoldAsync(InstanceIds.RootOf(childId), row.Id, dispatcher.Limits.InstancesPerFamily, ct);
            _wakeUps.Tell(WakeUp.Stimuli);
            return;
        }

        if (opened.Dispatch.Status != DispatchStatus.NotFound)
            return;

        // Nobody published that flow: the parent hears of it and the row waits, where a person can see why.
        var problem = $"El flujo «{child.DefinitionId}» no está publicado: no se pudo iniciar.";
        var report = child.Child is null ? null : new ChildReport(
            child.Child.BookmarkId, childId, WorkflowStatus.Finished, WorkflowSubStatus.Faulted, new Dictionary<string, object?>())
        {
            Problem = problem,
        };
        await table.ParkStartAsync(row.Id, problem, child.Child?.InstanceId, report, ct);
        _wakeUps.Tell(WakeUp.Stimuli);
    }

    /// <summary>There is no such instance. A cancellation also takes back a start that was parked.</summary>
    private async Task DropAsync(string targetId, List<Message> rows, Stimulus stimulus, CancellationToken ct)
    {
        logger.LogWarning("Nothing is called {Instance}: a message of kind {Kind} was dropped", targetId, rows[0].Kind);
        await table.DropAsync(targetId, rows, alsoItsStart: stimulus is CancelWorkflow, ct);
    }

    protected override async Task FailAsync(Messages messages, Exception error, CancellationToken ct)
    {
        var rows = messages.Rows;
        if (Transients.IsTransient(error))
        {
            await GiveBackAsync([messages], ct);
            return;
        }

        var attempts = rows.Max(row => row.Attempts) + 1;
        await table.FailAsync(
            rows, attempts, Backoff.After(attempts),
            attempts >= MaxAttempts ? $"Falló {attempts} veces y espera una decisión. {FailureWords.Of(error)}" : null, ct);
    }
}
