using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Outbox;

/// <summary>
/// The loop that empties the outbox: the only place mails leave from. It promises that none is sent twice by itself; what a
/// crash leaves in doubt waits for a person.
/// </summary>
public sealed class OutboxSender
{
    private readonly OutboxParts _parts;
    private readonly OutboxLane[] _lanes;

    internal OutboxSender(string node, OutboxParts parts, int lanes)
    {
        _parts = parts;
        // The owner is unique to this life of the process: whoever starts after a crash is somebody else.
        var life = Guid.NewGuid().ToString("n")[..8];
        _lanes = [.. Enumerable.Range(1, lanes).Select(number => new OutboxLane($"{node}/{life}/{number}", parts))];
    }

    /// <summary>Sends what is due now. Returns how many were handed over.</summary>
    public async Task<int> SendDueAsync(CancellationToken stopping)
    {
        var (returned, uncertain) = await _parts.Table.ExpireAsync(_parts.Clock.GetUtcNow(), CancellationToken.None);
        if (returned + uncertain > 0) _parts.Log.Expired(returned, uncertain);

        var sent = await Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(stopping), CancellationToken.None)));
        return sent.Sum();
    }

    /// <summary>How long there is certainly nothing to do, unless somebody wakes the loop; never more than <paramref name="longest"/>.</summary>
    public async Task<TimeSpan> NextInAsync(TimeSpan longest, CancellationToken ct)
    {
        if (_parts.Circuit.OpensIn is { } opens) return opens < longest ? opens : longest;
        var now = _parts.Clock.GetUtcNow();
        var next = await _parts.Table.NextAsync(now, ct);
        var wait = longest;
        if (next.AvailableAt - now is { } due && due < wait) wait = due;
        if (next.RetryIn is { } retry && retry < wait) wait = retry;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    internal void Failed(Exception failure) => _parts.Log.TurnFailed(failure);
}
