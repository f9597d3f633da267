namespace Workflows.Engine.Activities;

/// <summary>Leaves through all its branches at once.</summary>
public sealed class FlowFork : ActivityType
{
    public override string Type => "Elsa.FlowFork";
    public override string Label => "Abrir caminos";
    public override IReadOnlyList<string> Inputs => ["branches"];

    public override bool LeavesThroughAll => true;

    public override IReadOnlyList<string> Ports(CompiledNode node) => node.Input("branches") switch
    {
        null => ["Done"],
        { Constant: IReadOnlyList<object?> { Count: > 0 } branches } => [.. branches.Select(Values.ToText)],
        { IsConstant: true } => ["Done"],
        // Known only when it runs: the ports are those that were drawn.
        _ => [.. node.Leaving.Select(arrow => arrow.Port).Distinct()],
    };

    public override void Execute(ActivityContext context) =>
        context.Complete(context.Input("branches") is IReadOnlyList<object?> { Count: > 0 } branches
            ? [.. branches.Select(Values.ToText)]
            : ["Done"]);
}

/// <summary>How several arrows into one activity become one.</summary>
public enum JoinMode { WaitAny, WaitAll, WaitAllActive }

/// <summary>Joins branches: the first that arrives (Elsa's default), all of them, or all that are still alive.</summary>
public sealed class FlowJoin : ActivityType
{
    public override string Type => "Elsa.FlowJoin";
    public override string Label => "Juntar caminos";
    public override IReadOnlyList<string> Inputs => ["mode"];
    public override void Execute(ActivityContext context) => context.Complete();

    /// <summary>Any other activity joins what arrives the way <see cref="JoinMode.WaitAllActive"/> does.</summary>
    internal static JoinMode ModeOf(CompiledNode node)
    {
        if (node.Type is not FlowJoin)
            return JoinMode.WaitAllActive;
        return Values.ToText(node.Input("mode")?.Constant) switch
        {
            "" or "WaitAny" or "0" => JoinMode.WaitAny,
            "WaitAll" or "WaitAllInbound" or "1" => JoinMode.WaitAll,
            "WaitAllActive" or "2" => JoinMode.WaitAllActive,
            var other => throw new ActivityFaultException($"La unión «{node.Label}» tiene un modo desconocido: «{other}»."),
        };
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("mode") is { Problem: null, IsConstant: false })
            yield return "El modo de la unión debe ser un valor fijo.";
        if (Values.ToText(node.Input("mode")?.Constant) is not (
            "" or "WaitAny" or "WaitAll" or "WaitAllInbound" or "WaitAllActive" or "0" or "1" or "2") and var mode)
            yield return $"El modo de la unión es desconocido: «{mode}».";
    }
}
