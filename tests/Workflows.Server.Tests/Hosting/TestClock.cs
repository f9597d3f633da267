namespace Workflows.Server.Tests.Hosting;

/// <summary>A clock that the test turns. Timers set on it fire when it passes their instant; it never goes back.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TestTimer> _timers = [];
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public void TurnTo(DateTimeOffset instant)
    {
        List<TestTimer> due;
        lock (_lock)
        {
            if (instant < _now)
                throw new ArgumentOutOfRangeException(nameof(instant), instant, $"The clock shows {_now:O} and never goes back.");
            _now = instant;
            due = [.. _timers.Where(timer => timer.DueAt <= instant)];
            foreach (var timer in due)
                timer.Rearm(instant);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isDue;
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                _period = period;
                isDue = dueTime == TimeSpan.Zero;
                if (dueTime > TimeSpan.Zero)
                {
                    DueAt = clock._now + dueTime;
                    clock._timers.Add(this);
                }
            }

            if (isDue)
                Fire();
            return true;
        }

        public void Rearm(DateTimeOffset now)
        {
            if (_period > TimeSpan.Zero)
                DueAt = now + _period;
            else
                clock._timers.Remove(this);
        }

        public void Fire() => ThreadPool.QueueUserWorkItem(_ => callback(state));

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
