using System.Collections.Concurrent;
using System.Threading.Channels;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Loops;

/// <summary>
/// The life of everything that claims rows and works on them: sleeps until the next is due or somebody tells, claims in batches,
/// works on several at once, renews what takes long, and gives back what it cannot finish when the server stops.
/// </summary>
/// <typeparam name="TWork">What one worker does in one go.</typeparam>
public abstract class ClaimLoop<TWork>(WakeUp kind, WakeUps wakeUps, Leases leases, LoopOptions options, ILogger logger) : BackgroundService
    where TWork : class
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Finish = TimeSpan.FromSeconds(20);

    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly Signal _signal = new();
    private readonly Channel<TWork> _queue = Channel.CreateUnbounded<TWork>();
    private readonly ConcurrentDictionary<TWork, bool> _claimed = new(ReferenceEqualityComparer.Instance);
    private readonly List<(long Pokes, TaskCompletionSource Source)> _idleWaiters = [];
    private long _pokes;
    private long _lastProgress = TimeProvider.System.GetTimestamp();

    /// <summary>
    /// How long ago the loop last settled a row or looked and found none. Looking in vain, or working without an end, is no progress.
    /// </summary>
    public TimeSpan SinceProgress => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _lastProgress));

    protected string Node => leases.Node;
    protected TimeSpan Lease => leases.Duration;

    protected abstract Task<IReadOnlyList<TWork>> ClaimAsync(int limit, CancellationToken ct);

    /// <summary>Does it and writes down that it is done, in one transaction. What it throws is told to <see cref="FailAsync"/>.</summary>
    protected abstract Task WorkAsync(TWork work, CancellationToken ct);

    /// <summary>Counts the failed try of this row alone: it comes again later, or waits for a person where one sees it.</summary>
    protected abstract Task FailAsync(TWork work, Exception error, CancellationToken ct);

    /// <summary>Ends when the next row falls due; never, when there is none.</summary>
    protected abstract Task<Task> SleepUntilNextAsync(CancellationToken ct);

    protected abstract Task RenewAsync(IReadOnlyCollection<TWork> works, CancellationToken ct);

    protected abstract Task GiveBackAsync(IReadOnlyCollection<TWork> works, CancellationToken ct);

    /// <summary>Whether news of something due at that instant is worth a look.</summary>
    protected virtual bool Concerns(DateTimeOffset due) => true;

    /// <summary>Ends when the loop has looked, after this call, and found nothing to do and nothing being done.</summary>
    public Task WhenIdleAsync()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_idleWaiters)
            _idleWaiters.Add((Interlocked.Increment(ref _pokes), source));
        _signal.Set();
        return source.Task;
    }

    protected void Poke()
    {
        Interlocked.Increment(ref _pokes);
        _signal.Set();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        wakeUps.Told += OnTold;
        var workers = Enumerable.Range(0, options.Workers).Select(_ => Task.Run(WorkerAsync, CancellationToken.None)).ToArray();
        using var renewing = new CancellationTokenSource();
        var renewal = RenewClaimsAsync(renewing.Token);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                await TurnAsync(stoppingToken);
        }
        finally
        {
            wakeUps.Told -= OnTold;
            await StopWorkAsync(workers);
            await renewing.CancelAsync();
            await renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void OnTold(WakeUp told, DateTimeOffset? due)
    {
        if (told == kind && (due is not { } instant || Concerns(instant)))
            Poke();
    }

    private async Task TurnAsync(CancellationToken ct)
    {
        try
        {
            var pokes = Interlocked.Read(ref _pokes);
            var capacity = options.Workers * options.ClaimsPerWorker;
            var room = capacity - _claimed.Count;
            if (room < capacity / 2)
            {
                await WaitAsync(Never, ct);
                return;
            }

            var wasBusy = !_claimed.IsEmpty;
            var works = await ClaimAsync(room, ct);
            foreach (var work in works)
            {
                _claimed[work] = true;
                _queue.Writer.TryWrite(work);
            }

            if (works.Count == room)
                return;
            if (works.Count == 0 && !wasBusy)
                Progressed();
            if (works.Count == 0 && !wasBusy)
                TellIdle(pokes);
            using var sleeping = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var next = await SleepUntilNextAsync(sleeping.Token);
            await WaitAsync(next, ct);
            await sleeping.CancelAsync();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            logger.LogWarning("{Loop} could not look for work: {Reason}", GetType().Name, e.Message);
            await Task.Delay(Transients.Pause(6), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException)
        {
            // stopping
        }
    }

    private async Task WaitAsync(Task next, CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_signal.WaitAsync(waiting.Token), next, Task.Delay(Poll, waiting.Token));
        await waiting.CancelAsync();
    }

    private async Task WorkerAsync()
    {
        await foreach (var work in _queue.Reader.ReadAllAsync())
        {
            if (await SettleAsync(work))
                Progressed();
            _claimed.TryRemove(work, out _);
            Poke();
        }
    }

    /// <summary>
    /// False when not even the failure could be written: then the claim runs out, which counts as a try where it is taken again.
    /// </summary>
    private async Task<bool> SettleAsync(TWork work)
    {
        try
        {
            await WorkAsync(work, CancellationToken.None);
            return true;
        }
        catch (Exception error)
        {
            logger.LogError(error, "{Loop} failed at {Work}", GetType().Name, work);
            try
            {
                await FailAsync(work, error, CancellationToken.None);
                return true;
            }
            catch (Exception again)
            {
                logger.LogError(again, "{Loop} could not write down that {Work} failed; its claim will run out", GetType().Name, work);
                return false;
            }
        }
    }

    private void Progressed() => Interlocked.Exchange(ref _lastProgress, TimeProvider.System.GetTimestamp());

    private async Task StopWorkAsync(Task[] workers)
    {
        _queue.Writer.TryComplete();
        var unstarted = new List<TWork>();
        while (_queue.Reader.TryRead(out var work))
        {
            unstarted.Add(work);
            _claimed.TryRemove(work, out _);
        }

        await Task.WhenAny(Task.WhenAll(workers), Task.Delay(Finish));
        try
        {
            if (unstarted.Count > 0)
                await GiveBackAsync(unstarted, CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.LogWarning(
                "{Loop} could not give back {Count} claims; they run out by themselves: {Reason}", GetType().Name, unstarted.Count,
                e.Message);
        }
    }

    private async Task RenewClaimsAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(leases.Duration / 3);
        while (await timer.WaitForNextTickAsync(ct))
        {
            if (_claimed.IsEmpty)
                continue;
            try
            {
                await RenewAsync([.. _claimed.Keys], ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                logger.LogWarning("{Loop} could not renew its claims: {Reason}", GetType().Name, e.Message);
            }
        }
    }

    private void TellIdle(long pokes)
    {
        lock (_idleWaiters)
        {
            foreach (var waiter in _idleWaiters.Where(waiter => waiter.Pokes <= pokes))
                waiter.Source.TrySetResult();
            _idleWaiters.RemoveAll(waiter => waiter.Pokes <= pokes);
        }
    }
}

/// <summary>How many at once.</summary>
public sealed record LoopOptions
{
    /// <summary>More than cores, because a burst mostly waits for the disk.</summary>
    public int Workers { get; init; } = Math.Max(8, 2 * Environment.ProcessorCount);

    public int ClaimsPerWorker { get; init; } = 12;
}
