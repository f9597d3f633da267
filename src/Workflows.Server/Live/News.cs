using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Live;

/// <summary>
/// What one listener has not been told yet. It never grows without end: past a few hundred it says that everything changed.
/// </summary>
internal sealed class News
{
    private const int Most = 500;

    private readonly HashSet<Change> _changes = [];
    private readonly Signal _hasSome = new();

    public void Add(Change change)
    {
        lock (_changes)
        {
            _changes.Add(_changes.Count < Most ? change : Change.Everything);
        }

        _hasSome.Set();
    }

    public IReadOnlyCollection<Change> Take()
    {
        lock (_changes)
        {
            Change[] taken = _changes.Contains(Change.Everything) ? [Change.Everything] : [.. _changes];
            _changes.Clear();
            return taken;
        }
    }

    /// <summary>Until something came and what comes with it, or until it is time for a heartbeat. False when it ends.</summary>
    public async Task<bool> WaitAsync(LiveOptions options, CancellationToken end)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
            patience.CancelAfter(options.Heartbeat);
            await _hasSome.WaitAsync(patience.Token);
            await Task.Delay(options.Coalesce, end);
            return true;
        }
        catch (OperationCanceledException)
        {
            return !end.IsCancellationRequested;
        }
    }
}
