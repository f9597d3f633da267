namespace Workflows.Engine.Tests.Running;

public class ChildFailureTests
{
    private static readonly WorkflowGraph Signed = new Drawing("firma").Event("firmado").Lines("firmó").Arrows("firmado->firmó").Compile();

    [Fact]
    public void A_child_cancelled_by_a_person_holds_its_parent_and_says_why()
    {
        var story = new Story(Waiting(), Signed);

        story.Host.Send(Child(story, 0), new CancelWorkflow("Ya no corresponde."));

        Assert.Equal(("childCanceled", WorkflowSubStatus.Faulted), (story.Incident.Code, story.Instance.SubStatus));
        Assert.Contains($"«firma» ({Child(story, 0)}) se anuló: Ya no corresponde", story.Incident.Message, StringComparison.Ordinal);
        Assert.Empty(story.Lines);
    }

    [Theory]
    [InlineData("Faulted", "cae")]
    [InlineData("Canceled", "firma")]
    public void A_flow_with_an_answer_to_it_leaves_by_the_port_for_it(string port, string child)
    {
        var graph = new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", child), ("waitForCompletion", true))
            .Lines("bien", "mal").Arrows($"x:Done->bien x:{port}->mal").Compile();
        var story = new Story(graph, Signed, new Drawing("cae").With("f", "Fault").Compile());

        if (port == "Canceled")
            story.Host.Send(Child(story, 0), new CancelWorkflow("Ya no corresponde."));

        Assert.Equal(["mal"], story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void A_retry_starts_another_child_and_withdraws_the_one_that_waits_for_a_decision()
    {
        var story = new Story(
            Waiting("cae-o-firma"), new Drawing("cae-o-firma").With("f", "Fault").Event("firmado").Arrows("f->firmado").Compile());
        var first = Child(story, 0);

        story.Send(new RetryIncident(story.Incident.Id, "Se corrigió"));

        Assert.Equal(WorkflowSubStatus.Cancelled, story.Host.Instance(first).SubStatus);
        Assert.Equal(3, story.Host.Instances.Count());
        // The new one fails as well, and nothing of the first is taken for it.
        Assert.Contains(Child(story, 1), story.Incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bulk_waits_for_all_and_is_held_by_those_that_failed()
    {
        var story = Bulk();

        story.Host.Send(Child(story, 0), new CancelWorkflow("No participa"));
        Assert.Equal(WorkflowSubStatus.Suspended, story.Instance.SubStatus);
        story.Host.Send(Child(story, 1), new EventReceived("firmado"));
        story.Host.Send(Child(story, 2), new EventReceived("firmado"));

        Assert.Equal("childCanceled", story.Incident.Code);
        Assert.Contains(Child(story, 0), story.Incident.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Child(story, 1), story.Incident.Message, StringComparison.Ordinal);
        Assert.Equal(["firmó", "firmó"], story.Lines);
    }

    [Fact]
    public void A_retry_of_a_bulk_starts_again_only_those_that_failed_with_their_own_items()
    {
        var story = Bulk();
        story.Host.Send(Child(story, 0), new EventReceived("firmado"));
        story.Host.Send(Child(story, 1), new EventReceived("firmado"));
        story.Host.Send(Child(story, 2), new CancelWorkflow("Por error"));

        story.Send(new RetryIncident(story.Incident.Id, "Se anuló por error"));

        var fresh = story.Host.Instances.Last();
        Assert.Equal((5, "C"), (story.Host.Instances.Count(), fresh.Input["Item"]));
        story.Host.Send(fresh.Id, new EventReceived("firmado"));
        Assert.Equal(["firmó", "firmó", "firmó", "todos"], story.Lines);
    }

    [Fact]
    public void A_bulk_can_go_on_without_them_by_decision_or_by_its_own_branch()
    {
        var decided = Bulk();
        CancelAll(decided);
        decided.Send(new SkipIncident(decided.Incident.Id, "Done", "Se sigue sin ellos"));
        Assert.Equal(["todos"], decided.Lines);

        var drawn = Bulk("l:Canceled->alguno");
        CancelAll(drawn);
        Assert.Equal(["alguno"], drawn.Lines);
    }

    [Fact]
    public void An_incident_is_skipped_only_by_an_outcome_that_its_activity_has()
    {
        var graph = new Drawing().Decision("d", "noExiste > 1").Lines("si", "no").Arrows("d:True->si d:False->no").Compile();
        var story = new Story(graph);

        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new SkipIncident(story.Incident.Id, "Aprobado", "Así se acordó")));
        Assert.Equal(["True", "False"], graph.Node(story.Incident.NodeId).Outcomes);
        Assert.Equal(AdvanceStatus.Applied, story.Send(new SkipIncident(story.Incident.Id, "False", "Así se acordó")));
        Assert.Equal(["no"], story.Lines);
    }

    private static WorkflowGraph Waiting(string child = "firma") => new Drawing()
        .With("x", "ExecuteWorkflow", ("workflowDefinitionId", child), ("waitForCompletion", true)).Lines("listo").Arrows("x->listo")
            .Compile();

    private static Story Bulk(string? arrow = null) => new(
        new Drawing()
            .With(
                "l", "BulkDispatchWorkflows", ("workflowDefinitionId", "firma"),
                ("items", Drawing.Expression("Object", "[\"A\",\"B\",\"C\"]", "Object")))
            .Lines("todos", "alguno").Arrows($"l:Done->todos {arrow}").Compile(),
        Signed);

    private static void CancelAll(Story story)
    {
        foreach (var child in story.Host.Instances.Skip(1).Select(one => one.Id).ToList())
            story.Host.Send(child, new CancelWorkflow("No participa"));
    }

    private static string Child(Story story, int index) => story.Host.Instances.Skip(1).ElementAt(index).Id;
}
