namespace Workflows.Engine.Tests.Running;

public class IncidentTests
{
    private static readonly (WorkflowStatus, WorkflowSubStatus) Faulted = (WorkflowStatus.Finished, WorkflowSubStatus.Faulted);
    private static readonly (WorkflowStatus, WorkflowSubStatus) Finished = (WorkflowStatus.Finished, WorkflowSubStatus.Finished);
    private static readonly (WorkflowStatus, WorkflowSubStatus) Suspended = (WorkflowStatus.Running, WorkflowSubStatus.Suspended);

    [Fact]
    public void A_failure_holds_the_whole_instance_and_what_was_queued_goes_on_after_the_decision()
    {
        var story = new Story(TwoBranches().Compile());
        Assert.Equal(Faulted, story.Status);
        Assert.Empty(story.Lines);

        var status = story.Send(new SkipIncident(story.Incident.Id, "True", "Se revisó a mano"));

        Assert.Equal(AdvanceStatus.Applied, status);
        Assert.Equal(["b", "si"], story.Lines);
        Assert.Equal(Finished, story.Status);
        Assert.True(story.Instance.Incidents.Single().IsResolved);
    }

    [Fact]
    public void A_retry_runs_the_activity_again_and_fails_again_while_nothing_changed()
    {
        var story = new Story(TwoBranches().Compile());
        var first = story.Incident;

        story.Send(new RetryIncident(first.Id, "Por si acaso"));

        Assert.Equal(Faulted, story.Status);
        Assert.NotEqual(first.Id, story.Incident.Id);
        Assert.Equal(2, story.Instance.Incidents.Count);
    }

    [Fact]
    public void A_retry_delivers_the_wake_up_that_failed()
    {
        var mood = new Moody();
        var story = new Story(new Drawing().With("m", "Prueba.Moody").Lines("f").Arrows("m->f").Compile(mood));
        mood.Fails = true;
        story.Send(new TaskActed(story.Instance.Bookmarks.Single().Id, "submit", "la respuesta"));
        Assert.Equal("«m»: El archivo no se puede leer.", story.Incident.Message);

        mood.Fails = false;
        story.Send(new RetryIncident(story.Incident.Id, "Se repuso el archivo"));

        Assert.Equal(Finished, story.Status);
        Assert.Equal(["submit: la respuesta", "f"], story.Lines);
    }

    [Fact]
    public void A_failed_activity_leaves_nothing_behind_but_its_incident()
    {
        var mood = new Moody { Fails = true };
        var story = new Story(new Drawing().Variable("v", "String", "antes").With("m", "Prueba.Moody").Compile(mood));

        Assert.Empty(story.Instance.Bookmarks);
        Assert.Equal("antes", story.Instance.Variables["v"]);
        Assert.DoesNotContain("bookmarkOpened", story.Kinds);
    }

    [Fact]
    public void An_instance_that_is_held_asks_for_the_stimulus_again_after_the_decision()
    {
        var story = new Story(new Drawing().Lines("f").Event("ev").Event("otro").With("fa", "Fault").Lines("x")
            .Variable("v").Arrows("f->ev f->fa fa->x ev->otro").Compile());

        Assert.Equal(AdvanceStatus.Halted, story.Event("ev"));
        Assert.Equal(AdvanceStatus.NotExpected, story.Event("desconocido"));
        story.Send(new SkipIncident(story.Incident.Id, "Done", "No importa"));
        Assert.Equal(["f", "x"], story.Lines);
        Assert.Equal(AdvanceStatus.Applied, story.Event("ev"));
    }

    [Fact]
    public void With_incidents_allowed_only_the_branch_that_failed_is_held()
    {
        var story = new Story(new Drawing().ContinuesWithIncidents().Lines("f", "x").Event("ev").With("fa", "Fault").Lines("y")
            .Arrows("f->ev f->fa fa->x ev->y").Compile());
        Assert.Equal(Suspended, story.Status);

        story.Event("ev");

        Assert.Equal(["f", "y"], story.Lines);
        Assert.Equal(Suspended, story.Status);
        story.Send(new SkipIncident(story.Incident.Id, "Done", "Se resolvió por oficio"));
        Assert.Equal(["f", "y", "x"], story.Lines);
        Assert.Equal(Finished, story.Status);
    }

