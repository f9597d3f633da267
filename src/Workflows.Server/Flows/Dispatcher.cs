using Npgsql;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Metrics;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.World;

namespace Workflows.Server.Flows;

/// <summary>
/// The only place where an instance changes. In one transaction it locks the instance, asks the runner and writes everything the
/// burst came to; or nothing. It never locks two instances.
/// </summary>
public sealed class Dispatcher(
    Database database, DefinitionStore definitions, WorldSource world, WakeUps wakeUps, Changes changes, TimeProvider clock,
    DispatcherOptions limits, ILogger<Dispatcher> logger) : IDisposable
{
    private readonly SemaphoreSlim _room = new(limits.ConcurrentBursts);

    /// <summary>What no instance and no family of them may cross.</summary>
    public RunLimits Limits { get; } = limits.Limits with { StepsBeforeCut = limits.StepsPerBurst };

    /// <summary>Opens a root instance of the published version, or finds the one its business key has already.</summary>
    public Task<OpenResult> OpenAsync(OpenInstance open, DispatchOptions options, CancellationToken ct) => StartAsync(
        new NewInstance(
            InstanceIds.Root(open.DefinitionId, open.BusinessKey), open.DefinitionId, open.BusinessKey, open.Input, open.CorrelationId,
            null),
        options, ct);

    /// <summary>Opens an instance under a given id: a root, or the child another instance asked for.</summary>
    internal Task<OpenResult> StartAsync(NewInstance start, DispatchOptions options, CancellationToken ct) =>
        WithRetriesAsync(start.Id, (sent, token) => TryStartAsync(start, options, sent, token), ct);

    /// <summary>Delivers a stimulus to an instance.</summary>
    public Task<DispatchResult> DispatchAsync(string instanceId, Stimulus stimulus, DispatchOptions options, CancellationToken ct) =>
        WithRetriesAsync(instanceId, (sent, token) => TryDispatchAsync(instanceId, stimulus, options, sent, token), ct);

    public void Dispose() => _room.Dispose();

    private async Task<OpenResult> TryStartAsync(NewInstance start, DispatchOptions options, SentBurst? sent, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await LockedInstance.TakeAsync(connection, transaction, start.Id, ct) is { } existing)
        {
            if (sent is not null && await existing.HasAsync(sent.Number, sent.Hash, ct))
                return new OpenResult(start.Id, true, sent.Result);
            await EndClaimAsync(connection, transaction, options.Claim?.NotExpected, ct);
            return new OpenResult(start.Id, false, new DispatchResult(DispatchStatus.NotExpected, existing.Read(), []));
        }

        if (InstanceIds.RootOf(start.Id) is var rootId && rootId != start.Id)
        {
            switch (await Families.EnterAsync(connection, transaction, rootId, Limits.InstancesPerFamily, ct))
            {
                case FamilyState.Full:
                    return new OpenResult(start.Id, false, DispatchResult.FamilyFull);
                case FamilyState.Cancelled:
                    await EndClaimAsync(connection, transaction, options.Claim?.NotExpected, ct);
                    return new OpenResult(start.Id, false, new DispatchResult(DispatchStatus.NotExpected, null, []));
            }
        }

        if (await DefinitionTable.PublishedVersionAsync(connection, transaction, start.DefinitionId, ct) is not { } version)
            return new OpenResult(start.Id, false, DispatchResult.NotFound);
        var graph = await definitions.GraphAsync(connection, transaction, start.DefinitionId, version, ct);
        var pending = WorkflowInstance.Create(
            graph.Definition, start.Id, start.BusinessKey, start.Input, start.CorrelationId, start.Parent);
        try
        {
            var result = await AdvanceAsync(
                connection, transaction, graph, pending, new StartWorkflow { Chain = start.Chain }, number: 1, JournalHash.Origin(start.Id),
                options, ct);
            return new OpenResult(start.Id, true, result);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && e.TableName is "instances" or "journal")
        {
            // Somebody opened it between our look and our insert. Theirs is committed: look again.
            throw new OvertakenException(e);
        }
    }

    private async Task<DispatchResult> TryDispatchAsync(
        string instanceId, Stimulus stimulus, DispatchOptions options, SentBurst? sent, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await LockedInstance.TakeAsync(connection, transaction, instanceId, ct) is not { } locked)
            return DispatchResult.NotFound;
        if (sent is not null && await locked.HasAsync(sent.Number, sent.Hash, ct))
            return sent.Result;

        var instance = locked.Read();
        if (options.Recheck is { } recheck && !await recheck(connection, transaction, ct))
        {
            await EndClaimAsync(connection, transaction, options.Claim?.NotExpected, ct);
            return new DispatchResult(DispatchStatus.NotExpected, instance, []);
        }

        if (stimulus is CancelWorkflow cancel && instance.Id == instance.RootId && instance.SubStatus == WorkflowSubStatus.Finished)
            stimulus = cancel with { FamilyLives = await Families.LivesAsync(connection, transaction, instance.Id, ct) };
        var graph = await definitions.GraphAsync(connection, transaction, locked.DefinitionId, locked.DefinitionVersion, ct);
        return await AdvanceAsync(
            connection, transaction, graph, instance, stimulus, locked.JournalLength + 1, locked.JournalHash, options, ct);
    }

    private async Task<DispatchResult> AdvanceAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, WorkflowGraph graph, WorkflowInstance before, Stimulus stimulus,
        int number, byte[] previousHash, DispatchOptions options, CancellationToken ct)
    {
        var current = world.Current;
        var context = new AdvanceContext
        {
            Now = Instants.Cut(clock.GetUtcNow()),
            DueAt = options.DueAt is { } due ? Instants.Cut(due) : null,
            Actor = options.Actor,
            World = new WorldWithFacts(current.World, connection, transaction),
            Limits = Limits,
        };
        using var span = Telemetry.StartBurst(before.Id, stimulus.Kind);
        var advanced = Runner.Advance(graph, before, stimulus, context);
        var (instance, effects) = (advanced.Instance, advanced.Effects);
        if (advanced.Status != AdvanceStatus.Applied)
        {
            var isHalted = advanced.Status == AdvanceStatus.Halted;
            await EndClaimAsync(connection, transaction, isHalted ? options.Claim?.Halted : options.Claim?.NotExpected, ct);
            return new DispatchResult(isHalted ? DispatchStatus.Halted : DispatchStatus.NotExpected, instance, []);
        }

        var withdrawnMails = await MailStatements.FindWithdrawnAsync(connection, transaction, instance, effects, ct);
        var state = InstanceJson.WriteUtf8(instance);
        var texts = new JsonTexts();
        var text = JournalText.Write(
            number, context, stimulus, advanced.Journal, effects, texts, withdrawnMails, current.Version, JournalHash.OfText(state));
        var burst = new BurstRecord
        {
            Instance = instance,
            Graph = graph,
            Effects = effects,
            Columns = InstanceColumns.Of(instance, graph),
            State = state,
            Now = context.Now,
            Number = number,
            Texts = texts,
            JournalText = text,
            Hash = JournalHash.Next(previousHash, number, context.Now, text),
            Actor = options.Actor,
            // A child that was mended frees its parent as a decision would.
            DecidesIncident = stimulus is RetryIncident or SkipIncident
                || (before.SubStatus == WorkflowSubStatus.Faulted && instance.SubStatus != WorkflowSubStatus.Faulted),
            WasCut = advanced.WasCut,
            CorrelationChanged = before.CorrelationId != instance.CorrelationId,
            WithdrawnMails = withdrawnMails,
            MailDomain = limits.MailDomain,
        };
        IReadOnlyList<NpgsqlBatchCommand> alongside = options.AlongsideOf is { } of
            ? [.. options.Alongside, .. of(new BurstContext(instance, effects, context.Now, number))]
            : options.Alongside;
        await BurstWriter.WriteAsync(connection, transaction, burst, options.Claim, alongside, ct);

        var result = new DispatchResult(DispatchStatus.Applied, instance, effects);
        try
        {
            // Never cut short: half a commit would be a question instead of an answer.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            throw new CommitUnknownException(new SentBurst(number, burst.Hash, result), e);
        }

        wakeUps.TellOf(burst);
        changes.TellOf(burst);
        return result;
    }

    private static async Task EndClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Func<NpgsqlBatchCommand>? end, CancellationToken ct)
    {
        if (end is null)
            return;
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(end());
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Tries again what failed by bad luck. When a commit was sent and its answer lost, the next try finds under the lock whether
    /// the burst is in the journal, and answers for it instead of running it twice.
    /// </summary>
    private async Task<T> WithRetriesAsync<T>(string instanceId, Func<SentBurst?, CancellationToken, Task<T>> attempt, CancellationToken ct)
    {
        SentBurst? sent = null;
        for (var tries = 1; ; tries++)
        {
            await _room.WaitAsync(ct);
            try
            {
                return await attempt(sent, ct);
            }
            catch (CommitUnknownException e) when (tries < limits.Tries)
            {
                logger.LogWarning(e, "The answer to a commit of instance {Instance} was lost; looking whether it arrived", instanceId);
                sent = e.Sent;
            }
            catch (Exception e) when (tries < limits.Tries && (e is OvertakenException || Transients.IsTransient(e)))
            {
                logger.LogInformation(
                    "Burst of instance {Instance} failed by {Reason}; try {Try} follows", instanceId, e.Message, tries + 1);
            }
            finally
            {
                _room.Release();
            }

            await Task.Delay(Transients.Pause(tries), ct);
        }
    }
}

/// <summary>How much at once, and how often again.</summary>
public sealed record DispatcherOptions
{
    /// <summary>Below the size of the connection pool, so that readers always find a connection.</summary>
    public int ConcurrentBursts { get; init; } = 24;

    /// <summary>A longer burst is cut and goes on in another transaction.</summary>
    public int StepsPerBurst { get; init; } = 1_000;

    /// <summary>What no instance and no family of them may cross: each ends as an incident that names it.</summary>
    public RunLimits Limits { get; init; } = new(); // its own, for configuration is written into it

    /// <summary>About four seconds of restarts and lost connections.</summary>
    public int Tries { get; init; } = 9;

    /// <summary>Host part of the Message-IDs of this office.</summary>
    public string MailDomain { get; init; } = "workflows.localhost";
}

/// <summary>An instance that does not exist yet.</summary>
internal sealed record NewInstance(
    string Id, string DefinitionId, string? BusinessKey, IReadOnlyDictionary<string, object?> Input, string? CorrelationId,
    ParentLink? Parent)
{
    /// <summary>The wake-ups that led to its start.</summary>
    public WakeChain? Chain { get; init; }
}
