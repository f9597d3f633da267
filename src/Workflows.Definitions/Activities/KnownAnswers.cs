using System.Collections.Concurrent;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Answers that a snapshot gave before: the same question has the same answer, and tasks of one place ask for the same people again and
/// again. Answers are values, which nobody changes.
/// </summary>
internal sealed class KnownAnswers(Func<object?, object?> answer)
{
    /// <summary>More than a busy hour asks; when it is full it begins anew.</summary>
    private const int Most = 4_096;

    private readonly ConcurrentDictionary<string, object?> _known = new(StringComparer.Ordinal);

    public object? To(object? asked)
    {
        var key = Values.ToJson(asked);
        if (_known.TryGetValue(key, out var known))
            return known;
        if (_known.Count >= Most)
            _known.Clear();
        return _known[key] = answer(asked);
    }
}
