namespace Workflows.Engine.Tests.Running;

public class TakeBackTests
{
    [Fact]
    public void What_was_handed_in_is_asked_for_again_and_the_chart_goes_on_as_after_a_return()
    {
        var story = new Story(new Drawing().With("i", "Start").With("pedir", "Ask").With("revisar", "Ask").Lines("fin")
            .Arrows("i->pedir pedir->revisar revisar->fin").Compile(new Ask()));
        Act(story, "pedir");

        var taken = story.Send(new TakeBack(BookmarkOf(story, "revisar"), "pedir", "plazo de antes"));

        Assert.Equal(AdvanceStatus.Applied, taken);
        var again = Assert.Single(story.Instance.Executions, execution => execution.ParentId is not null);
        Assert.Equal(2, again.Visit);
        Assert.Equal("plazo de antes", again.State);
        Act(story, "pedir");
        Act(story, "revisar");
        Assert.Equal(["fin"], story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Everybody_who_looks_at_it_at_once_is_withdrawn_and_asked_again()
    {
        var story = new Story(
            new Drawing().With("i", "Start").With("pedir", "Ask").With("r1", "Ask").With("r2", "Ask")
                .With("u", "FlowJoin", ("mode", "WaitAll")).Lines("fin")
            .Arrows("i->pedir pedir->r1 pedir->r2 r1->u r2->u u->fin").Compile(new Ask()));
        Act(story, "pedir");

        story.Send(new TakeBack(BookmarkOf(story, "r2"), "pedir", null));

        Assert.Equal("pedir", WaitingAt(story));
        Act(story, "pedir");
        Assert.Equal("r1 r2", WaitingAt(story));
        Act(story, "r1");
        Assert.Empty(story.Lines);
        Act(story, "r2");
        Assert.Equal(["fin"], story.Lines);
    }

    [Fact]
    public void What_another_branch_also_leads_to_is_not_taken_back()
    {
        var story = new Story(
            new Drawing().With("i", "Start").With("pedir", "Ask").With("otra", "Ask").With("u", "FlowJoin", ("mode", "WaitAll"))
                .With("revisar", "Ask")
            .Arrows("i->pedir i->otra pedir->u otra->u u->revisar").Compile(new Ask()));
        Act(story, "pedir");
        Act(story, "otra");
        var before = story.Instance;

        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new TakeBack(BookmarkOf(story, "revisar"), "pedir", null)));
        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new TakeBack(BookmarkOf(story, "revisar"), "revisar", null)));
        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new TakeBack(BookmarkOf(story, "revisar"), "no existe", null)));
        Assert.Equal(before.Bookmarks, story.Instance.Bookmarks);
    }

    [Fact]
    public void After_the_decision_nothing_is_left_to_take_back()
    {
        var story = new Story(new Drawing().With("i", "Start").With("pedir", "Ask").With("revisar", "Ask").With("despues", "Ask")
            .Arrows("i->pedir pedir->revisar revisar->despues").Compile(new Ask()));
        Act(story, "pedir");
        var bookmark = BookmarkOf(story, "revisar");
        Act(story, "revisar");

        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new TakeBack(bookmark, "pedir", null)));
    }

    [Fact]
    public void Passing_a_task_on_moves_nothing_and_is_in_the_journal()
    {
        var story = new Story(new Drawing().With("i", "Start").With("pedir", "Ask").Arrows("i->pedir").Compile(new Ask()));
        var bookmark = BookmarkOf(story, "pedir");

        Assert.Equal(AdvanceStatus.Applied, story.Send(new HandOverTask(bookmark, "Otra persona", "Vacaciones")));
        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new HandOverTask(bookmark + 1, "Otra persona", "Vacaciones")));

        Assert.Equal(bookmark, BookmarkOf(story, "pedir"));
        Assert.Single(story.Kinds, kind => kind == "taskHandedOver");
    }

    [Fact]
    public void What_turns_out_later_about_a_stay_that_is_over_is_told_and_nothing_moves()
    {
        var story = new Story(new Drawing().With("i", "Start").With("pedir", "Ask").With("revisar", "Ask").Lines("fin")
            .Arrows("i->pedir pedir->revisar revisar->fin").Compile(new Ask()));
        Act(story, "pedir");

        Assert.Equal(AdvanceStatus.Applied, story.Send(new HeardAfterwards("pedir", 1, "una ley posterior")));

        Assert.Equal("revisar", WaitingAt(story));
        Assert.Equal(["una ley posterior"], story.Lines);
        Act(story, "revisar");
        Assert.Equal(AdvanceStatus.Applied, story.Send(new HeardAfterwards("revisar", 1, "otra")));
        Assert.Equal(["una ley posterior", "fin", "otra"], story.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new HeardAfterwards("fin", 1, "nadie la espera")));
    }

    private static void Act(Story story, string activity) =>
        Assert.Equal(AdvanceStatus.Applied, story.Send(new TaskActed(BookmarkOf(story, activity), "Done")));

    private static long BookmarkOf(Story story, string activity) =>
        story.Instance.Bookmarks.Single(bookmark => bookmark.Key == activity).Id;

    private static string WaitingAt(Story story) => string.Join(' ', story.Instance.Bookmarks.Select(bookmark => bookmark.Key));

    /// <summary>Waits for a person, and keeps what it was told of a visit that was taken back.</summary>
    private sealed class Ask : ActivityType
    {
        public override string Type => "Elsa.Ask";
        public override string Label => "Pedir";
        public override bool MayWait => true;
        public override bool HearsAfterwards => true;

        public override void HearAfterwards(ActivityContext context, object? payload) =>
            context.Emit(new LineWritten(Values.ToText(payload)));

        public override void Execute(ActivityContext context)
        {
            context.State = context.TakenBack;
            context.Open(BookmarkKind.Task, context.Node.ActivityId);
        }
    }
}