    [Fact]
    public void Two_incidents_need_two_decisions()
    {
        var story = new Story(new Drawing().Lines("f").With("a", "Fault").Event("ev").With("b", "Fault").Arrows("f->ev ev->a ev->b")
            .ContinuesWithIncidents().Compile());
        story.Event("ev");
        var (one, other) = (story.Instance.Incidents[0], story.Instance.Incidents[1]);

        story.Send(new SkipIncident(one.Id, "Done", "1"));
        Assert.Equal(Suspended, story.Status);
        story.Send(new SkipIncident(other.Id, "Done", "2"));

        Assert.Equal(Finished, story.Status);
    }

    [Fact]
    public void Handing_an_incident_over_names_who_decides_and_changes_nothing_else()
    {
        var story = new Story(TwoBranches().Compile());

        var status = story.Send(new HandOverIncident(story.Incident.Id, "coordinacion", "Lo ve jurídica"));

        Assert.Equal((AdvanceStatus.Applied, "coordinacion"), (status, story.Incident.HandedTo));
        Assert.Equal(Faulted, story.Status);
        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new HandOverIncident(999, "nadie", "")));
    }

    [Fact]
    public void A_decided_incident_is_not_decided_twice()
    {
        var story = new Story(TwoBranches().Compile());
        var incident = story.Incident;
        story.Send(new SkipIncident(incident.Id, "True", "Una vez"));

        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new SkipIncident(incident.Id, "True", "Otra")));
        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new RetryIncident(incident.Id, "Otra")));
        Assert.Equal(["b", "si"], story.Lines);
    }

    [Fact]
    public void Retrying_a_chart_that_failed_starts_it_again_without_what_was_left_in_it()
    {
        var drawing = new Drawing().Lines("f")
            .With("bif", "FlowFork", ("branches", Drawing.Expression("Object", "[\"A\",\"B\"]", "String[]")))
            .Lines("a", "b", "c").Event("ev").Arrows("f->bif bif:A->a bif:B->b a->c b->c c->a f->ev");
        var story = new Story(drawing.Compile());
        Assert.Equal("diagrama", story.Incident.ActivityId);

        story.Send(new RetryIncident(story.Incident.Id, "Otra vez"));

        Assert.Equal(["f", "a", "b", "c", "f", "a", "b", "c"], story.Lines);
        Assert.Single(story.Instance.Bookmarks);
        Assert.Equal(Faulted, story.Status);
    }

    [Fact]
    public void A_mistake_of_the_program_becomes_an_incident_and_not_a_broken_server()
    {
        var story = new Story(new Drawing().With("r", "Prueba.Rota").Compile(new Broken()));

        Assert.Equal(Burst.UnforeseenCode, story.Incident.Code);
        Assert.Equal("«r»: la actividad falló por un error del programa.", story.Incident.Message);
    }

    [Fact]
    public void Cancelling_goes_on_when_an_activity_cannot_undo_what_it_asked()
    {
        var story = new Story(new Drawing().With("m", "Prueba.Moody").Compile(new Moody { FailsToCancel = true }));

        story.Send(new CancelWorkflow("Se cerró el programa"));

        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Cancelled), story.Status);
        Assert.Contains("cancelFailed", story.Kinds);
        Assert.Empty(story.Instance.Executions);
    }

    private static Drawing TwoBranches() => new Drawing()
        .With("ini", "Start").Decision("d", "noExiste > 1").Lines("b", "si").Arrows("ini->d ini->b d:True->si");

    private sealed class Moody : ActivityType
    {
        public bool Fails { get; set; }
        public bool FailsToCancel { get; init; }
        public override string Type => "Prueba.Moody";
        public override string Label => "Prueba";
        public override bool MayWait => true;

        public override void Execute(ActivityContext context)
        {
            if (Fails)
                context.SetVariable("v", "v", "después");
            context.Open(BookmarkKind.Task, "tarea", burns: false);
            Throw();
        }

        public override void Resume(ActivityContext context, Resumption resumption)
        {
            Throw();
            context.Emit(new LineWritten($"{resumption.Signal}: {Values.ToText(resumption.Payload)}"));
            context.Complete();
        }

        public override void Cancelled(ActivityContext context)
        {
            if (FailsToCancel)
                throw new ActivityFaultException("No se pudo deshacer.");
        }

        private void Throw()
        {
            if (Fails)
                throw new ActivityFaultException("El archivo no se puede leer.");
        }
    }

    private sealed class Broken : ActivityType
    {
        public override string Type => "Prueba.Rota";
        public override string Label => "Rota";
        public override void Execute(ActivityContext context) => throw new InvalidOperationException("secreto");
    }
}
