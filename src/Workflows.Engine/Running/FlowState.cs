namespace Workflows.Engine;

/// <summary>
/// How often a chart's activities and arrows were visited, and whether each arrow was followed the last time. Counts by index;
/// the lists reach as far as what was visited.
/// </summary>
internal sealed class FlowState
{
    private const int FirstLength = 16;

    private int[] _nodes = [];
    private int[] _arrows = []; // negative when the arrow was not followed the last time

    public int Visits(int node) => node < _nodes.Length ? _nodes[node] : 0;

    public int Visits(Arrow arrow) => arrow.Index < _arrows.Length ? Math.Abs(_arrows[arrow.Index]) : 0;

    public bool IsFollowed(Arrow arrow) => arrow.Index < _arrows.Length && _arrows[arrow.Index] > 0;

    public void Visit(int node) => At(ref _nodes, node)++;

    public void Visit(Arrow arrow, bool followed)
    {
        ref var visits = ref At(ref _arrows, arrow.Index);
        visits = followed ? Math.Abs(visits) + 1 : -Math.Abs(visits) - 1;
    }

    public FlowState Clone() => new() { _nodes = [.. _nodes], _arrows = [.. _arrows] };

    /// <summary>Index and count of everything visited, for the stored state.</summary>
    public (IEnumerable<(int Index, int Count)> Nodes, IEnumerable<(int Index, int Count)> Arrows) Counts =>
        (Known(_nodes), Known(_arrows));

    public void SetNode(int index, int count) => At(ref _nodes, index) = count;

    public void SetArrow(int index, int count) => At(ref _arrows, index) = count;

    private static IEnumerable<(int, int)> Known(int[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] != 0)
                yield return (i, counts[i]);
        }
    }

    private static ref int At(ref int[] counts, int index)
    {
        if (index >= counts.Length)
            Array.Resize(ref counts, Math.Max(FirstLength, Math.Max(index + 1, 2 * counts.Length)));
        return ref counts[index];
    }
}
