using Workflows.Engine;

namespace Workflows.Server.Hosting;

/// <summary>
/// Business time as a file says it, so that a test turns one clock for several processes: <c>Clock:File</c> holds an instant, and the
/// time stands still until another is written. Leases and everything of the database keep their own time. Never in Production.
/// </summary>
internal sealed class SharedClock : TimeProvider, IDisposable
{
    private const string Setting = "Clock:File";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private readonly string _file;
    private readonly ITimer _looking;
    private DateTimeOffset _now;

    private SharedClock(string file)
    {
        _file = file;
        _now = Read() ?? throw new InvalidOperationException($"{Setting}: the file {file} holds no instant.");
        _looking = System.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
    }

    /// <summary>The system's clock, unless the configuration names a file.</summary>
    public static TimeProvider For(IHostApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is not { Length: > 0 } file)
            return System;
        if (builder.Environment.IsProduction())
            throw new InvalidOperationException(
                $"{Setting} turns the time of the whole office: it is for tests and not accepted in Production.");
        return new SharedClock(Path.GetFullPath(file));
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Dispose() => _looking.Dispose();

    private void Look()
    {
        List<Alarm> due;
        lock (_lock)
        {
            if (Read() is not { } now || now <= _now)
                return;
            _now = now;
            due = [.. _alarms.Where(alarm => alarm.DueAt <= now)];
            foreach (var alarm in due)
                alarm.Rearm(now);
        }

        foreach (var alarm in due)
            alarm.Ring();
    }

    private DateTimeOffset? Read()
    {
        try
        {
            return Instants.Parse(File.ReadAllText(_file));
        }
        catch (Exception missing) when (missing is IOException or FormatException or UnauthorizedAccessException)
        {
            return null; // being replaced
        }
    }

    private sealed class Alarm(SharedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                _period = period;
                if (dueTime > TimeSpan.Zero)
                {
                    DueAt = clock._now + dueTime;
                    clock._alarms.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
                Ring();
            return true;
        }

        public void Rearm(DateTimeOffset now)
        {
            if (_period > TimeSpan.Zero)
                DueAt = now + _period;
            else
                clock._alarms.Remove(this);
        }

        public void Ring() => ThreadPool.QueueUserWorkItem(_ => callback(state));

        public void Dispose()
        {
            lock (clock._lock)
                clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
