using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Mail.Outbox;

/// <summary>Runs the sender: when a mail is asked for, when one falls due, and every five seconds at worst.</summary>
public sealed class OutboxLoop(OutboxSender sender, WakeUps wakeUps, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly Signal _signal = new();
    private readonly List<(long Pokes, TaskCompletionSource Source)> _idleWaiters = [];
    private long _pokes;

    /// <summary>How long ago something last moved.</summary>
    public TimeSpan SinceProgress => sender.SinceProgress;

    public TimeSpan LongestStep => sender.LongestStep;

    public bool IsWayClosed => sender.IsWayClosed;

    /// <summary>Ends when the loop has looked, after this call, and nothing may leave now.</summary>
    public Task WhenIdleAsync()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_idleWaiters) _idleWaiters.Add((Interlocked.Increment(ref _pokes), source));
        _signal.Set();
        return source.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        wakeUps.Told += OnTold;
        var hasRecovered = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!hasRecovered) await sender.RecoverAsync(stoppingToken);
                hasRecovered = true;
                await TurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // Whatever it is, the rows are where they were: the next turn sees them again.
                sender.Failed(failure);
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        wakeUps.Told -= OnTold;
    }

    private async Task TurnAsync(CancellationToken stopping)
    {
        var pokes = Interlocked.Read(ref _pokes);
        await sender.SendDueAsync(stopping);
        TellIdle(pokes);

        var pause = await sender.PauseAsync(stopping);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var real = pause.Real is { } sooner && sooner < Poll ? sooner : Poll;
        var business = pause.Business is { } due && due < Poll + Poll ? Task.Delay(due + TimeSpan.FromMilliseconds(1), clock, waiting.Token)
            : Task.Delay(Poll, waiting.Token);
        await Task.WhenAny(_signal.WaitAsync(waiting.Token), business, Task.Delay(real, waiting.Token));
        await waiting.CancelAsync();
    }

    private void OnTold(WakeUp told, DateTimeOffset? due)
    {
        // A mail that is held until later needs no look now: the poll sees it in time.
        if (told != WakeUp.Mails || due > clock.GetUtcNow() + Poll) return;
        Interlocked.Increment(ref _pokes);
        _signal.Set();
    }

    private void TellIdle(long pokes)
    {
        lock (_idleWaiters)
        {
            foreach (var (_, source) in _idleWaiters.Where(waiter => waiter.Pokes <= pokes)) source.TrySetResult();
            _idleWaiters.RemoveAll(waiter => waiter.Pokes <= pokes);
        }
    }
}
