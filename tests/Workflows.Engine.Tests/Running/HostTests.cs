using Workflows.Engine.Hosting;

namespace Workflows.Engine.Tests.Running;

public class HostTests
{
    [Fact]
    public void Turning_the_clock_wakes_each_timer_at_its_instant_and_in_the_order_they_come_due()
    {
        var story = new Story(
            new Drawing().With("i", "Start").With("d5", "Delay", ("timeSpan", "5.00:00:00")).With("d1", "Delay", ("timeSpan", "1.00:00:00"))
            .With("d9", "Delay", ("timeSpan", "9.00:00:00")).Lines("cinco", "uno", "nueve")
                .Arrows("i->d5 i->d1 i->d9 d5->cinco d1->uno d9->nueve").Compile());

        story.Host.TurnTo(Story.Start.AddDays(6));

        Assert.Equal(["uno", "cinco"], story.Lines);
        Assert.Equal(Story.Start.AddDays(6), story.Host.Now);
        var woken = story.Host.Journal.Where(hosted => hosted.Entry.Kind == "woken").Select(hosted => hosted.At - Story.Start);
        Assert.Equal([TimeSpan.FromDays(1), TimeSpan.FromDays(5)], woken);
        story.Host.TurnTo(Story.Start);
        Assert.Equal(Story.Start.AddDays(6), story.Host.Now);
    }

    [Fact]
    public void A_timer_that_stays_open_is_woken_once_each_time_the_clock_is_turned()
    {
        var story = new Story(new Drawing().With("p", "Prueba.Paciente").Compile(new Patient()));

        story.Host.TurnTo(Story.Start.AddDays(2));
        story.Host.TurnTo(Story.Start.AddDays(3));

        Assert.Equal(["Due", "Due"], story.Lines);
    }

    [Fact]
    public void A_task_is_done_by_its_default_action_and_one_that_stays_open_goes_to_the_end_of_the_line()
    {
        var story = new Story(
            new Drawing().With("i", "Start").With("p", "Prueba.Paciente").Event("ev").Lines("f").Arrows("i->p i->ev ev->f")
                .Compile(new Patient()));

        var resumptions = story.Host.RunToEnd(4);

        Assert.Equal(4, resumptions);
        Assert.Equal(["Due", "submit", "f", "Due"], story.Lines);
    }

    [Fact]
    public void The_same_business_key_opens_the_same_instance_once()
    {
        var host = new InMemoryHost(Story.Start, [new Drawing().Lines("a").Compile()]);

        var ids =
            new[] { host.Start("flujo", businessKey: "2026/AAA"), host.Start("flujo", businessKey: "2026/AAA"), host.Start(
                "flujo", businessKey: "2026/BBB") };

        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.Equal(2, host.Instances.Count());
        Assert.Equal(20, ids[0].Length);
        Assert.Equal(ids[0], InstanceIds.RootOf(InstanceIds.Child(ids[0], 3)));
    }

    [Fact]
    public void An_event_from_outside_reaches_every_instance_of_its_correlation()
    {
        var host = new InMemoryHost(
            Story.Start,
            [new Drawing().Event("ev")
                .With("w", "WriteLine", ("text", Drawing.Script("getCorrelationId() + getOutputFrom('ev')", "String"))).Arrows("ev->w")
                    .Compile()]);
        foreach (var correlation in new[] { "A", "B", "C" })
            host.Start("flujo", businessKey: correlation, correlationId: correlation);

        host.Publish("ev", 1d, correlationId: "B");
        host.Publish("ev", 2d);

        Assert.Equal(["B1", "A2", "C2"], host.Lines);
    }

    [Fact]
    public void A_workflow_that_starts_itself_stops_as_an_incident()
    {
        var graph = new Drawing().Lines("a").With("x", "ExecuteWorkflow", ("workflowDefinitionId", "flujo"), ("waitForCompletion", true))
            .Arrows("a->x").Compile();

        var host = new Story(graph).Host;

        Assert.Equal(17, host.Instances.Count());
        Assert.Contains(
            "parece que un flujo se inicia a sí mismo", host.Instances.Last().Incidents.Single().Message, StringComparison.Ordinal);
        Assert.False(host.IsExhausted);
    }

    [Fact]
    public void Instances_that_wake_each_other_for_ever_are_stopped()
    {
        var graph = new Drawing().With("i", "Start")
            .With("bif", "FlowFork", ("branches", Drawing.Expression("Object", "[\"A\",\"B\"]", "String[]")))
            .Event("ev").With("p", "PublishEvent", ("eventName", "ev")).Arrows("i->bif bif:A->ev bif:B->p").Compile();
        var loop = new Drawing("vueltas").Event("ev").With("p", "PublishEvent", ("eventName", "ev")).Arrows("ev->p p->ev").Compile();
        var host = new InMemoryHost(Story.Start, [graph, loop], new InMemoryHostOptions { MaxDeliveries = 500 });

        host.Start("vueltas");
        host.Start("flujo");

        Assert.True(host.IsExhausted);
    }

