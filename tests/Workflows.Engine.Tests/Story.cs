using Workflows.Engine.Hosting;

namespace Workflows.Engine.Tests;

/// <summary>One root instance in memory and what a test wants to say to it. Begins on the eve of a long weekend.</summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Start = new(2026, 9, 17, 12, 0, 0, TimeSpan.Zero);

    public Story(WorkflowGraph workflow, params WorkflowGraph[] others)
        : this(workflow, new Dictionary<string, object?>(), new InMemoryHostOptions { StoresState = true }, others)
    {
    }

    public Story(
        WorkflowGraph workflow, IReadOnlyDictionary<string, object?> input, InMemoryHostOptions options, params WorkflowGraph[] others)
    {
        Host = new InMemoryHost(Start, [workflow, .. others], options);
        Id = Host.Start(workflow.Definition.DefinitionId, input);
    }

    public InMemoryHost Host { get; }
    public string Id { get; }
    public WorkflowInstance Instance => Host.Instance(Id);
    public IReadOnlyList<string> Lines => Host.Lines;
    public (WorkflowStatus, WorkflowSubStatus) Status => (Instance.Status, Instance.SubStatus);
    public Incident Incident => Instance.Incidents.Single(incident => !incident.IsResolved);

    public AdvanceStatus Send(Stimulus stimulus) => Host.Send(Id, stimulus);

    public AdvanceStatus Event(string name, object? payload = null) => Send(new EventReceived(name, payload));

    public IEnumerable<string> Kinds => Host.Journal.Select(hosted => hosted.Entry.Kind);
}
