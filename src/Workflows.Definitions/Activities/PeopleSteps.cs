using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// The steps of a flow where people act, in the order of the flow. What a flow does by itself (names, lists, facts, forks) is none of them.
/// </summary>
public static class PeopleSteps
{
    public static IReadOnlyList<CompiledNode> Of(WorkflowGraph graph) =>
        [.. In(graph.Root).DistinctBy(node => node.ActivityId, StringComparer.Ordinal)];

    private static IEnumerable<CompiledNode> In(CompiledNode chart) =>
        chart.ChildrenInOrder.SelectMany(node => IsOfPeople(node) ? [node] : In(node));

    private static bool IsOfPeople(CompiledNode node) =>
        node.Type is HumanTask || node.Parts.Values.Any(part => part.Type is HumanTask);
}
