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

    /// <summary>How long ago something last moved: more than a few time-outs of the mail server means that it hangs.</summary>
    public TimeSpan SinceProgress => _parts.Heartbeat.Since;

    /// <summary>Sends what is due now. Returns how many were handed over.</summary>
    public async Task<int> SendDueAsync(CancellationToken stopping)
    {
        var (returned, uncertain) = await _parts.Table.ExpireAsync(_parts.Clock.GetUtcNow(), CancellationToken.None);
        if (returned + uncertain > 0) _parts.Log.Expired(returned, uncertain);

        var sent = await Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(stopping), CancellationToken.None)));
        _parts.Heartbeat.Beat();
        return sent.Sum();
    }

    /// <summary>The mail server does not answer: mails wait together, and one of them tries now and then.</summary>
    public bool IsWayClosed => _parts.Circuit.IsOpen;

    /// <summary>Longer than this without any movement, and it hangs: a server may take its time for one mail.</summary>
    public TimeSpan LongestStep => _parts.LongestSend + _parts.LongestSend;

    /// <summary>Called once when the process starts: what a life of it that was killed left behind.</summary>
    public Task RecoverAsync(CancellationToken ct) => _parts.Table.ExpireOfDeadNodesAsync(ct);

    /// <summary>How long there is certainly nothing to do, unless somebody wakes the loop.</summary>
    public async Task<OutboxPause> PauseAsync(CancellationToken ct)
    {
        if (_parts.Circuit.OpensIn is { } opens && opens > TimeSpan.Zero) return new(null, opens);
        var now = _parts.Clock.GetUtcNow();
        var next = await _parts.Table.NextAsync(now, ct);
        return new(next.AvailableAt - now, next.RetryIn);
    }

    internal void Failed(Exception failure) => _parts.Log.TurnFailed(failure);
}

/// <param name="Business">By the clock that tests turn: until the next mail may leave.</param>
/// <param name="Real">By the wall: until the next retry, or until the way may be tried again.</param>
public sealed record OutboxPause(TimeSpan? Business, TimeSpan? Real);
