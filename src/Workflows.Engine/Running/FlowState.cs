namespace Workflows.Engine;

/// <summary>
/// How often a chart's activities and arrows were visited, and whether each arrow was followed the last time. Grows with what was
/// visited, not with the chart.
/// </summary>
internal sealed class FlowState
{
    public Dictionary<int, int> NodeVisits { get; init; } = [];

    /// <summary>Visits of an arrow by its index; negative when it was not followed the last time.</summary>
    public Dictionary<int, int> ArrowVisits { get; init; } = [];

    public int Visits(int node) => NodeVisits.GetValueOrDefault(node);

    public int Visits(Arrow arrow) => Math.Abs(ArrowVisits.GetValueOrDefault(arrow.Index));

    public bool IsFollowed(Arrow arrow) => ArrowVisits.GetValueOrDefault(arrow.Index) > 0;

    public void Visit(int node) => NodeVisits[node] = Visits(node) + 1;

    public void Visit(Arrow arrow, bool followed)
    {
        var visits = Visits(arrow) + 1;
        ArrowVisits[arrow.Index] = followed ? visits : -visits;
    }

    public FlowState Clone() => new() { NodeVisits = new(NodeVisits), ArrowVisits = new(ArrowVisits) };
}
