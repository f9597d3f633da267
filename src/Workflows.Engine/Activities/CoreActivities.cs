namespace Workflows.Engine.Activities;

/// <summary>The activities every host knows.</summary>
public static class CoreActivities
{
    public static IReadOnlyList<ActivityType> All { get; } =
    [
        new Flowchart(), new Sequence(), new Start(), new End(), new Finish(), new Fault(),
        new FlowDecision(), new FlowSwitch(), new FlowFork(), new FlowJoin(),
        new SetVariable(), new SetOutput(), new Correlate(), new SetName(), new WriteLine(),
        new Delay(), new Event(), new PublishEvent(), new ExecuteWorkflow(), new BulkDispatchWorkflows(),
    ];

    public static ActivityCatalog Catalog { get; } = new(All);
}
