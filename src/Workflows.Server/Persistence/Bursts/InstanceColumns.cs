using System.Globalization;
using Workflows.Engine;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>What lists show of an instance, derived from its state and nothing else.</summary>
public sealed record InstanceColumns(string? InstitutionCode, int? Year, string[] WaitingAt, int OpenIncidents)
{
    public static InstanceColumns Of(WorkflowInstance instance, WorkflowGraph graph) => new(
        Institution(instance), YearOf(instance), Waiting(instance, graph), Incidents(instance));

    /// <summary>Workflow input <c>institution</c>: the scope of everything the instance writes.</summary>
    public static string? Institution(WorkflowInstance instance) =>
        instance.Input.GetValueOrDefault("institution") is string { Length: > 0 } code ? code : null;

    public static int? YearOf(WorkflowInstance instance) => instance.Input.GetValueOrDefault("year") switch
    {
        double year when double.IsInteger(year) && Math.Abs(year) < 10_000 => (int)year,
        decimal year when decimal.IsInteger(year) && Math.Abs(year) < 10_000 => (int)year,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) => year,
        _ => null,
    };

    private static string[] Waiting(WorkflowInstance instance, WorkflowGraph graph)
    {
        if (instance.Bookmarks.Count == 0)
            return [];
        var owners = instance.Bookmarks.Select(bookmark => bookmark.ExecutionId).ToHashSet();
        return [.. instance.Executions
            .Where(execution => owners.Contains(execution.Id))
            .Select(execution => graph.Node(execution.NodeId).ActivityId)
            .Distinct(StringComparer.Ordinal)];
    }

    // What an ended instance left undecided no longer waits for anybody.
    private static int Incidents(WorkflowInstance instance) =>
        instance.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled
            ? 0
            : instance.Incidents.Count(incident => !incident.IsResolved);
}
