namespace Workflows.Engine.Hosting;

/// <summary>A bookmark of one of a host's instances that the world may wake.</summary>
/// <param name="WasWoken">It stayed open after it was woken: it takes turns with the others.</param>
internal sealed record WaitingBookmark(long Turn, string InstanceId, Bookmark Bookmark, bool WasWoken = false)
{
    public bool IsTimer => Bookmark.Kind == BookmarkKind.Timer && !WasWoken;
}

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
        _byTurn[++_turn] = waiting with { Turn = _turn, WasWoken = true };
        _turns[(waiting.InstanceId, waiting.Bookmark.Id)] = _turn;
    }

    /// <summary>The one that has been open longest. When it is a timer, the timer that comes due first: time passes in order.</summary>
    public WaitingBookmark? Next(Func<WaitingBookmark, bool> isHeld)
    {
        WaitingBookmark? next = null;
        foreach (var waiting in _byTurn.Values)
        {
            var isEarlier = next is null || (waiting.IsTimer && waiting.Bookmark.DueAt < next.Bookmark.DueAt);
            if (!isEarlier || waiting.Bookmark.ParkedBecause is not null || isHeld(waiting))
                continue;
            next = waiting;
            if (!next.IsTimer)
                break;
        }

        return next;
    }

    /// <summary>The timer that comes due first, up to an instant; of two at the same instant, the one opened first.</summary>
    public WaitingBookmark? NextTimer(DateTimeOffset until, Func<WaitingBookmark, bool> isHeld)
    {
        WaitingBookmark? next = null;
        foreach (var waiting in _byTurn.Values)
        {
            if (waiting.Bookmark is { Kind: BookmarkKind.Timer, ParkedBecause: null, DueAt: { } due } && due <= until
                && (next is null || due < next.Bookmark.DueAt) && !isHeld(waiting))
                next = waiting;
        }

        return next;
    }
}
