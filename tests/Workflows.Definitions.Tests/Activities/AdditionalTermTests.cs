using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>
/// A term of ten working days from 1 September 2026 ends on Tuesday 15; its plazo adicional of three, on Monday 21, after the holiday of
/// Friday 18.
/// </summary>
public class AdditionalTermTests
{
    [Fact]
    public void An_authority_is_told_how_late_something_is_since_the_end_of_its_plazo_adicional()
    {
        var story = Open(""", "ladder": [{ "level": 1, "workingDaysAfter": 1, "recipients": ["institution.head"] }]""")
            .TurnTo(2026, 9, 22, 8);
        Assert.DoesNotContain(story.Mails, mail => mail.Mail.Level is not null);

        story.TurnTo(2026, 9, 22, 10);

        var told = Assert.Single(story.Mails, mail => mail.Mail.Level == 1).Mail.Model;
        Assert.Equal(
            ("Primer día hábil de atraso", "Atrasado 1 día hábil", "martes 15/09/2026 a las 23:59 horas"),
            (told["atraso"], told["estado"], told["plazo"]));
    }

    [Fact]
    public void Whoever_reads_that_a_term_ended_reads_until_when_its_plazo_adicional_runs()
    {
        var story = Open(""", "ladder": []""").TurnTo(2026, 9, 16);

        var told = Assert.Single(story.Mails, mail => mail.Mail.Template == "vencido").Mail.Model;
        Assert.Equal(
            "La tarea sigue abierta hasta que se complete. Está en plazo adicional, hasta el lunes 21/09/2026 a las 23:59 horas.",
            told["siguiente"]);
        Assert.Equal("En plazo adicional", told["estado"]);
    }

    [Fact]
    public void A_term_that_moves_takes_its_plazo_adicional_with_it()
    {
        var story = Open(""", "ladder": [], "extension": { "allowed": true }""").TurnTo(2026, 9, 14);
        story.Act("informe", "askExtension", Story.Values(("days", 2d), ("reason", "Falta el oficio")), "pmg.ca-con-00725");

        story.Act(
            "informe", "decideExtension",
            Story.Values(
                ("extension", story.Of<ExtensionAsked>().Single().Effect.ExtensionId), ("granted", true), ("reason", "Corresponde")),
            "coordinacion");

        Assert.Equal(Story.At(2026, 9, 22, 0), story.Of<TaskOpened>().Single().Effect.LateFrom);
        // Two more working days end on Thursday 17; three after that, on Wednesday 23.
        var moved = story.Of<DeadlineMoved>().Single().Effect;
        Assert.Equal(("2026-09-17", Story.At(2026, 9, 24, 0)), (moved.To, moved.LateFrom));
    }

    private static Story Open(string rest) => TaskFlow.Open(
        TaskFlow.Chart(
            TaskFlow.Deliverable("""{ "term": { "workingDays": 10 }, "additional": { "workingDays": 3 }""" + rest + " }"),
            "ini>informe, informe.Submitted>fin"),
        Story.At(2026, 9, 1));
}
