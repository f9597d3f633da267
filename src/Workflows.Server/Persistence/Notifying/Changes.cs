using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Workflows.Definitions.Tasks;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Notifying;

/// <summary>
/// Tells what changed to whoever shows it: listeners of this process at once, those of other nodes by one coalesced NOTIFY a moment
/// later. Called after a commit, never inside one; nothing depends on it but how soon a page follows.
/// </summary>
public sealed class Changes(Leases leases) : ITopic
{
    // PostgreSQL refuses 8 000 bytes.
    private const int LongestPayload = 7_000;
    private const int MostTold = 500;

    private readonly ConcurrentDictionary<Change, bool> _toTell = new();
    private readonly Signal _hasSomething = new();

    string ITopic.Channel => "workflows_changes";

    TimeSpan ITopic.Coalesce => TimeSpan.FromMilliseconds(200);

    /// <summary>Raised on the thread of whoever tells: handlers keep it and return.</summary>
    public event Action<Change>? Told;

    public void Tell(string kind, string id) => Tell(new Change(kind, id));

    public void Tell(Change change)
    {
        Told?.Invoke(change);
        if (_toTell.TryAdd(change, true))
            _hasSomething.Set();
    }

    public void TellOf(BurstRecord burst)
    {
        Tell(Change.Instances, burst.Instance.Id);
        foreach (var mail in burst.Of<MailRequested>())
            Tell(Change.Mails, mail.MailId);
    }

    /// <summary>A command that succeeded changed what its address names: <c>/api/tasks/{id}/claim</c>.</summary>
    public void TellOfCommand(PathString path)
    {
        if (path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["api", var kind, .. var rest])
            Tell(kind, rest is [var id, ..] ? Uri.UnescapeDataString(id) : "");
    }

    Task ITopic.WaitAsync(CancellationToken ct) => _hasSomething.WaitAsync(ct);

    IEnumerable<string> ITopic.Take()
    {
        var taken = _toTell.Keys.Where(change => _toTell.TryRemove(change, out _)).ToList();
        return Payloads(leases.Node, taken.Count > MostTold ? [Change.Everything] : taken);
    }

    void ITopic.Missed() => Told?.Invoke(Change.Everything);

    /// <summary>The node, then kind and id in turns, as JSON arrays that each fit into a notification.</summary>
    internal static IEnumerable<string> Payloads(string node, IEnumerable<Change> changes)
    {
        var words = new List<string> { node };
        var length = 0;
        foreach (var change in changes)
        {
            var needs = Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(change)) + 8;
            if (words.Count > 1 && length + needs > LongestPayload)
            {
                yield return JsonSerializer.Serialize(words);
                (words, length) = ([node], 0);
            }

            words.AddRange([change.Kind, change.Id]);
            length += needs;
        }

        if (words.Count > 1)
            yield return JsonSerializer.Serialize(words);
    }

    void ITopic.Hear(string payload)
    {
        var words = JsonSerializer.Deserialize<string[]>(payload) ?? [];
        if (words.Length == 0 || words[0] == leases.Node)
            return;
        for (var i = 1; i + 1 < words.Length; i += 2)
            Told?.Invoke(new Change(words[i], words[i + 1]));
    }
}
