using Workflows.Definitions.Activities;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

public class YearlyFormulationTests
{
    private static readonly string Json = ShippedFlows.Get(ShippedFlows.PmgFormulationYear).Json;

    [Fact]
    public void The_yearly_process_opens_one_formulation_per_institution()
    {
        var story = new Story(Json, Story.At(2025, 10, 1), Story.Values(("year", 2026d)));

        var children = story.Of<ChildRequested>().Select(child => child.Effect).ToList();
        Assert.Equal(Story.Demo.Organisation.InstitutionsIn("PMG", 2026).Count, children.Count);
        Assert.All(children, child => Assert.Equal(("pmg-formulacion", 2026), (child.DefinitionId, child.Input.WholeOf("year"))));
        Assert.Equal(children.Count, children.Select(child => child.Input.TextOf("institution")).Distinct().Count());
        var regional = children.Single(child => child.Input.TextOf("institution") == Formulation.RegionalGovernment).Input;
        Assert.Equal(("INT", "RegionalGovernment"), (regional.TextOf("ministry"), regional.TextOf("kind")));
    }

    [Fact]
    public void The_yearly_process_finishes_when_the_last_institution_has()
    {
        var story = new Story(Json, Story.At(2025, 10, 1), Story.Values(("year", 2026d)));
        var children = story.Of<ChildRequested>().Select(child => child.Effect).ToList();

        Report(story, children.SkipLast(1));
        Assert.Equal(WorkflowSubStatus.Suspended, story.Instance.SubStatus);
        Report(story, children.TakeLast(1));

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        var fact = Assert.Single(story.Of<FactRecorded>()).Effect;
        Assert.Equal(("pmg.formulacionTerminada", children.Count), (fact.FactKind, fact.Data.WholeOf("instituciones")));
    }

    [Fact]
    public void A_year_nobody_gave_stops_as_an_incident_that_says_so()
    {
        var story = new Story(Json, Story.At(2025, 10, 1));

        Assert.Contains("indica uno entre 2000 y 2100", Assert.Single(story.Instance.Incidents).Message, StringComparison.Ordinal);
    }

    private static void Report(Story story, IEnumerable<ChildRequested> children) => story.Send(
        new ChildrenReported([.. children.Select(child => new ChildReport(
            child.Child!.BookmarkId, child.ChildId, WorkflowStatus.Finished, WorkflowSubStatus.Finished,
            new Dictionary<string, object?>()))]),
        story.Now);
}
