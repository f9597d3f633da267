namespace Workflows.Definitions.Commitments;

/// <summary>
/// What is wrong with how commitments hang together: parents and requirements that nobody knows, and circles. Linear in the links.
/// </summary>
internal static class CommitmentTree
{
    private const int Shown = 8;

    public static IEnumerable<string> Problems(IReadOnlyList<Commitment> read, IReadOnlyCollection<Commitment> known)
    {
        // What the file says of a code replaces what was known of it.
        var all = known.ToDictionary(commitment => commitment.Code, StringComparer.Ordinal);
        foreach (var commitment in read)
            all[commitment.Code] = commitment;

        foreach (var commitment in read)
        {
            if (commitment.ParentCode is { } parent && !all.ContainsKey(parent))
                yield return $"«{commitment.Code}»: es parte de «{parent}», que no existe.";
            foreach (var required in commitment.Requires.Where(code => !all.ContainsKey(code)))
                yield return $"«{commitment.Code}»: requiere «{required}», que no existe.";
        }

        foreach (var circle in Circles(all, commitment => commitment.ParentCode is { } parent ? [parent] : []))
            yield return $"Son parte unos de otros en círculo: {Told(circle)}.";
        foreach (var circle in Circles(all, commitment => commitment.Requires))
            yield return $"Se requieren unos a otros en círculo: {Told(circle)}.";
    }

    private static string Told(List<string> circle) =>
        string.Join(" → ", circle.Count > Shown ? [.. circle.Take(Shown), "…"] : circle.Append(circle[0]));

    /// <summary>Each circle once, by walking in depth without recursion: a chain may be as long as the list.</summary>
    private static IEnumerable<List<string>> Circles(Dictionary<string, Commitment> all, Func<Commitment, IReadOnlyList<string>> next)
    {
        var settled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var first in all.Keys.Order(StringComparer.Ordinal))
        {
            var path = new List<string>();
            var onPath = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<(string Code, bool Leaves)>([(first, false)]);
            while (open.TryPop(out var step))
            {
                if (step.Leaves)
                {
                    onPath.Remove(step.Code);
                    path.RemoveAt(path.Count - 1);
                    settled.Add(step.Code);
                    continue;
                }

                if (onPath.Contains(step.Code))
                {
                    yield return path[path.IndexOf(step.Code)..];
                    continue;
                }

                if (settled.Contains(step.Code) || !all.TryGetValue(step.Code, out var commitment))
                    continue;
                path.Add(step.Code);
                onPath.Add(step.Code);
                open.Push((step.Code, true));
                foreach (var other in next(commitment))
                    open.Push((other, false));
            }
        }
    }
}
