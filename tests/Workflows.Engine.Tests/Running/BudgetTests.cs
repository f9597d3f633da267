using System.Text.Json.Nodes;
using Workflows.Engine.Hosting;
using Workflows.Engine.Tests.Samples;

namespace Workflows.Engine.Tests.Running;

public class BudgetTests
{
    [Fact]
    public void A_loop_that_opens_children_without_waiting_ends_as_an_incident_that_names_its_budget()
    {
        var host = new InMemoryHost(Story.Start, [Sample.Compile("bucle-ante-un-lote.json")]);

        var id = host.Start("bucle-ante-un-lote");

        var incident = Assert.Single(host.Instance(id).Incidents);
        Assert.Equal("liveExecutions", incident.Code);
        Assert.Contains("presupuesto de actividades abiertas a la vez (1.000)", incident.Message, StringComparison.Ordinal);
        Assert.Equal(WorkflowSubStatus.Faulted, host.Instance(id).SubStatus);
        Assert.False(host.IsExhausted);
    }

    [Fact]
    public void A_loop_that_opens_waits_without_waiting_ends_as_an_incident_that_names_its_budget()
    {
        var host = new InMemoryHost(Story.Start, [Sample.Compile("bucle-ante-una-espera.json")]);

        var id = host.Start("bucle-ante-una-espera");
        host.RunToEnd();

        Assert.Equal("liveExecutions", Assert.Single(host.Instance(id).Incidents).Code);
        Assert.InRange(host.Instance(id).Bookmarks.Count, 1, 1_000);
    }

