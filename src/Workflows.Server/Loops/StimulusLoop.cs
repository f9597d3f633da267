using Npgsql;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Loops;

/// <summary>
/// Delivers messages between instances. All that wait for one instance go to one worker, in order; reports of many children
/// become one burst of their parent.
/// </summary>
public sealed class StimulusLoop(
    Database database, Dispatcher dispatcher, WakeUps wakeUps, Leases leases, LoopOptions options, ILogger<StimulusLoop> logger)
    : ClaimLoop<Messages>(WakeUp.Stimuli, wakeUps, leases, options, logger)
{
    /// <summary>Failed tries before a person has to look.</summary>
    private const int MaxAttempts = 8;

    // A claim that ran out with its owner's name still on it was neither settled nor given back: whoever had it died over it. That counts.
    // An instance with a message in work or in a pause keeps the rest of its messages waiting: they stay in order.
    private static readonly string Claim =
        $"""
        with busy as (
            select target_instance_id from stimuli
            where parked_reason is null and (available_at > clock_timestamp() or lease_until >= clock_timestamp())),
        chosen as (
            select s.id from stimuli s
            where s.parked_reason is null and s.available_at <= clock_timestamp() and {Leases.IsFree("s")}
              and s.target_instance_id not in (select target_instance_id from busy)
            order by s.id limit $1 for update skip locked)
        update stimuli s set lease_owner = $2, lease_until = clock_timestamp() + $3,
            attempts = s.attempts + case when s.lease_owner is null then 0 else 1 end
        from chosen c where s.id = c.id
        returning s.id, s.target_instance_id, s.kind, s.payload, s.attempts
        """;

    private readonly WakeUps _wakeUps = wakeUps;

    protected override async Task<IReadOnlyList<Messages>> ClaimAsync(int limit, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(Claim);
        command.With(Whole(limit), Text(Node), Span(Lease));
        var rows = new List<(string Target, Message Message)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add((reader.GetString(1), new Message(reader.GetInt64(0), reader.GetString(2), reader.GetString(3), reader.GetInt32(4))));
        return [.. rows.OrderBy(row => row.Message.Id).GroupBy(row => row.Target, row => row.Message).Select(group => new Messages(group.Key, [.. group]))];
    }

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

    /// <summary>The message at a place, and the reports of other children to the same bookmark that follow it: one burst hears them all.</summary>
    private static List<Message> Together(IReadOnlyList<Message> rows, int at) => BookmarkOf(rows[at]) is { } bookmark
        ? [.. rows.Skip(at).TakeWhile(row => BookmarkOf(row) == bookmark)]
        : [rows[at]];

    /// <summary>The bookmark a child reports to; null for other messages, and for one that cannot be read, which fails when it is delivered.</summary>
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

    protected override async Task<Task> SleepUntilNextAsync(CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(
            "select min(available_at) - clock_timestamp() from stimuli where parked_reason is null and available_at > clock_timestamp()");
        return await command.ExecuteScalarAsync(ct) is TimeSpan pause && pause > TimeSpan.Zero
            ? Task.Delay(pause, ct)
            : Task.Delay(Timeout.Infinite, ct);
    }

    protected override Task RenewAsync(IReadOnlyCollection<Messages> works, CancellationToken ct) =>
        OnClaimsAsync("update stimuli set lease_until = clock_timestamp() + $3 where id = any($1) and lease_owner = $2", works, ct, Span(Lease));

    protected override Task GiveBackAsync(IReadOnlyCollection<Messages> works, CancellationToken ct) =>
        OnClaimsAsync("update stimuli set lease_owner = null, lease_until = null where id = any($1) and lease_owner = $2", works, ct);

    private async Task DeliverAsync(string targetId, List<Message> rows, CancellationToken ct)
    {
        var options = new DispatchOptions { Claim = EndOf(rows) };
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
            new NewInstance(childId, child.DefinitionId, null, child.Input, child.CorrelationId, child.Child) { Chain = child.Chain }, options, ct);
        if (opened.Dispatch.Status == DispatchStatus.FamilyFull)
        {
            await Families.HoldAsync(database.Source, InstanceIds.RootOf(childId), row.Id, Node, dispatcher.Limits.InstancesPerFamily, ct);
            _wakeUps.Tell(WakeUp.Stimuli);
            return;
        }

        if (opened.Dispatch.Status != DispatchStatus.NotFound)
            return;

        // Nobody published that flow: the parent hears of it and the row waits, where a person can see why.
        var problem = $"El flujo «{child.DefinitionId}» no está publicado: no se pudo iniciar.";
        await using var batch = database.Source.CreateBatch();
        batch.Add(
            "update stimuli set parked_reason = $3, lease_owner = null, lease_until = null where id = $1 and lease_owner = $2",
            Number(row.Id), Text(Node), Text(problem));
        if (child.Child is { } parent)
        {
            var report = new ChildReport(
                parent.BookmarkId, childId, WorkflowStatus.Finished, WorkflowSubStatus.Faulted, new Dictionary<string, object?>())
            {
                Problem = problem,
            };
            batch.Add(
                """
                insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts)
                values ($1, $2, $3, $4, clock_timestamp(), 0) on conflict (key) do nothing
                """,
                Text($"report:{childId}:0"), Text(parent.InstanceId), Text(StimulusKinds.ChildReport),
                Text(Values.ToJson(StimulusText.ToValues(report))));
        }

        await batch.ExecuteNonQueryAsync(ct);
        _wakeUps.Tell(WakeUp.Stimuli);
    }

    /// <summary>There is no such instance. A cancellation also takes back a start that was parked.</summary>
    private async Task DropAsync(string targetId, List<Message> rows, Stimulus stimulus, CancellationToken ct)
    {
        logger.LogWarning("Nothing is called {Instance}: a message of kind {Kind} was dropped", targetId, rows[0].Kind);
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(EndOf(rows).NotExpected());
        if (stimulus is CancelWorkflow)
            batch.Add("delete from stimuli where target_instance_id = $1 and kind = $2", Text(targetId), Text(StimulusKinds.StartChild));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private ClaimEnd EndOf(List<Message> rows)
    {
        NpgsqlBatchCommand Delete() => Create(
            "delete from stimuli where id = any($1) and lease_owner = $2", Numbers(rows.Select(row => row.Id)), Text(Node));

        return new ClaimEnd(
            rows.Count,
            Applied: Delete,
            NotExpected: Delete,
            Halted: () => Create(
                "update stimuli set parked_reason = $3, lease_owner = null, lease_until = null where id = any($1) and lease_owner = $2",
                Numbers(rows.Select(row => row.Id)), Text(Node), Text(StimulusRow.HeldByIncident)));
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
        await using var command = database.Source.CreateCommand(
            """
            update stimuli set attempts = $3, lease_owner = null, lease_until = null, available_at = clock_timestamp() + $4,
                parked_reason = case when $5 then $6 end
            where id = any($1) and lease_owner = $2
            """);
        command.With(Numbers(rows.Select(row => row.Id)), Text(Node), Whole(attempts), Span(Backoff.After(attempts)),
            new NpgsqlParameter<bool> { TypedValue = attempts >= MaxAttempts },
            Text(StoredText.Of($"Falló {attempts} veces y espera una decisión. {FailureWords.Of(error)}")));
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task OnClaimsAsync(string sql, IReadOnlyCollection<Messages> works, CancellationToken ct, params NpgsqlParameter[] more)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.With([Numbers(works.SelectMany(work => work.Rows).Select(row => row.Id)), Text(Node), .. more]);
        await command.ExecuteNonQueryAsync(ct);
    }
}
