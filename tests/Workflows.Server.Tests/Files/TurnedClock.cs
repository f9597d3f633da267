namespace Workflows.Server.Tests.Files;

internal sealed class TurnedClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public void Turn(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
