using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

public class TakeNumberTests
{
    [Fact]
    public void A_rehearsal_numbers_what_a_step_does_again_and_again_without_touching_any_series()
    {
        var story = new Story(
            TaskFlow.Chart(
                $"{TaskFlow.Activity("numero", "TakeNumber", ("series", "sesion/prueba/2026"), ("number", "->sesion"))}, " +
                TaskFlow.Activity("revisar", "Review",
                    ("title", "Revisar"), ("role", "national.coordinator"), ("deadline", TaskFlow.TenDays),
                    ("subject", """{ "texto": "La tabla" }"""), ("remarksRequired", "false")),
                "ini>numero, numero>revisar, revisar.Returned>numero, revisar.Approved>fin",
                """{ "id": "sesion", "name": "sesion", "typeName": "Object" }"""),
            Story.At(2026, 9, 1), TaskFlow.Pmg2026);
        Assert.Equal(1d, story.Instance.Variables["sesion"]);

        Assert.Equal(AdvanceStatus.Applied, story.Act("revisar", "return"));

        Assert.Equal(2d, story.Instance.Variables["sesion"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Without_a_series_nothing_is_numbered(string series)
    {
        var story = new Story(
            TaskFlow.Chart(TaskFlow.Activity("numero", "TakeNumber", ("series", series)), "ini>numero, numero>fin"), Story.At(2026, 9, 1));

        Assert.Contains("de qué serie", Assert.Single(story.Instance.Incidents).Message, StringComparison.Ordinal);
    }
}
