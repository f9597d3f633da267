using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// Tells what happens to one instance, day by day, with a clock that only the story turns. The state is written down and read
/// back between bursts, as the server does.
/// </summary>
internal sealed class Story
{
    public static readonly WorldSnapshot Demo = new(DemoOrganisation.Build(), WorkingCalendar.Shipped);

    private readonly WorkflowGraph _graph;
    private readonly List<JournalEntry> _journal = [];
    private readonly List<(DateTimeOffset At, Effect Effect)> _effects = [];
    private readonly Func<string, IReadOnlyList<object?>>? _facts;
    private string _state;

    public Story(string json, DateTimeOffset opensAt, IReadOnlyDictionary<string, object?>? input = null, WorldSnapshot? world = null)
        : this(WorkflowGraph.Compile(WorkflowJson.Read(json), DomainActivities.Catalog), opensAt, input, world)
    {
    }

    public Story(
        WorkflowGraph graph, DateTimeOffset opensAt, IReadOnlyDictionary<string, object?>? input = null, WorldSnapshot? world = null,
        Func<string, IReadOnlyList<object?>>? facts = null)
    {
        _graph = graph;
        _facts = facts;
        World = new SnapshotWorld(world ?? Demo);
        Now = opensAt;
        var instance = WorkflowInstance.Create(
            graph.Definition, InstanceIds.Root(graph.Definition.DefinitionId, "prueba"), "prueba", input);
        _state = InstanceJson.Write(instance);
        Send(new StartWorkflow(), opensAt);
    }

    public SnapshotWorld World { get; set; }

    /// <summary>Questions that the world refuses to answer; null when it answers all.</summary>
    public Func<string, bool>? Fails { get; set; }

    /// <summary>What secretaries wrote down of a session that goes on.</summary>
    public List<SessionEntry> Session { get; } = [];
    public DateTimeOffset Now { get; private set; }
    public WorkflowInstance Instance => InstanceJson.Read(_state);
    public IReadOnlyList<(DateTimeOffset At, Effect Effect)> Effects => _effects;
    public IReadOnlyList<JournalEntry> Journal => _journal;
    public IReadOnlyList<Bookmark> Timers => [.. Instance.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Timer)];

    /// <summary>What was last planned to happen by itself to the last task that was opened.</summary>
    public IReadOnlyList<PlannedNotice> Planned => _effects.Select(one => one.Effect switch
    {
        TaskOpened opened => opened.Notices,
        NoticesPlanned planned => planned.Notices,
        _ => null,
    }).Last(notices => notices is not null)!;

    public IEnumerable<(DateTimeOffset At, MailRequested Mail)> Mails => Of<MailRequested>();
    /// <summary>
    /// Escalations to the first one who has to act on each; the others, and those who are only informed, get mails of their own.
    /// </summary>
    public IEnumerable<(DateTimeOffset At, MailRequested Mail)> Told =>
        Mails.Where(mail => mail.Mail.Level is not null && !mail.Mail.Addressees[0].IsCopy)
            .DistinctBy(mail => (mail.At, mail.Mail.TaskId, mail.Mail.Level));

    public IEnumerable<string> Outcomes => Of<TaskCompleted>().Select(done => done.Effect.Outcome);

    /// <summary>The tasks people still have to do.</summary>
    public IReadOnlyList<TaskOpened> Tasks
    {
        get
        {
            var open = Instance.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Task).Select(bookmark => bookmark.Id).ToHashSet();
            return [.. Of<TaskOpened>().Select(task => task.Effect).Where(task => open.Contains(task.BookmarkId))];
        }
    }

    public IEnumerable<(DateTimeOffset At, T Effect)> Of<T>() where T : Effect =>
        _effects.Where(entry => entry.Effect is T).Select(entry => (entry.At, (T)entry.Effect));

    public TaskOpened Task(string activityId) => Tasks.Single(task => task.ActivityId == activityId);

    /// <summary>Lets the time pass: every timer wakes in order, at its own instant.</summary>
    public Story TurnTo(DateTimeOffset instant)
    {
        while (Timers.Where(timer => timer.DueAt <= instant && timer.ParkedBecause is null)
            .OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Id)
            .FirstOrDefault() is { } next)
            Send(new TimerDue(next.Id), next.DueAt!.Value);
        Now = instant;
        return this;
    }

    public Story TurnTo(int year, int month, int day, int hour = 12, int minute = 0) => TurnTo(At(year, month, day, hour, minute));

    /// <summary>Who hands in again answers what was remarked, unless the story gives the answers.</summary>
    public AdvanceStatus Act(string activityId, string action, object? payload = null, string person = "") =>
        ActOn(Task(activityId), action, payload, person);

    /// <summary>The same with one task of several that an activity opened.</summary>
    public AdvanceStatus ActOn(TaskOpened task, string action, object? payload = null, string person = "") => Send(
        new TaskActed(task.BookmarkId, action, action == "submit" ? Answering(task.Content, payload) : payload),
        Now, person.Length == 0 ? Someone : new Actor(person, person, null));

    private static object? Answering(object? content, object? payload)
    {
        var remarks = content.ListOf("remarks");
        if (remarks.Count == 0 || payload.Member("replies") is not null)
            return payload;
        return new Dictionary<string, object?>(payload as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>())
        {
            ["replies"] = remarks.Select(object? (remark) => Values(("remark", remark.TextOf("id")), ("text", "Corregido."))).ToList(),
        };
    }

    public AdvanceStatus Send(Stimulus stimulus, DateTimeOffset now, Actor? actor = null, DateTimeOffset? dueAt = null)
    {
        var advanced = Runner.Advance(
            _graph, Instance, stimulus, new AdvanceContext
            {
                Now = now, DueAt = dueAt, Actor = actor, World = new Established(World, _facts, Session, Fails)
            });
        if (advanced.Status == AdvanceStatus.Applied)
        {
            Now = now;
            _state = InstanceJson.Write(advanced.Instance);
            _effects.AddRange(advanced.Effects.Select(effect => (now, effect)));
            _journal.AddRange(advanced.Journal);
        }

        return advanced.Status;
    }

    /// <summary>A civil date and hour in Santiago.</summary>
    public static DateTimeOffset At(int year, int month, int day, int hour = 9, int minute = 0) =>
        SantiagoTime.ToInstant(new DateOnly(year, month, day), new TimeOnly(hour, minute));

    public static Dictionary<string, object?> Values(params (string Name, object? Value)[] members) =>
        members.ToDictionary(member => member.Name, member => member.Value);

    /// <summary>What other processes have established, told by the story.</summary>
    private sealed class Established(
        IWorld world, Func<string, IReadOnlyList<object?>>? facts, IReadOnlyList<SessionEntry> session, Func<string, bool>? fails) : IWorld
    {
        public object? Answer(string question, object? arguments) => question switch
        {
            _ when fails?.Invoke(question) == true => throw new ActivityFaultException("Nadie respondió la pregunta."),
            WorldQuestions.Facts when facts is not null => facts(FactsQuestion.FromValues(arguments).Kind).ToList(),
            WorldQuestions.SessionEntries => session.Select(object? (entry) => entry.ToValues()).ToList(),
            _ => world.Answer(question, arguments),
        };
    }

    private static readonly Actor Someone = new("coordinacion", "Coordinador/a de flujos", null);
}
