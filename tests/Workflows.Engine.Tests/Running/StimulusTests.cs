using Workflows.Engine.Json;

namespace Workflows.Engine.Tests.Running;

public class StimulusTests
{
    [Fact]
    public void The_same_stimulus_twice_changes_nothing_the_second_time()
    {
        var graph = new Drawing().Event("ev").Event("otro").Arrows("ev->otro").Compile();
        var started = Advance(graph, New(graph), new StartWorkflow());
        var bookmark = started.Instance.Bookmarks.Single();
        var stimulus = new EventReceived("ev") { BookmarkId = bookmark.Id };

        var first = Advance(graph, started.Instance, stimulus);
        var second = Advance(graph, first.Instance, stimulus);

        Assert.Equal(AdvanceStatus.Applied, first.Status);
        Assert.Equal(AdvanceStatus.NotExpected, second.Status);
        Assert.Same(first.Instance, second.Instance);
        Assert.Empty(second.Effects);
        Assert.Empty(second.Journal);
    }

    [Fact]
    public void Advancing_never_changes_the_instance_it_is_given()
    {
        var graph = new Drawing().Variable("n", "Int32", "0").Set("s", "n", "getN() + 1").Event("ev").Arrows("s->ev").Compile();
        var pending = New(graph);
        var before = InstanceJson.Write(pending);

        var one = Advance(graph, pending, new StartWorkflow());
        var other = Advance(graph, pending, new StartWorkflow());

        Assert.Equal(before, InstanceJson.Write(pending));
        Assert.Equal(InstanceJson.Write(one.Instance), InstanceJson.Write(other.Instance));
    }

    [Fact]
    public void A_pending_instance_expects_only_its_start_or_its_cancellation()
    {
        var graph = new Drawing().Event("ev").Compile();

        Assert.Equal(AdvanceStatus.NotExpected, Advance(graph, New(graph), new EventReceived("ev")).Status);
        Assert.Equal(AdvanceStatus.NotExpected, Advance(graph, New(graph), new ContinueBurst()).Status);
        Assert.Equal(WorkflowSubStatus.Cancelled, Advance(graph, New(graph), new CancelWorkflow("no")).Instance.SubStatus);
    }

    [Fact]
    public void A_finished_instance_expects_nothing()
    {
        var graph = new Drawing().Lines("a").Compile();
        var finished = Advance(graph, New(graph), new StartWorkflow()).Instance;

        foreach (var stimulus in new Stimulus[]
                 {
                     new StartWorkflow(), new ContinueBurst(), new TimerDue(1), new EventReceived("a"), new TaskActed(1, "submit"),
                     new ChildrenReported([]), new CancelWorkflow("tarde"), new RetryIncident(1, ""), new SkipIncident(1, "Done", ""),
                     new HandOverIncident(1, "x", ""),
                 })
            Assert.Equal(AdvanceStatus.NotExpected, Advance(graph, finished, stimulus).Status);
    }

    [Fact]
    public void A_timer_of_another_kind_of_bookmark_wakes_nobody()
    {
        var graph = new Drawing().Event("ev").Compile();
        var waiting = Advance(graph, New(graph), new StartWorkflow()).Instance;
        var id = waiting.Bookmarks.Single().Id;

        Assert.Equal(AdvanceStatus.NotExpected, Advance(graph, waiting, new TimerDue(id)).Status);
        Assert.Equal(AdvanceStatus.NotExpected, Advance(graph, waiting, new TaskActed(id, "submit")).Status);
        Assert.Equal(AdvanceStatus.NotExpected, Advance(graph, waiting, new EventReceived("ev") { BookmarkId = id + 1 }).Status);
    }

    [Fact]
    public void An_event_for_another_correlation_wakes_nobody()
    {
        var story = new Story(new Drawing().With("c", "Correlate", ("correlationId", "D-7")).Event("ev").Arrows("c->ev").Compile());

        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new EventReceived("ev", CorrelationId: "D-8")));
        Assert.Equal(AdvanceStatus.Applied, story.Send(new EventReceived("ev", CorrelationId: "D-7")));
    }

    [Fact]
    public void One_event_wakes_every_branch_that_waits_for_it()
    {
        var story = new Story(new Drawing().With("i", "Start").Event("e1", "firma").Event("e2", "firma").Lines("a", "b")
            .Arrows("i->e1 i->e2 e1->a e2->b").Compile());

        story.Event("firma");

        Assert.Equal(["a", "b"], story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void An_event_that_ends_the_instance_wakes_nobody_after_it()
    {
        var story = new Story(new Drawing().With("i", "Start").Event("e1", "firma").Event("e2", "firma").With("u", "FlowJoin").Lines("f")
            .Arrows("i->e1 i->e2 e1->u e2->u u->f").Compile());

        story.Event("firma");

        Assert.Equal(["f"], story.Lines);
        Assert.Single(story.Kinds, kind => kind == "woken");
    }

    [Fact]
    public void Cancelling_withdraws_everything_that_waits_and_keeps_what_was_done()
    {
        var story = new Story(
            new Drawing().Lines("a").Event("ev").With("d", "Delay", ("timeSpan", "1.00:00:00")).Arrows("a->ev a->d").Compile());

        story.Send(new CancelWorkflow("Se suspendió el programa"));

        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Cancelled), story.Status);
        Assert.Empty(story.Instance.Bookmarks);
        Assert.Equal(2, story.Kinds.Count(kind => kind == "bookmarkClosed"));
        Assert.Equal(["a"], story.Lines);
    }

    [Fact]
    public void An_instance_stays_on_the_version_it_was_started_with()
    {
        var graph = new Drawing().Event("ev").Compile();
        var other = new Drawing("otro").Event("ev").Compile();

        Assert.Throws<ArgumentException>(() => Advance(other, New(graph), new StartWorkflow()));
    }

    [Fact]
    public void A_chart_can_start_at_the_activity_that_triggered_it()
    {
        var graph = new Drawing().With("i", "Start").Lines("a").Event("otro").Lines("b", "c").Arrows("i->a a->c otro->b b->c").Compile();

        var advanced = Advance(graph, New(graph), new StartWorkflow("otro"));
        var resumed = Advance(graph, advanced.Instance, new EventReceived("otro"));

        Assert.Equal(["b", "c"], resumed.Effects.OfType<LineWritten>().Select(line => line.Text));
        Assert.Equal(WorkflowSubStatus.Finished, resumed.Instance.SubStatus);
    }

    [Fact]
    public void A_timer_computes_its_date_from_when_the_burst_was_due()
    {
        var graph = new Drawing().With("d1", "Delay", ("timeSpan", "1.00:00:00")).With("d2", "Delay", ("timeSpan", "2.00:00:00"))
            .Arrows("d1->d2").Compile();
        var started = Runner.Advance(graph, New(graph), new StartWorkflow(), At(Story.Start)).Instance;
        var due = started.Bookmarks.Single().DueAt!.Value;

        var late = Runner.Advance(graph, started, new TimerDue(started.Bookmarks.Single().Id), At(due.AddHours(7)) with { DueAt = due });

        Assert.Equal(Story.Start.AddDays(3), late.Instance.Bookmarks.Single().DueAt);
    }

    private static WorkflowInstance New(WorkflowGraph graph) => WorkflowInstance.Create(graph.Definition, "raiz");

    private static Advanced Advance(WorkflowGraph graph, WorkflowInstance instance, Stimulus stimulus) =>
        Runner.Advance(graph, instance, stimulus, At(Story.Start));

    private static AdvanceContext At(DateTimeOffset now) => new() { Now = now };
}
