namespace Workflows.Engine.Hosting;

/// <summary>A bookmark of one of a host's instances that the world may wake.</summary>
internal sealed record WaitingBookmark(long Turn, string InstanceId, Bookmark Bookmark);

/// <summary>
/// The open bookmarks of all instances in the order in which they were opened. Inside one instance that is the order of their ids.
/// </summary>
internal sealed class WaitingList
{
    private readonly SortedDictionary<long, WaitingBookmark> _byTurn = [];
    private readonly Dictionary<(string, long), long> _turns = [];
    private long _turn;

    public void Add(string instanceId, Bookmark bookmark)
    {
        _byTurn[++_turn] = new WaitingBookmark(_turn, instanceId, bookmark);
        _turns[(instanceId, bookmark.Id)] = _turn;
    }

    public void Remove(string instanceId, long bookmarkId)
    {
        if (_turns.Remove((instanceId, bookmarkId), out var turn))
            _byTurn.Remove(turn);
    }

    public void MoveToEnd(WaitingBookmark waiting)
    {
        Remove(waiting.InstanceId, waiting.Bookmark.Id);
        Add(waiting.InstanceId, waiting.Bookmark);
    }

    public WaitingBookmark? Oldest(Func<WaitingBookmark, bool> isHeld)
    {
        foreach (var waiting in _byTurn.Values)
        {
            if (!isHeld(waiting))
                return waiting;
        }

        return null;
    }

    /// <summary>The timer that comes due first, up to an instant; of two at the same instant, the one opened first.</summary>
    public WaitingBookmark? NextTimer(DateTimeOffset until, Func<WaitingBookmark, bool> isHeld)
    {
        WaitingBookmark? next = null;
        foreach (var waiting in _byTurn.Values)
        {
            if (waiting.Bookmark is { Kind: BookmarkKind.Timer, DueAt: { } due } && due <= until
                && (next is null || due < next.Bookmark.DueAt) && !isHeld(waiting))
                next = waiting;
        }

        return next;
    }
}
