using Workflows.Definitions.Commitments;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Documents;
using Workflows.Definitions.Pmg.Scoring;
using Workflows.Engine;
using Workflows.Engine.Activities;

namespace Workflows.Definitions.Activities;

/// <summary>The activities of the domain, and the catalog of everything a shipped flow may use.</summary>
public static class DomainActivities
{
    public static IReadOnlyList<ActivityType> All { get; } =
    [
        new RequestDeliverable(), new Review(), new Comment(), new ReadBody(), new ConsultSeats(), new PrepareAgenda(), new NumberRows(),
        new DecideInBody(), new Convene(), new HoldSession(), new RecordFact(), new TakeNumber(), new WriteDocument(), new Notify(),
        new WaitUntil(), new Window(), new ForEach(), new ListInstitutions(), new ListPlaces(), new ReadFacts(), new CommittedGoals(),
        new ScoreGoals(),
        new ListCommitments(), new UpdateCommitments(), new ConsolidateReports(),
    ];

    public static ActivityCatalog Catalog { get; } = new([.. CoreActivities.All, .. All]);
}
