using System.Text.Json.Nodes;
using Workflows.Definitions.Activities;
using Workflows.Engine;
using Workflows.Server.Flows;

namespace Workflows.Server.Processes;

/// <summary>How far a step of a process got. A step it came back to is current, however often it was done before.</summary>
public enum StepState { NotReached, Done, Current, Failed, Cancelled }

/// <summary>A step of the drawing.</summary>
/// <param name="Kind">What the step does: «Pedir un entregable».</param>
/// <param name="Visits">How often the process entered it.</param>
public sealed record DrawnStep(
    string Id, string Label, string Type, string Kind, double X, double Y, double Width, double Height, StepState State, int Visits);

/// <summary>An arrow of the drawing and whether the process has gone along it.</summary>
public sealed record DrawnArrow(string From, string Port, string PortLabel, string To, bool IsTaken);

/// <summary>
/// The flow of a process as it was drawn, with where the process stands. What happened is read from the journal, so a finished
/// process still shows its way.
/// </summary>
public sealed record ProcessDrawing(IReadOnlyList<DrawnStep> Steps, IReadOnlyList<DrawnArrow> Arrows)
{
    private const double UsualWidth = 220, UsualHeight = 80, Gap = 60;

    internal static ProcessDrawing Of(WorkflowGraph graph, JournalEntries journal, ProcessRow row)
    {
        // The chart is entered first, and may bear the id of one of its steps.
        var chart = journal.Of("entered").Select(entry => entry.Execution).FirstOrDefault();
        IEnumerable<JournalEntries.Entry> OfSteps(string kind) =>
            journal.Of(kind).Where(entry => chart is null || entry.Execution != chart);
        var entered = OfSteps("entered").GroupBy(entry => entry.Activity).ToDictionary(group => group.Key ?? "", group => group.Count());
        var completed = OfSteps("completed").ToLookup(entry => entry.Activity ?? "");
        var cancelled = OfSteps("cancelled").Select(entry => entry.Activity).ToHashSet();
        var failed = OfSteps("incident").Select(entry => entry.Activity).ToHashSet();
        var steps = graph.Root.Children.Select((node, index) =>
        {
            var visits = entered.GetValueOrDefault(node.ActivityId);
            var isOver = row.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled;
            var isIn = visits > completed[node.ActivityId].Count() && !isOver && !cancelled.Contains(node.ActivityId);
            var state = visits == 0 ? StepState.NotReached
                : isIn && row.OpenIncidents > 0 && failed.Contains(node.ActivityId) ? StepState.Failed
                : isIn || row.WaitingAt.Contains(node.ActivityId) ? StepState.Current
                : completed[node.ActivityId].Any() ? StepState.Done
                : StepState.Cancelled;
            var (x, y, width, height) = PlaceOf(node, index);
            return new DrawnStep(
                node.ActivityId, node.Label, node.Source.Type, PaletteTexts.Shipped.Find(node.Source.Type)?.Name ?? node.Source.Type, x, y,
                width, height, state, visits);
        });
        var arrows = graph.Root.Source.Connections.Distinct().Select(arrow => new DrawnArrow(
            arrow.SourceId, arrow.Port, PaletteTexts.Shipped.LabelOfPort(arrow.Port), arrow.TargetId,
            completed[arrow.SourceId].Any(entry => entry.Outcomes.Contains(arrow.Port)) && entered.ContainsKey(arrow.TargetId)));
        return new([.. steps], [.. arrows]);
    }

    /// <summary>Where the designer put it; a drawing nobody placed becomes a row.</summary>
    private static (double X, double Y, double Width, double Height) PlaceOf(CompiledNode node, int index)
    {
        var designer = (node.Source.Property("metadata") as JsonObject)?["designer"] as JsonObject;
        var (position, size) = (designer?["position"] as JsonObject, designer?["size"] as JsonObject);
        return (
            Number(position?["x"]) ?? index * (UsualWidth + Gap), Number(position?["y"]) ?? 0,
            Number(size?["width"]) ?? UsualWidth, Number(size?["height"]) ?? UsualHeight);
    }

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out double number) && double.IsFinite(number) ? number : null;
}
