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
        burst.Complete(chart, chartNode, ActivityContext.Done);
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

    /// <summary>
    /// Withdraws whatever runs after an activity and enters that activity again, as an arrow back would. False when what waits does
    /// not come after it on every way: then going back would not repeat a whole passage.
    /// </summary>
    public static bool TakeBack(Burst burst, Execution chart, CompiledNode chartNode, Execution waiting, CompiledNode again, object? given)
    {
        var graph = GraphOf(chart, chartNode);
        var target = graph.IndexOf(again);
        var running = burst.Instance.LiveExecutions.Where(execution => execution.ParentId == chart.Id).ToList();
        var after = running.Where(execution => graph.Leads(target, IndexOf(execution))).ToList();
        if (burst.IsScheduledBy(chart) || !after.Contains(waiting) || running.Exists(execution => IndexOf(execution) == target)
            || after.Exists(execution => execution.IsFaulted || !graph.Dominates(target, IndexOf(execution))))
            return false;

        burst.Record("takenBack", null, again, null);
        var walk = new Walk(burst, chart, chartNode, graph);
        try
        {
            foreach (var execution in after)
            {
                burst.Cancel(execution);
                walk.Leave(IndexOf(execution), [], execution.ByBackwardConnection);
            }

            burst.Schedule(again, chart, byBackwardConnection: true,
                new Dictionary<string, object?> { [Workflows.Engine.TakeBack.Variable] = given });
        }
        catch (ActivityFaultException fault)
        {
            burst.Fail(chart, chartNode, fault, null);
        }

        return true;

        int IndexOf(Execution execution) => graph.IndexOf(burst.Graph.Node(execution.NodeId));
    }

    /// <summary>One walk along the arrows of a chart after an activity completed.</summary>
    private readonly struct Walk(Burst burst, Execution chart, CompiledNode chartNode, FlowGraph graph)
    {
        private readonly FlowState _state = chart.Flow ??= new FlowState();

        /// <summary>
        /// Visits every arrow out of the node. What is skipped on the way is left at once, before the next arrow. True when something
        /// was scheduled.
        /// </summary>
        public bool Leave(int node, IReadOnlyList<string> outcomes, bool enteredBackward)
        {
            CheckReachable(node);
            if (!enteredBackward)
                _state.Visit(node);

            var scheduled = false;
            foreach (var arrow in graph.Outbound(node))
            {
                scheduled |= Follow(arrow, Contains(outcomes, arrow.Port), out var isSkipped);
                if (isSkipped)
                    scheduled |= Skip(arrow.Target);
            }

            return scheduled;
        }

        public void CompleteIfIdle()
        {
            var instance = burst.Instance;
            foreach (var execution in instance.LiveExecutions)
            {
                if (execution.ParentId == chart.Id)
                    return;
            }

            if (burst.IsLive(chart) && !burst.IsScheduledBy(chart))
                burst.Complete(chart, chartNode, ActivityContext.Done);
        }

        /// <summary>Skips spread over the whole rest of a chart, so what is still to leave is a list and not the program's stack.</summary>
        private bool Skip(int node)
        {
            var scheduled = false;
            var pending = new Stack<(int Node, int NextArrow)>([(node, 0)]);
            _state.Visit(node);
            while (pending.TryPop(out var current))
            {
                var outbound = graph.Outbound(current.Node);
                if (current.NextArrow == outbound.Length)
                    continue;
                pending.Push((current.Node, current.NextArrow + 1));
                var arrow = outbound[current.NextArrow];
                scheduled |= Follow(arrow, followed: false, out var isSkipped);
                if (!isSkipped)
                    continue;
                _state.Visit(arrow.Target);
                pending.Push((arrow.Target, 0));
            }

            return scheduled;
        }

        private bool Follow(Arrow arrow, bool followed, out bool isSkipped)
        {
            _state.Visit(arrow, followed);
            isSkipped = false;
            return arrow.IsBackward ? followed && GoBack(arrow) : GoForward(arrow, out isSkipped);
        }

        private bool GoBack(Arrow arrow)
        {
            if (!arrow.IsValid)
            {
                throw new ActivityFaultException(
                    $"La vuelta de «{graph.Nodes[arrow.Source].Label}» a «{graph.Nodes[arrow.Target].Label}» no es válida: "
                    + "todo camino hasta la primera debe pasar por la segunda.", "invalidBackward");
            }

            burst.Schedule(graph.Nodes[arrow.Target], chart, byBackwardConnection: true);
            return true;
        }

        private bool GoForward(Arrow arrow, out bool isSkipped)
        {
            isSkipped = false;
            var inbound = graph.ForwardInbound(arrow.Target);
            var mode = graph.ModeOf(arrow.Target);
            if (mode == JoinMode.WaitAny)
                return GoToFirst(arrow, inbound, out isSkipped);
            if (!AllVisited(arrow.Target, inbound))
                return false;

            isSkipped = mode == JoinMode.WaitAll ? !AllFollowed(inbound) : !AnyFollowed(arrow.Target, inbound);
            if (!isSkipped)
                burst.Schedule(graph.Nodes[arrow.Target], chart);
            return !isSkipped;
        }

        /// <summary>The first followed arrow wins; everything that still runs on the way to the join is withdrawn.</summary>
        private bool GoToFirst(Arrow arrow, Arrow[] inbound, out bool isSkipped)
        {
            isSkipped = false;
            var target = graph.Nodes[arrow.Target];
            if (_state.Visits(arrow) <= _state.Visits(arrow.Target) || burst.IsScheduledBy(chart, target))
                return false;
            if (!AnyFollowed(arrow.Target, inbound))
            {
                isSkipped = AllVisited(arrow.Target, inbound);
                return false;
            }

            burst.Schedule(target, chart);
            CancelAncestors(arrow.Target);
            return true;
        }

        /// <summary>In the order in which they were entered, each one's dead path before the next.</summary>
        private void CancelAncestors(int join)
        {
            List<Execution>? overtaken = null;
            foreach (var execution in burst.Instance.LiveExecutions)
            {
                if (execution.ParentId == chart.Id && graph.Leads(graph.IndexOf(burst.Graph.Node(execution.NodeId)), join))
                    (overtaken ??= []).Add(execution);
            }

            foreach (var execution in overtaken ?? [])
            {
                // Leaving an earlier one may have reached another join that already withdrew this one.
                if (!burst.IsLive(execution))
                    continue;
                burst.Cancel(execution);
                Leave(graph.IndexOf(burst.Graph.Node(execution.NodeId)), [], execution.ByBackwardConnection);
            }
        }

        private void CheckReachable(int node)
        {
            if (!graph.IsReachable(node))
            {
                throw new ActivityFaultException(
                    $"No hay camino desde el inicio hasta «{graph.Nodes[node].Label}»: no se puede seguir desde ahí.", "unreachable");
            }
        }

        private bool AllVisited(int node, Arrow[] inbound)
        {
            var visits = _state.Visits(node);
            foreach (var arrow in inbound)
            {
                if (_state.Visits(arrow) <= visits)
                    return false;
            }

            return true;
        }

        private bool AllFollowed(Arrow[] inbound)
        {
            foreach (var arrow in inbound)
            {
                if (!_state.IsFollowed(arrow))
                    return false;
            }

            return true;
        }

        /// <summary>True when, of the arrows visited most often, one was followed and the activity has not run for it yet.</summary>
        private bool AnyFollowed(int node, Arrow[] inbound)
        {
            var latest = 0;
            var followed = false;
            foreach (var arrow in inbound)
            {
                var visits = _state.Visits(arrow);
                followed = visits > latest ? _state.IsFollowed(arrow) : followed || (visits == latest && _state.IsFollowed(arrow));
                latest = Math.Max(latest, visits);
            }

            return followed && latest > _state.Visits(node);
        }

        private static bool Contains(IReadOnlyList<string> outcomes, string port)
        {
            for (var i = 0; i < outcomes.Count; i++)
            {
                if (outcomes[i] == port)
                    return true;
            }

            return false;
        }
    }
}
