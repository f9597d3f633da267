using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Live;

/// <summary>
/// What was told in the last minute on this node. A page asks for what it shows and only then begins to listen: what changed in between
/// would stay unseen until the next change. Begins to remember when the first page listens.
/// </summary>
public sealed class LatestChanges : IDisposable
{
    private const int Most = 2_000;

    private readonly Changes _changes;
    private readonly TimeProvider _elapsed;
    private readonly Queue<(long At, Change Change)> _told = new();
    private long _knownFrom;

    /// <param name="elapsed">Of the machine: a turned clock must not forget.</param>
    public LatestChanges(Changes changes, TimeProvider elapsed)
    {
        _changes = changes;
        _elapsed = elapsed;
        _knownFrom = elapsed.GetTimestamp();
        changes.Told += Remember;
    }

    public void Dispose() => _changes.Told -= Remember;

    /// <summary>
    /// What was told in that time until now; that everything may have changed, when it is longer than what is remembered.
    /// </summary>
    public IReadOnlyCollection<Change> Of(TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
            return [];
        lock (_told)
        {
            return _elapsed.GetElapsedTime(_knownFrom) <= time
                ? [Change.Everything]
                : [.. _told.Where(told => _elapsed.GetElapsedTime(told.At) <= time).Select(told => told.Change)];
        }
    }

    private void Remember(Change change)
    {
        lock (_told)
        {
            _told.Enqueue((_elapsed.GetTimestamp(), change));
            while (_told.Count > Most || _elapsed.GetElapsedTime(_told.Peek().At) > TimeSpan.FromMinutes(1))
                _knownFrom = _told.Dequeue().At;
        }
    }
}
