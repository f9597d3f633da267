using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Hosting;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// Tells what happens to a process and to all it opens, day by day, over the flows that ship, with a clock that only the story turns.
/// </summary>
internal sealed class FamilyStory
{
    private static readonly Lazy<List<WorkflowGraph>> Graphs = new(() =>
        [.. ShippedFlows.All.Select(flow => WorkflowGraph.Compile(WorkflowJson.Read(flow.Json), DomainActivities.Catalog))]);

    private readonly InMemoryHost _host;

    public FamilyStory(string flow, DateTimeOffset opensAt, WorldSnapshot? world = null, params (string Name, object? Value)[] input)
    {
        _host = new InMemoryHost(opensAt, Graphs.Value, new InMemoryHostOptions { World = new SnapshotWorld(world ?? Story.Demo) });
        Root = _host.Start(flow, Story.Values(input));
    }

    public string Root { get; }
    public DateTimeOffset Now => _host.Now;
    public WorkflowInstance Instance => _host.Instance(Root);
    public IEnumerable<WorkflowInstance> All => _host.Instances;
    public IEnumerable<Incident> Incidents => _host.Instances.SelectMany(instance => instance.Incidents);

    public IEnumerable<(DateTimeOffset At, MailRequested Mail)> Mails =>
        _host.Effects.Where(hosted => hosted.Effect is MailRequested).Select(hosted => (hosted.At, (MailRequested)hosted.Effect));

    public IEnumerable<FactRecorded> Facts(string kind) =>
        _host.Effects.Select(hosted => hosted.Effect).OfType<FactRecorded>().Where(fact => fact.FactKind == kind);

    /// <summary>The tasks people still have to do, with the process each belongs to.</summary>
    public IReadOnlyList<(string Instance, TaskOpened Task)> Tasks(string? activityId = null)
    {
        var open = _host.Instances.SelectMany(
            instance => instance.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Task)
                .Select(bookmark => (instance.Id, bookmark.Id))).ToHashSet();
        return [.. _host.Effects.Where(hosted => hosted.Effect is TaskOpened task && (activityId is null || task.ActivityId == activityId)
                && open.Contains((hosted.InstanceId, task.BookmarkId)))
            .Select(hosted => (hosted.InstanceId, (TaskOpened)hosted.Effect))];
    }

    public (string Instance, TaskOpened Task) Task(string activityId, string? scope = null) =>
        Tasks(activityId).Single(task => scope is null || task.Task.ScopeCode == scope || Seat.NameIn(task.Task.ScopeCode) == scope);

    public FamilyStory Act(string activityId, string action, object? payload = null, string? scope = null) =>
        Act(Task(activityId, scope), action, payload);

    public FamilyStory Act((string Instance, TaskOpened Task) task, string action, object? payload = null)
    {
        Assert.Null(TaskRules.Problem(task.Task.Actions, task.Task.Content, action, Answering(task.Task.Content, payload)));
        Assert.Equal(AdvanceStatus.Applied, _host.Send(
            task.Instance, new TaskActed(task.Task.BookmarkId, action, Answering(task.Task.Content, payload)),
            new Actor("alguien", "Alguien", null)));
        Assert.Empty(Incidents);
        return this;
    }

    public FamilyStory Submit(string activityId, params (string Name, object? Value)[] answers) =>
        Act(activityId, "submit", Payload(answers));

    public FamilyStory TurnTo(int year, int month, int day, int hour = 12, int minute = 0)
    {
        _host.TurnTo(Story.At(year, month, day, hour, minute));
        return this;
    }

    public DateOnly DueDate(string activityId, string? scope = null) => SantiagoTime.DateAt(Task(activityId, scope).Task.DueAt!.Value);

    /// <summary>Answers, with a file for each requirement named after «archivo:».</summary>
    public static Dictionary<string, object?> Payload(params (string Name, object? Value)[] answers) => Story.Values(
        ("answers", Story.Values([.. answers.Where(answer => !IsFile(answer.Name))])),
        ("evidence", answers.Where(answer => IsFile(answer.Name)).Select(object? (answer) => File(answer.Name[FileMark.Length..]))
            .ToList()));

    private const string FileMark = "archivo:";

    private static bool IsFile(string name) => name.StartsWith(FileMark, StringComparison.Ordinal);

    private static Dictionary<string, object?> File(string requirement) => Story.Values(
        ("requirement", requirement), ("fileHash", new string('c', 64)), ("fileName", "documento.pdf"), ("size", 2048d),
        ("officialNumber", "88"), ("officialDate", "2026-11-30"));

    private static object? Answering(object? content, object? payload)
    {
        var remarks = content.ListOf("remarks");
        return remarks.Count == 0 ? payload : new Dictionary<string, object?>(
            payload as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>())
        {
            ["replies"] = remarks.Select(object? (remark) => Story.Values(("remark", remark.TextOf("id")), ("text", "Corregido.")))
                .ToList(),
        };
    }
}
