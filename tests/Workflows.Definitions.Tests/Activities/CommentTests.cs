using Workflows.Definitions.Tasks;
using Workflows.Engine;
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

    /// <summary>Two people of a network of experts are asked.</summary>
    private static readonly string Several = TaskFlow.Chart(
        TaskFlow.Activity("comentarios", "Comment", ("title", "Comentar los indicadores"), ("role", "network.expert"),
            ("scope", "genero-y-personas"),
            ("deadline", """{ "term": { "workingDays": 5 }, "silence": { "outcome": "Expired" }, "reminders": [1] }"""),
            ("result", "->dicho")),
        "ini>comentarios, comentarios.Commented>fin, comentarios.Expired>fin",
        """{ "id": "dicho", "name": "dicho", "typeName": "Object" }""");

    private const string First = "experto.genero-y-personas.1";
    private const string Second = "experto.genero-y-personas.2";

    [Fact]
    public void Whoever_else_was_asked_can_still_comment_after_the_first_and_the_process_waits_for_them()
    {
        var story = TaskFlow.Open(Several, Story.At(2026, 9, 1));

        story.Act("comentarios", "comment", Story.Values(("comment", "Falta la línea base.")), First);
        Assert.Empty(story.Outcomes);
        story.Act("comentarios", "comment", Story.Values(("comment", "La meta es baja.")), Second);

        Assert.Equal(["Commented"], story.Outcomes);
        var said = story.Instance.Variables["dicho"];
        Assert.Equal($"{First}: Falta la línea base.\n\n{Second}: La meta es baja.", said.TextOf("comment"));
        Assert.Equal([First, Second], said.ListOf("comments").Select(one => one.TextOf("by")));
    }

    [Fact]
    public void Nobody_comments_twice()
    {
        var story = TaskFlow.Open(Several, Story.At(2026, 9, 1));
        story.Act("comentarios", "decline", person: First);

        story.Act("comentarios", "comment", Story.Values(("comment", "Lo pensé mejor.")), First);

        Assert.StartsWith("Ya respondiste", Assert.Single(story.Of<ActRefused>()).Effect.Reason, StringComparison.Ordinal);
        Assert.Single(story.Of<SubmissionReceived>());
    }

    [Fact]
    public void When_the_term_ends_what_some_said_goes_on_and_only_the_silent_were_reminded_and_told()
    {
        var story = TaskFlow.Open(Several, Story.At(2026, 9, 1));
        story.Act("comentarios", "comment", Story.Values(("comment", "Falta la línea base.")), First);

        story.TurnTo(2026, 9, 9, 0);

        Assert.Equal(["Commented"], story.Outcomes);
        Assert.Equal("Falta la línea base.", story.Instance.Variables["dicho"].TextOf("comment"));
        var later = story.Mails.Where(mail => mail.At > Story.At(2026, 9, 1)).ToList();
        Assert.Equal(["recordatorio", "vencido"], later.Select(mail => mail.Mail.Template));
        Assert.All(later, mail => Assert.Equal([Second], mail.Mail.Addressees.Select(person => person.PersonId)));
    }
}