    [Fact]
    public void A_child_goes_with_the_branch_that_waited_for_it()
    {
        var child = new Drawing("hijo").Event("nunca").Compile();
        var parent = new Drawing().With("i", "Start")
            .With("x", "ExecuteWorkflow", ("workflowDefinitionId", "hijo"), ("waitForCompletion", true))
            .With(
                "l", "BulkDispatchWorkflows", ("workflowDefinitionId", "hijo"),
                ("items", Drawing.Expression("Object", "[1,{\"a\":2}]", "Object")))
            .With("y", "ExecuteWorkflow", ("workflowDefinitionId", "hijo")).Event("ev").With("t", "Finish")
                .Arrows("i->x i->l i->y i->ev ev->t").Compile();
        var story = new Story(parent, child);
        Assert.Equal(4, story.Host.Instances.Count(one => one.Parent is not null));

        story.Event("ev");

        Assert.Equal(3, story.Host.Instances.Count(one => one.SubStatus == WorkflowSubStatus.Cancelled));
        Assert.Single(story.Host.Instances, one => one.SubStatus == WorkflowSubStatus.Suspended);
        Assert.Equal(2d, story.Host.Instances.Single(one => one.Input.ContainsKey("a")).Input["a"]);
    }

    [Fact]
    public void A_child_that_nobody_waits_for_and_does_not_exist_is_only_in_the_journal()
    {
        var story = new Story(
            new Drawing().With("l", "BulkDispatchWorkflows", ("workflowDefinitionId", "nada"), ("waitForCompletion", false), ("items", 1))
                .Compile());

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Contains("childRequested", story.Kinds);
    }

    [Fact]
    public void A_missing_child_can_be_retried_when_it_exists()
    {
        var story = new Story(
            new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", "nada"), ("waitForCompletion", true)).Compile());
        Assert.Equal("«x»: No existe el flujo «nada».", story.Incident.Message);

        story.Send(new RetryIncident(story.Incident.Id, "Ya se publicó"));

        Assert.Equal(2, story.Kinds.Count(kind => kind == "childRequested"));
        Assert.Single(story.Instance.Bookmarks);
    }

    [Fact]
    public void A_parent_is_held_by_a_child_that_fails_and_goes_on_by_itself_when_the_child_is_mended()
    {
        var child = new Drawing("hijo").With("fa", "Fault").Lines("mejor").Arrows("fa->mejor").Compile();
        var story = new Story(
            new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", "hijo"), ("waitForCompletion", true)).Lines("f")
                .Arrows("x->f").Compile(), child);
        var failed = story.Host.Instances.Last();
        Assert.Empty(story.Lines);
        Assert.Equal(("childFaulted", WorkflowSubStatus.Faulted), (story.Incident.Code, story.Instance.SubStatus));
        Assert.Contains($"«hijo» ({failed.Id}) falló: «fa»: El flujo declaró una falla", story.Incident.Message, StringComparison.Ordinal);

        story.Host.Send(failed.Id, new SkipIncident(failed.Incidents.Single().Id, "Done", "Se arregló"));

        Assert.Equal(["mejor", "f"], story.Lines);
        Assert.All(story.Host.Instances, one => Assert.Equal(WorkflowSubStatus.Finished, one.SubStatus));
    }

    [Fact]
    public void A_question_goes_into_the_journal_with_its_answer_and_an_empty_world_knows_nothing()
    {
        var graph = new Drawing().With("q", "Prueba.Pregunta").Compile(new Asker());

        var story = new Story(graph, new Dictionary<string, object?>(), new InMemoryHostOptions { World = new Oracle() });
        var lost = new Story(graph);

        Assert.Equal(["42"], story.Lines);
        Assert.Contains("answered", story.Kinds);
        Assert.Equal("«q»: Nadie puede responder la pregunta «autoridad» en esta ejecución.", lost.Incident.Message);
    }

    private sealed class Patient : ActivityType
    {
        public override string Type => "Prueba.Paciente";
        public override string Label => "Paciente";
        public override string DefaultAction => "submit";

        public override void Execute(ActivityContext context)
        {
            context.Open(BookmarkKind.Timer, "reminder", context.DueAt.AddDays(1), burns: false);
            context.Open(BookmarkKind.Task, "", burns: false);
        }

        public override void Resume(ActivityContext context, Resumption resumption) => context.Emit(new LineWritten(resumption.Signal));
    }

    private sealed class Asker : ActivityType
    {
        public override string Type => "Prueba.Pregunta";
        public override string Label => "Pregunta";

        public override void Execute(ActivityContext context)
        {
            var arguments = new Dictionary<string, object?> { ["actor"] = context.Actor?.Name, ["visita"] = (double)context.Visit };
            context.Emit(new LineWritten(Values.ToText(context.Ask("autoridad", arguments))));
            context.Record("nota", context.NextId());
            context.Complete();
        }
    }

    private sealed class Oracle : IWorld
    {
        public object? Answer(string question, object? arguments) => 42d;
    }
}
