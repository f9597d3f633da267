namespace Workflows.Engine.Tests.Running;

/// <summary>What an activity left outside outlives its stay: a workflow that is cancelled lets it take that back.</summary>
public class OutsideTests
{
    [Fact]
    public void A_cancelled_workflow_takes_back_what_stays_long_over_had_left_outside_each_once_and_as_it_was_last()
    {
        var story = Open();
        story.Event("otra");

        story.Send(new CancelWorkflow("Ya no hace falta"));

        Assert.Equal(["retira aviso: visita 2", "retira cartel: visita 2"], Undone(story));
        Assert.Equal(WorkflowSubStatus.Cancelled, story.Instance.SubStatus);
    }

    [Fact]
    public void What_the_activity_took_back_itself_is_not_taken_back_again()
    {
        var story = Open();
        story.Event("otra");
        story.Event("otra");

        story.Send(new CancelWorkflow("Ya no hace falta"));

        Assert.Equal(["retira cartel: visita 3"], Undone(story));
    }

    [Fact]
    public void A_workflow_that_ends_as_it_should_takes_nothing_back()
    {
        var story = Open();

        story.Event("basta");

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Empty(Undone(story));
    }

    private static IEnumerable<string?> Undone(Story story) =>
        story.Host.Effects.Select(hosted => hosted.Effect).OfType<LineWritten>().Select(line => line.Text);

    /// <summary>State is written down and read back between bursts.</summary>
    private static Story Open()
    {
        var drawing = new Drawing().With("cuelga", "Test.Hang").Event("otra").Event("basta").With("fin", "Finish")
            .Arrows("cuelga->otra otra->cuelga cuelga->basta basta->fin");
        return new Story(drawing.Compile(new Hang()));
    }

    /// <summary>Hangs up a sign each time it is entered, and a notice until the third time.</summary>
    private sealed class Hang : ActivityType
    {
        public override string Type => "Test.Hang";
        public override string Label => "Colgar";

        public override void Execute(ActivityContext context)
        {
            context.LeaveOutside("cartel", $"cartel: visita {context.Visit}");
            if (context.Visit < 3)
                context.LeaveOutside("aviso", $"aviso: visita {context.Visit}");
            else
                context.ForgetOutside("aviso");
            context.Complete();
        }

        public override void TakeBackOutside(ActivityContext context, object? left) => context.Emit(new LineWritten($"retira {left}"));
    }
}
