namespace Workflows.Server.Mail.Outbox;

/// <summary>
/// Whether the way out is worth trying. When mails fail one after another the fault is the server's, not theirs: all wait
/// together, and one of them tries now and then. It knows nothing of mails.
/// </summary>
public sealed class TransportCircuit(TimeProvider elapsed)
{
    private const int FailuresToOpen = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstUncertainPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private int _failures;
    private TimeSpan _pause;
    private long _openedAt;
    private bool _isOpen;
    private bool _isProbing;

    public bool IsOpen
    {
        get
        {
            lock (_lock) return _isOpen;
        }
    }

    /// <summary>How long until somebody may try again; null when anybody may now.</summary>
    public TimeSpan? OpensIn
    {
        get
        {
            lock (_lock)
            {
                if (!_isOpen) return null;
                var left = _pause - elapsed.GetElapsedTime(_openedAt);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Asks to pass. While the way is closed one at a time may try, and must say what became of it.</summary>
    public Passage Enter()
    {
        lock (_lock)
        {
            if (!_isOpen) return Passage.Free;
            if (_isProbing || elapsed.GetElapsedTime(_openedAt) < _pause) return Passage.Closed;
            _isProbing = true;
            return Passage.Probe;
        }
    }

    /// <summary>The server answered: also a refusal of one mail shows that the way is good.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _failures = 0;
            _isOpen = false;
            _isProbing = false;
            _pause = TimeSpan.Zero;
        }
    }

    /// <param name="uncertain">A server that takes mails and says nothing would make every mail uncertain: stop at the first.</param>
    /// <param name="wasProbe">The failure is the answer to the one try that <see cref="Enter"/> allowed.</param>
    public void Failed(bool uncertain, bool wasProbe)
    {
        lock (_lock)
        {
            _failures++;
            if (wasProbe) _isProbing = false;
            if (_isOpen && !wasProbe) return;
            if (!uncertain && !wasProbe && _failures < FailuresToOpen) return;

            var longer = _pause * 2;
            var least = uncertain ? FirstUncertainPause : FirstPause;
            _pause = longer < least ? least : longer > LongestPause ? LongestPause : longer;
            _openedAt = elapsed.GetTimestamp();
            _isOpen = true;
        }
    }

    /// <summary>There was nothing to try with.</summary>
    public void NotTried()
    {
        lock (_lock) _isProbing = false;
    }
}

public enum Passage { Free, Probe, Closed }
