using System.Collections.Concurrent;
using System.Globalization;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Metrics;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Notifying;

/// <summary>What somebody may be waiting for.</summary>
public enum WakeUp { Timers, Stimuli, Mails, Definitions, World }

/// <summary>
/// Tells loops that there is something for them: those of this process at once, those of other nodes by one coalesced NOTIFY a
/// moment later. It carries no data; whoever is woken reads the rows. Nothing depends on it but speed: every loop also polls.
/// </summary>
public sealed class WakeUps(Leases leases) : ITopic
{
    private readonly ConcurrentDictionary<WakeUp, DateTimeOffset> _toTell = new();
    private readonly Signal _hasSomething = new();

    string ITopic.Channel => "workflows";

    TimeSpan ITopic.Coalesce => TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// Raised on the thread of whoever tells: handlers set a signal and return. The instant is the earliest due, when known.
    /// </summary>
    public event Action<WakeUp, DateTimeOffset?>? Told;

    /// <summary>Wakes this process now and the others soon.</summary>
    public void Tell(WakeUp kind, DateTimeOffset? due = null)
    {
        Told?.Invoke(kind, due);
        _toTell.AddOrUpdate(
            kind, due ?? DateTimeOffset.MinValue, (_, known) =>
                due is { } instant && instant < known ? instant : due is null ? DateTimeOffset.MinValue : known);
        _hasSomething.Set();
    }

    /// <summary>Wakes whoever a committed burst has work for.</summary>
    public void TellOf(BurstRecord burst)
    {
        Telemetry.Bursts.Add(1);
        DateTimeOffset? timer = null, mail = null;
        var stimuli = burst.WasCut || burst.DecidesIncident;
        foreach (var effect in burst.Effects)
        {
            switch (effect)
            {
                case BookmarkOpened { Bookmark: { Kind: BookmarkKind.Timer, DueAt: { } due } } when timer is null || due < timer:
                    timer = due;
                    break;
                case MailRequested requested when mail is null || (requested.HeldUntil ?? burst.Now) < mail:
                    mail = requested.HeldUntil ?? burst.Now;
                    break;
                case ChildRequested or ParentTold or ChildCancelled or FamilyCancelled or EventPublished:
                    stimuli = true;
                    break;
            }
        }

        if (burst.DecidesIncident)
            timer = DateTimeOffset.MinValue;
        if (timer is not null)
            Tell(WakeUp.Timers, timer);
        if (mail is not null)
            Tell(WakeUp.Mails, mail);
        if (stimuli)
            Tell(WakeUp.Stimuli);
    }

    void ITopic.Missed()
    {
        foreach (var kind in Enum.GetValues<WakeUp>())
            Told?.Invoke(kind, null);
    }

    Task ITopic.WaitAsync(CancellationToken ct) => _hasSomething.WaitAsync(ct);

    IEnumerable<string> ITopic.Take()
    {
        foreach (var kind in _toTell.Keys)
        {
            if (_toTell.TryRemove(kind, out var due))
                yield return $"{leases.Node} {kind} {Instants.ToText(due)}";
        }
    }

    void ITopic.Hear(string payload)
    {
        var words = payload.Split(' ');
        if (words.Length != 3 || words[0] == leases.Node || !Enum.TryParse<WakeUp>(words[1], out var kind))
            return;
        Told?.Invoke(
            kind,
            DateTimeOffset.TryParse(words[2], CultureInfo.InvariantCulture, out var due) && due > DateTimeOffset.MinValue ? due : null);
    }
}
