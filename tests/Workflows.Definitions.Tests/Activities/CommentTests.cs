using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Activities;

public class CommentTests
{
    private static readonly string Chart = TaskFlow.Chart(
        TaskFlow.Activity("comentarios", "Comment",
            ("title", "Comentar la propuesta"), ("role", "institution.association"), ("deadline", """{ "term": { "workingDays": 5 } }""")),
        "ini>comentarios, comentarios.Commented>fin, comentarios.Expired>fin");

    [Fact]
    public void A_comment_nobody_wrote_lets_the_process_go_on()
    {
        var story = TaskFlow.Open(Chart, Story.At(2026, 9, 1)).TurnTo(2026, 9, 9, 0);

        Assert.Equal(["Expired"], story.Outcomes);
    }

    [Fact]
    public void An_empty_comment_is_refused_and_having_none_to_make_is_not()
    {
        var story = TaskFlow.Open(Chart, Story.At(2026, 9, 1));
        var task = story.Task("comentarios");

        Assert.Equal("Escribe tu comentario antes de enviarlo.", TaskRules.Problem(task.Actions, task.Content, "comment", null));
        Assert.Null(TaskRules.Problem(task.Actions, task.Content, "decline", null));

        story.Act("comentarios", "decline");
        Assert.Equal(["Commented"], story.Outcomes);
    }
}
