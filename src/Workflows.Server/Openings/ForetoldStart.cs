using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Hosting;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Openings;

/// <summary>
/// What would happen on the first day of a process that nobody opened: its start and that of whatever it starts, run in memory by the same
/// runner, on the organisation and calendar of now. It keeps nothing.
/// </summary>
internal sealed class ForetoldStart
{
    // A flow that opens its work in stages is followed to the first of them.
    private const int MostTurns = 6;
    private const int DaysAhead = 400;

    private readonly InMemoryHost _host;

    private ForetoldStart(InMemoryHost host, string rootId, DateTimeOffset begins)
    {
        _host = host;
        Root = host.Instance(rootId);
        Begins = begins;
        Instances = [.. host.Instances];
        Tasks = [.. Of<TaskOpened>()];
        FirstDay = SantiagoTime.DateAt(Tasks.Count > 0 ? Tasks.Min(task => task.At) : begins);
        Mails = [.. Of<MailRequested>().Where(mail => SantiagoTime.DateAt(mail.At) <= FirstDay && mail.Effect.HeldUntil is null)];
    }

    public WorkflowInstance Root { get; }

    public WorkflowInstance InstanceOf<T>(Foretold<T> one) where T : Effect => _host.Instance(one.InstanceId);

    public DateTimeOffset Begins { get; }

    public IReadOnlyList<WorkflowInstance> Instances { get; }

    public IReadOnlyList<Foretold<TaskOpened>> Tasks { get; }

    /// <summary>What leaves until the end of <see cref="FirstDay"/>.</summary>
    public IReadOnlyList<Foretold<MailRequested>> Mails { get; }

    /// <summary>When people get their first task; today when nobody gets one.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>What failed and would wait for a decision.</summary>
    public IEnumerable<(WorkflowInstance Instance, Incident Incident)> Faults =>
        Instances.SelectMany(instance => instance.Incidents.Where(one => !one.IsResolved).Select(one => (instance, one)));

    /// <summary>What processes wait for that is no term of a task, soonest first.</summary>
    public IEnumerable<(WorkflowInstance Instance, string NodeId, DateTimeOffset Until)> Waits =>
        from instance in Instances
        let withTask = instance.Bookmarks.Where(one => one.Kind == BookmarkKind.Task).Select(one => one.ExecutionId).ToHashSet()
        from bookmark in instance.Bookmarks
        where bookmark is { Kind: BookmarkKind.Timer, DueAt: not null } && !withTask.Contains(bookmark.ExecutionId)
        from execution in instance.Executions
        where execution.Id == bookmark.ExecutionId
        orderby bookmark.DueAt
        select (instance, execution.NodeId, bookmark.DueAt!.Value);

    public static ForetoldStart Of(
        string definitionId, string businessKey, IReadOnlyDictionary<string, object?> input, IEnumerable<WorkflowGraph> flows,
        WorldToLookAt world, RunLimits limits, DateTimeOffset now)
    {
        var host = new InMemoryHost(now, flows, new InMemoryHostOptions { World = world, Limits = limits });
        var root = host.Start(definitionId, input, businessKey);
        var told = new ForetoldStart(host, root, now);
        for (var turns = 0; turns < MostTurns && told.Tasks.Count == 0; turns++)
        {
            var next = told.Waits.Select(wait => wait.Until).FirstOrDefault(until => until > host.Now);
            if (next == default || next > now.AddDays(DaysAhead))
                break;
            host.TurnTo(next);
            told = new ForetoldStart(host, root, now);
        }

        return told;
    }

    private IEnumerable<Foretold<T>> Of<T>() where T : Effect =>
        _host.Effects.Where(one => one.Effect is T).Select(one => new Foretold<T>(one.InstanceId, one.At, (T)one.Effect));
}

/// <summary>Something that a process would want of the world, and when.</summary>
internal sealed record Foretold<T>(string InstanceId, DateTimeOffset At, T Effect) where T : Effect;
