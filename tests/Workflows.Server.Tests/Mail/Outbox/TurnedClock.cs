namespace Workflows.Server.Tests.Mail.Outbox;

/// <summary>Business time that moves only when a test turns it.</summary>
internal sealed class TurnedClock(DateTimeOffset now) : TimeProvider
{
    private long _now = now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public void Turn(TimeSpan by) => Interlocked.Add(ref _now, by.Ticks);

    public void TurnTo(DateTimeOffset to) => Interlocked.Exchange(ref _now, to.UtcTicks);
}
