namespace Workflows.Engine;

/// <summary>
/// Moves instances: (definition, instance, stimulus, context) → (new instance, effects, journal). Same input, same output, always.
/// It reads no clock, does no I/O and never changes the instance it is given.
/// </summary>
public static class Runner
{
    public static Advanced Advance(WorkflowGraph graph, WorkflowInstance instance, Stimulus stimulus, AdvanceContext context)
    {
        if (instance.DefinitionId != graph.Definition.DefinitionId || instance.DefinitionVersion != graph.Definition.Version)
        {
            throw new ArgumentException(
                $"Instance '{instance.Id}' is pinned to '{instance.DefinitionId}' v{instance.DefinitionVersion}, "
                + $"not to '{graph.Definition.DefinitionId}' v{graph.Definition.Version}.", nameof(graph));
        }

        if (Reception.Refused(instance, stimulus) is { } refusal)
            return new Advanced(refusal, instance, [], []);
        var burst = new Burst(graph, instance.Clone(), context);
        var status = burst.Receive(stimulus);
        return status == AdvanceStatus.Applied
            ? new Advanced(status, burst.Instance, burst.Effects, burst.Journal)
            : new Advanced(status, instance, [], []);
    }
}
