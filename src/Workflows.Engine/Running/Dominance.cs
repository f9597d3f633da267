namespace Workflows.Engine;

/// <summary>
/// Says which backward arrows are valid: those whose target is on every way from the start to their source, that is, dominates it.
/// One pass over the forward arrows, which have no cycle.
/// </summary>
internal static class Dominance
{
    public static void MarkValid(List<Arrow> backward, List<Arrow> forward, int start, int count)
    {
        var dominators = new Ancestry(count);
        dominators.Add(start, start);

        var nearest = new int[count];
        Array.Fill(nearest, -1);
        var waiting = new int[count];
        foreach (var arrow in forward)
            waiting[arrow.Target]++;
        var outbound = forward.ToLookup(arrow => arrow.Source, arrow => arrow.Target);

        // A node's turn comes when all its forward arrows have been seen; only then is its nearest dominator known.
        var ready = new Queue<int>([start]);
        while (ready.TryDequeue(out var node))
        {
            foreach (var target in outbound[node])
            {
                nearest[target] = nearest[target] < 0 ? node : dominators.Common(nearest[target], node);
                if (--waiting[target] > 0)
                    continue;
                dominators.Add(target, nearest[target]);
                ready.Enqueue(target);
            }
        }

        foreach (var arrow in backward)
            arrow.IsValid = dominators.IsAncestor(arrow.Target, arrow.Source);
    }
}
