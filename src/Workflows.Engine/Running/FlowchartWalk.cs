using Workflows.Engine.Activities;

namespace Workflows.Engine;

/// <summary>
/// How a flowchart goes on in counter mode, Elsa's default: every completed or skipped activity visits all its arrows; an activity
/// with several arrows into it waits for all of them and runs when at least one was followed; what nothing follows is skipped, and
/// so is what comes after it.
/// </summary>
internal static class FlowchartWalk
{
    /// <summary>Given to the root of an instance that an event started: the activity to start with.</summary>
    public const string TriggerVariable = "$trigger";

    public static void ChildCompleted(
        Burst burst, Execution chart, CompiledNode chartNode, CompiledNode child, Execution completed, IReadOnlyList<string> outcomes)
    {
        if (child.Type?.IsTerminal == true)
        {
            EndChart(burst, chart, chartNode);
            return;
        }

        try
        {
            var graph = GraphOf(chart, chartNode);
            var walk = new Walk(burst, chart, chartNode, graph);
            if (!walk.Leave(graph.IndexOf(child), outcomes, completed.ByBackwardConnection))
                walk.CompleteIfIdle();
        }
        catch (ActivityFaultException fault)
        {
            burst.Fail(chart, chartNode, fault, null);
        }
    }

    /// <summary>A node that ends its chart takes along whatever else still ran in it.</summary>
    private static void EndChart(Burst burst, Execution chart, CompiledNode chartNode)
    {
        foreach (var other in burst.Instance.LiveExecutions.Where(execution => execution.ParentId == chart.Id).ToList())
            burst.Cancel(other);
        burst.Complete(chart, chartNode, ["Done"]);
    }

    private static FlowGraph GraphOf(Execution chart, CompiledNode chartNode) =>
        chart.Variables?.GetValueOrDefault(TriggerVariable) is string trigger && chartNode.Flow.StartingAt(trigger) is { } other
            ? other
            : chartNode.Flow;

    /// <summary>Schedules the first activity, or completes an empty chart.</summary>
    public static void Begin(ActivityContext context)
    {
        var graph = GraphOf(context.Execution, context.Node);
        if (graph.Start < 0)
        {
            context.Complete();
            return;
        }

        context.Execution.Flow = new FlowState();
        context.Schedule(graph.Nodes[graph.Start]);
    }

    /// <summary>One walk along the arrows of a chart after an activity completed.</summary>
    private sealed class Walk(Burst burst, Execution chart, CompiledNode chartNode, FlowGraph graph)
    {
        private readonly FlowState _state = chart.Flow ??= new FlowState();

        /// <summary>Visits every arrow out of the node. True when something was scheduled.</summary>
        public bool Leave(int node, IReadOnlyList<string> outcomes, bool enteredBackward)
        {
            // Skips spread over the whole rest of a chart; a list of what is still to leave keeps the stack flat.
            var pending = new Stack<(int Node, IReadOnlyList<string> Outcomes, bool EnteredBackward)>();
            pending.Push((node, outcomes, enteredBackward));
            var scheduled = false;
            while (pending.TryPop(out var current))
            {
                if (!graph.IsReachable(current.Node))
                {
                    throw new ActivityFaultException(
                        $"No hay camino desde el inicio hasta «{graph.Nodes[current.Node].Label}»: no se puede seguir desde ahí.", "unreachable");
                }

                if (!current.EnteredBackward)
                    _state.Visit(current.Node);
                var skipped = new List<int>();
                foreach (var arrow in graph.Outbound(current.Node))
                {
                    var followed = current.Outcomes.Contains(arrow.Port);
                    _state.Visit(arrow, followed);
                    scheduled |= arrow.IsBackward ? GoBack(arrow, followed) : GoForward(arrow, skipped);
                }

                for (var i = skipped.Count - 1; i >= 0; i--)
                    pending.Push((skipped[i], [], false));
            }

            return scheduled;
        }

        public void CompleteIfIdle()
        {
            var instance = burst.Instance;
            if (instance.LiveExecutions.Exists(execution => execution.ParentId == chart.Id) || !instance.LiveExecutions.Contains(chart))
                return;
            if (instance.Queue.Exists(item => item.OwnerId == chart.Id))
                return;
            burst.Complete(chart, chartNode, ["Done"]);
        }

        private bool GoBack(Arrow arrow, bool followed)
        {
            if (!followed)
                return false;
            if (!arrow.IsValid)
            {
                throw new ActivityFaultException(
                    $"La vuelta de «{graph.Nodes[arrow.Source].Label}» a «{graph.Nodes[arrow.Target].Label}» no es válida: "
                    + "todo camino hasta la primera debe pasar por la segunda.", "invalidBackward");
            }

            burst.Schedule(graph.Nodes[arrow.Target], chart, byBackwardConnection: true);
            return true;
        }

        private bool GoForward(Arrow arrow, List<int> skipped)
        {
            var inbound = graph.ForwardInbound(arrow.Target);
            var mode = FlowJoin.ModeOf(graph.Nodes[arrow.Target]);
            if (mode == JoinMode.WaitAny)
                return GoToFirst(arrow, inbound, skipped);

            if (!AllVisited(arrow.Target, inbound))
                return false;
            var runs = mode == JoinMode.WaitAll
                ? inbound.All(candidate => _state.Followed.Contains(candidate.Index))
                : AnyFollowed(arrow.Target, inbound);
            if (!runs)
            {
                skipped.Add(arrow.Target);
                return false;
            }

            burst.Schedule(graph.Nodes[arrow.Target], chart);
            return true;
        }

        /// <summary>The first followed arrow wins; everything that still runs on the way to the join is withdrawn.</summary>
        private bool GoToFirst(Arrow arrow, IReadOnlyList<Arrow> inbound, List<int> skipped)
        {
            var target = graph.Nodes[arrow.Target];
            if (_state.ArrowVisits.GetValueOrDefault(arrow.Index) <= _state.Visits.GetValueOrDefault(arrow.Target))
                return false;
            if (burst.Instance.Queue.Exists(item => item.OwnerId == chart.Id && item.NodeId == target.Id))
                return false;
            if (!AnyFollowed(arrow.Target, inbound))
            {
                if (AllVisited(arrow.Target, inbound))
                    skipped.Add(arrow.Target);
                return false;
            }

            burst.Schedule(target, chart);
            CancelAncestors(arrow.Target);
            return true;
        }

        private void CancelAncestors(int node)
        {
            foreach (var ancestor in graph.Ancestors(node))
            {
                var id = graph.Nodes[ancestor].Id;
                foreach (var running in burst.Instance.LiveExecutions.Where(e => e.ParentId == chart.Id && e.NodeId == id).ToList())
                {
                    burst.Cancel(running);
                    Leave(ancestor, [], running.ByBackwardConnection);
                }
            }
        }

        private bool AllVisited(int node, IReadOnlyList<Arrow> inbound)
        {
            var visits = _state.Visits.GetValueOrDefault(node);
            return inbound.All(arrow => _state.ArrowVisits.GetValueOrDefault(arrow.Index) > visits);
        }

        private bool AnyFollowed(int node, IReadOnlyList<Arrow> inbound)
        {
            var latest = inbound.Max(arrow => _state.ArrowVisits.GetValueOrDefault(arrow.Index));
            return latest > _state.Visits.GetValueOrDefault(node)
                && inbound.Any(arrow => _state.ArrowVisits.GetValueOrDefault(arrow.Index) == latest && _state.Followed.Contains(arrow.Index));
        }
    }
}
