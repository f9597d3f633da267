namespace Workflows.Engine.Activities;

/// <summary>Where a chart begins.</summary>
public sealed class Start : ActivityType
{
    public override string Type => "Elsa.Start";
    public override string Label => "Inicio";
    public override void Execute(ActivityContext context) => context.Complete();
}

/// <summary>Ends the chart it stands in.</summary>
public sealed class End : ActivityType
{
    public override string Type => "Elsa.End";
    public override string Label => "Fin del diagrama";
    public override bool IsTerminal => true;
    public override IReadOnlyList<string> Ports(CompiledNode node) => [];
    public override void Execute(ActivityContext context) => context.Complete();
}

/// <summary>Ends the whole instance: whatever still waits anywhere is withdrawn.</summary>
public sealed class Finish : ActivityType
{
    public override string Type => "Elsa.Finish";
    public override string Label => "Término";
    public override bool IsTerminal => true;
    public override IReadOnlyList<string> Ports(CompiledNode node) => [];
    public override void Execute(ActivityContext context) => context.FinishWorkflow();
}

/// <summary>Fails on purpose, with the coordinator's own words.</summary>
public sealed class Fault : ActivityType
{
    public override string Type => "Elsa.Fault";
    public override string Label => "Falla";
    public override IReadOnlyList<string> Inputs => ["message", "code", "category", "faultType"];
    public override IReadOnlyList<string> Ports(CompiledNode node) => [];

    public override void Execute(ActivityContext context) => throw new ActivityFaultException(
        context.Text("message", "El flujo declaró una falla."), context.Text("code", "0"),
        context.Text("category", "General"), context.Text("faultType", "System"));
}
