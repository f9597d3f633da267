using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>More time asked for and decided (Ley 19.880, art. 26). The deadline is Tuesday 15 September 2026.</summary>
public class ExtensionActTests
{
    private static readonly string Chart = TaskFlow.Chart(
        TaskFlow.Deliverable(TaskFlow.TenDays.TrimEnd()[..^1] + """, "extension": { "allowed": true } }"""),
        "ini>informe, informe.Submitted>fin");

    [Fact]
    public void A_request_that_nobody_decides_lapses_with_the_term_and_whoever_asked_is_told()
    {
        var story = Asked().TurnTo(2026, 9, 16);

        var decided = Assert.Single(story.Of<ExtensionDecided>());
        Assert.Equal((Story.At(2026, 9, 16, 0), ExtensionOutcome.Lapsed), (decided.At, decided.Effect.Outcome));
        var told = Assert.Single(Mails(story, MailTemplateCatalog.ExtensionDecided));
        Assert.Equal("Prórroga sin decidir", told["resultado"]);
        Assert.Equal("", told["quien"]);
        Assert.Empty(story.Of<DeadlineMoved>());
    }

    [Fact]
    public void Whoever_gets_more_time_reads_the_new_deadline_and_whoever_decides_reads_what_it_would_be()
    {
        var story = Asked();

        story.Act(
            "informe", "decideExtension",
            Story.Values(
                ("extension", story.Of<ExtensionAsked>().Single().Effect.ExtensionId), ("granted", true), ("reason", "Corresponde")),
                "coordinacion");

        Assert.Equal(
            "miércoles 23/09/2026 a las 23:59 horas", Assert.Single(Mails(story, MailTemplateCatalog.ExtensionAsked))["propuesto"]);
        var told = Assert.Single(Mails(story, MailTemplateCatalog.ExtensionDecided));
        Assert.Equal(("Prórroga otorgada", "miércoles 23/09/2026 a las 23:59 horas"), (told["resultado"], told["plazo"]));
        // The first level is their own: they hear of the second, whom the new deadline moved too.
        Assert.Contains("lunes 28/09/2026", (string)told["siguiente"]!, StringComparison.Ordinal);
    }

    private static Story Asked()
    {
        var story = TaskFlow.Open(Chart, Story.At(2026, 9, 1)).TurnTo(2026, 9, 14);
        story.Act("informe", "askExtension", Story.Values(("days", 5d), ("reason", "Falta el oficio")), "pmg.ca-con-00725");
        return story;
    }

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Mails(Story story, string template) =>
        story.Mails.Where(mail => mail.Mail.Template == template).Select(mail => mail.Mail.Model);
}
