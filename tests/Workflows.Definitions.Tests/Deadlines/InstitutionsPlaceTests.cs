using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Deadlines;

/// <summary>A policy that counts its days where the institution is. 7 June 2027 is a Monday, and a holiday in Arica y Parinacota.</summary>
public class InstitutionsPlaceTests
{
    private const string ThreeDays = """{ "term": { "workingDays": 3 }, "territory": "institution" }""";
    private const string GovernmentOfArica = "PE-GOR-00059";
    private const string DelegationOfArica = "SC-DPR-15";

    private static readonly SnapshotWorld World = new(Story.Demo);

    [Theory]
    [InlineData(GovernmentOfArica, null, "2027-06-09", "15")]
    [InlineData(DelegationOfArica, null, "2027-06-09", "15")]
    [InlineData("PE-GOR-00036", null, "2027-06-08", "02")] // the government of another region
    [InlineData(Formulation.Service, null, "2027-06-08", null)] // a service of the whole country
    [InlineData(null, "15", "2027-06-09", "15")] // a post of the region
    [InlineData(null, null, "2027-06-08", null)]
    public void Days_are_counted_where_the_institution_is(string? institution, string? region, string deadline, string? place)
    {
        var planned = World.Ask(Asked(institution, region)).Answer;

        Assert.Equal((deadline, place), (planned.TextOf("deadline"), planned.TextOf("place")));
    }

    [Fact]
    public void The_place_found_is_kept_and_computing_again_gives_the_same_wherever_the_institution_is_now()
    {
        var asked = Asked(GovernmentOfArica, null);
        var kept = asked.AnswerIn(World.Ask(asked).Answer);
        var moved = Asked("PE-GOR-00036", null) with { Place = DeadlineQuestion.FromValues(kept.Basis).Place };

        Assert.Equal("15", kept.Place);
        Assert.Equal(kept.Deadline, DeadlineBasis.Read(kept.Basis).Plan(WorkingCalendar.Shipped).Deadline);
        Assert.Equal("2027-06-09", World.Ask(moved).Answer.TextOf("deadline"));
    }

    [Fact]
    public void A_place_that_no_longer_exists_counts_in_the_whole_country_and_says_so()
    {
        var policy = DeadlinePolicy.Parse("""{ "term": { "workingDays": 3 }, "territory": "15999" }""");
        var plan = DeadlineComputation.For(policy, 1, Story.At(2027, 6, 3, 10), 2027, WorkingCalendar.Shipped);

        Assert.Equal("2027-06-08", plan.Deadline.ToString());
        Assert.Contains("El lugar 15999 ya no existe: los días se contaron en todo el país.", plan.Sentence, StringComparison.Ordinal);
        Assert.Contains(
            PolicySentences.Of(policy),
            sentence => sentence.ToString().Contains("que ya no existe: se cuentan en todo el país", StringComparison.Ordinal));
    }

    [Fact]
    public void The_sentences_of_the_policy_say_it()
    {
        var policy = DeadlinePolicy.Parse(ThreeDays);

        Assert.Equal(policy, DeadlinePolicy.Parse(policy.ToJson()));
        Assert.Contains(
            PolicySentences.Of(policy),
            sentence => sentence.ToString().EndsWith("Los días se cuentan en el lugar de la institución.", StringComparison.Ordinal));
    }

    private static DeadlineQuestion Asked(string? institution, string? region) =>
        new(ThreeDays, 1, Story.At(2027, 6, 3, 10), 2027d) { Institution = institution, Region = region };
}
