using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

public class FormulationStoryTests
{
    [Fact]
    public void A_formulation_on_time_reaches_its_published_decree()
    {
        var story = Formulation.Open();

        story.TurnTo(2025, 10, 20).Submit();
        story.Act("comentarios", "comment", Story.Values(("comment", "Falta un indicador de trato.")));
        story.Approve("revisionMinisterial");
        story.FinishFromNetworks();

        Assert.Empty(story.Instance.Incidents);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Equal(
            ["Submitted", "Commented", "Approved", "Approved", "Approved", "Approved", "Approved", "Submitted", "Submitted"], story.Outcomes);
        Assert.Equal(["pmg.decretoDictado", "pmg.objetivosFijados"], story.Of<FactRecorded>().Select(fact => fact.Effect.FactKind));
        Assert.DoesNotContain(story.Mails, mail => mail.Mail.Level is not null);
    }
}