    [Fact]
    public void A_budget_holds_everything_also_where_the_flow_goes_on_with_incidents_and_a_decision_gives_it_anew()
    {
        var graph = new Drawing().ContinuesWithIncidents().Lines("a").Event("otra").With("i", "Start").Arrows("i->otra i->a a->a")
            .Compile();
        var story = new Story(graph, new Dictionary<string, object?>(), new InMemoryHostOptions
        {
            Limits = new RunLimits { StepsWithoutWaiting = 20 }
        });
        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Faulted), story.Status);
        Assert.Equal(AdvanceStatus.Halted, story.Event("otra"));

        story.Send(new SkipIncident(story.Incident.Id, "Done", "Otra vuelta"));

        Assert.Equal("endless", story.Incident.Code);
        Assert.Equal(2, story.Instance.Incidents.Count);
    }

    [Fact]
    public void What_a_burst_may_want_of_the_world_is_bounded_and_what_went_before_stays()
    {
        var items = new JsonArray([.. Enumerable.Range(1, 40).Select(i => (JsonNode)i)]).ToJsonString();
        var graph = new Drawing().Lines("antes")
            .With("l", "BulkDispatchWorkflows", ("workflowDefinitionId", "x"), ("items", Drawing.Expression("Object", items, "Object")))
            .Arrows("antes->l").Compile();

        var story = new Story(graph, new Dictionary<string, object?>(), new InMemoryHostOptions
        {
            Limits = new RunLimits { EffectsPerBurst = 30 }
        });

        Assert.Equal("effects", story.Incident.Code);
        Assert.Contains("(30)", story.Incident.Message, StringComparison.Ordinal);
        Assert.Equal(["antes"], story.Lines);
        Assert.DoesNotContain("childRequested", story.Kinds);
    }

    [Theory]
    [InlineData(2_000, 1_000_000, "journalBytes")]
    [InlineData(1_000_000, 2_000, "stateBytes")]
    public void What_a_loop_writes_and_keeps_is_bounded(int journal, int state, string code)
    {
        // Doubles a text in every turn.
        var graph = new Drawing().Variable("t", "String", "0123456789").Set("s", "t", "t + t").Decision("d", "t == ''").Lines("f")
            .Arrows("s->d d:False->s d:True->f").Compile();

        var story = new Story(graph, new Dictionary<string, object?>(),
            new InMemoryHostOptions { StoresState = true, Limits = new RunLimits { JournalBytesPerBurst = journal, StateBytes = state } });

        Assert.Equal(code, story.Incident.Code);
        Assert.InRange(((string)story.Instance.Variables["t"]!).Length, 10, 4_000);
    }

    [Fact]
    public void A_value_written_over_again_and_again_does_not_fill_the_state()
    {
        var graph = new Drawing().Variable("t", "String").Variable("n", "Int32", "0").Set("s", "t", "'x' + n").Set("m", "n", "n + 1")
            .Decision("d", "n < 300").Lines("f").Arrows("s->m m->d d:True->s d:False->f").Compile();

        var story = new Story(graph, new Dictionary<string, object?>(), new InMemoryHostOptions
        {
            Limits = new RunLimits { StateBytes = 4_000 }
        });

        Assert.Equal(["f"], story.Lines);
    }

    [Fact]
    public void Expressions_that_each_keep_their_limit_are_bounded_together()
    {
        var graph = new Drawing().Variable("n", "Int32", "0").Set("s", "n", "n + 1 + 1 + 1").Decision("d", "n < 0").Lines("f")
            .Arrows("s->d d:False->s d:True->f").Compile();

        var story = new Story(graph, new Dictionary<string, object?>(), new InMemoryHostOptions
        {
            Limits = new RunLimits { ExpressionStepsPerBurst = 500 }
        });

        Assert.Equal("expressionSteps", story.Incident.Code);
    }

    [Fact]
    public void A_wait_of_zero_in_a_loop_is_held_after_a_number_of_wake_ups()
    {
        var host = new InMemoryHost(Story.Start, [Sample.Compile("espera-de-cero.json")], new InMemoryHostOptions { StoresState = true });

        var id = host.Start("espera-de-cero");
        var resumptions = host.RunToEnd();

        var incident = Assert.Single(host.Instance(id).Incidents);
        Assert.Equal(("wakeUps", 501), (incident.Code, resumptions));
        Assert.Contains("despertares seguidos sin que pase el tiempo (500)", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_that_lets_time_pass_and_many_waits_at_the_same_hour_are_no_haste()
    {
        var limits = new RunLimits { WakeUpsWithoutTime = 20 };
        var slow = new Drawing().Variable("n", "Int32", "0").With("d", "Delay", ("timeSpan", "00:00:30")).Set("s", "n", "n + 1")
            .Decision("q", "n < 100").Lines("f")
            .Arrows("d->s s->q q:True->d q:False->f").Compile();
        var wide = new Drawing().With("i", "Start");
        for (var i = 0; i < 60; i++)
            wide.With($"d{i}", "Delay", ("timeSpan", "00:00:05")).Lines($"l{i}").Arrows($"i->d{i} d{i}->l{i}");

        foreach (var graph in new[] { slow, wide.Compile() })
        {
            var host = new InMemoryHost(Story.Start, [graph], new InMemoryHostOptions { Limits = limits });
            var id = host.Start("flujo");
            host.RunToEnd();
            Assert.Equal(WorkflowSubStatus.Finished, host.Instance(id).SubStatus);
        }
    }

    [Fact]
    public void Instances_that_wake_each_other_with_events_are_held_too()
    {
        static WorkflowGraph Player(string id, string hears, string says) =>
            new Drawing(id).Event("oye", hears).With("dice", "PublishEvent", ("eventName", says)).Arrows("oye->dice dice->oye").Compile();
        var host = new InMemoryHost(Story.Start, [Player("ping", "a", "b"), Player("pong", "b", "a")], new InMemoryHostOptions
        {
            StoresState = true
        });
        host.Start("ping");
        host.Start("pong");

        host.Publish("a");

        Assert.False(host.IsExhausted);
        Assert.Contains(host.Instances, one => one.Incidents.Any(incident => incident.Code == "wakeUps"));
    }

    [Fact]
    public void A_child_started_again_and_again_within_the_instant_is_held_by_the_wake_ups()
    {
        var child = new Drawing("hijo").Lines("c").Compile();
        var parent = new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", "hijo"), ("waitForCompletion", true))
            .Decision("d", "false").Lines("f")
            .Arrows("x->d d:False->x d:True->f").Compile();

        var story = new Story(parent, child);

        Assert.Equal("wakeUps", story.Incident.Code);
    }

    [Fact]
    public void A_workflow_that_starts_itself_fills_its_family_and_the_root_is_held()
    {
        var limits = new RunLimits { InstancesPerFamily = 200 };
        var host = new InMemoryHost(Story.Start, [Sample.Compile("se-inicia-a-si-mismo.json")], new InMemoryHostOptions
        {
            StoresState = true, Limits = limits
        });

        var root = host.Start("se-inicia-a-si-mismo");

        var incident = Assert.Single(host.Instance(root).Incidents);
        Assert.Equal(("familySize", WorkflowSubStatus.Faulted), (incident.Code, host.Instance(root).SubStatus));
        Assert.Contains("procesos de una misma familia (200)", incident.Message, StringComparison.Ordinal);
        Assert.Equal(200, host.Instances.Count());
        Assert.All(host.Instances, one => Assert.Equal(root, one.RootId));
    }

    [Fact]
    public void A_root_that_was_over_when_its_family_filled_is_over_again_after_the_decision()
    {
        var host = new InMemoryHost(Story.Start, [Sample.Compile("se-inicia-a-si-mismo.json")], new InMemoryHostOptions
        {
            Limits = new RunLimits { InstancesPerFamily = 20 }
        });
        var root = host.Start("se-inicia-a-si-mismo");

        host.Send(root, new RetryIncident(host.Instance(root).Incidents.Single().Id, "Se corrigió el flujo"));

        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Finished), (host.Instance(root).Status, host.Instance(root).SubStatus));
    }

    [Fact]
    public void Cancelling_a_root_that_is_over_stops_what_lives_on_under_it()
    {
        var child = new Drawing("hijo").Event("nunca").Compile();
        var graph = new Drawing()
            .With(
                "l", "BulkDispatchWorkflows", ("workflowDefinitionId", "hijo"), ("waitForCompletion", false),
                ("items", Drawing.Expression("Object", "[1,2,3]", "Object"))).Compile();
        var story = new Story(graph, child);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);

        var status = story.Send(new CancelWorkflow("Se abrió por error"));
        var again = story.Send(new CancelWorkflow("Otra vez"));

        Assert.Equal((AdvanceStatus.Applied, AdvanceStatus.NotExpected), (status, again));
        Assert.All(story.Host.Instances, one => Assert.Equal(WorkflowSubStatus.Cancelled, one.SubStatus));
    }

    [Fact]
    public void A_root_without_family_that_is_over_is_not_cancelled() =>
        Assert.Equal(AdvanceStatus.NotExpected, new Story(new Drawing().Lines("a").Compile()).Send(new CancelWorkflow("Tarde")));
}
