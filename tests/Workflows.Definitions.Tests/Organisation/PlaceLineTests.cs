using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Tests.Organisation;

/// <summary>Who hears of work that a region or a ministry owes: its own line, which never crosses to a regional government.</summary>
public class PlaceLineTests
{
    private static readonly OrganisationSnapshot Demo = DemoOrganisation.Build();

    [Theory]
    [InlineData(
        "region.counterpart", "13",
        "contraparte.13|contraparte.13|delegacion.13|subsecretario.int|ministro.int|coordinacion-interministerial")]
    [InlineData(
        "region.presidentialDelegate", "05",
        "delegacion.05|delegacion.05|subsecretario.int|subsecretario.int|ministro.int|coordinacion-interministerial")]
    [InlineData(
        "ministry.cabinet", "MOP",
        "gabinete.mop|gabinete.mop|subsecretario.mop|subsecretario.mop|ministro.mop|coordinacion-interministerial")]
    [InlineData(
        "ministry.undersecretary", "MOP",
        "subsecretario.mop|subsecretario.mop|ministro.mop|ministro.mop|ministro.mop|coordinacion-interministerial")]
    [InlineData(
        "national.interministerialCoordination", "CL",
        "coordinacion-interministerial|coordinacion-interministerial|subsecretario.int|subsecretario.int|ministro.int|")]
    public void A_notice_climbs_level_by_level_to_whoever_answers(string role, string scope, string line)
    {
        var told = Enumerable.Range(0, 6).Select(level => Told(Demo, role, scope, level));

        // The last level of what interministerial coordination owes is itself, and whoever is late is never told of it from above:
        // coordinators are.
        Assert.Equal(line.Split('|').Select(person => person.Length > 0 ? person : "coordinacion"), told);
    }

    [Fact]
    public void Work_of_a_ministry_as_a_whole_is_answered_for_by_all_its_undersecretaries() => Assert.Equal(
        ["subsecretario.sal", "subsecretario.subredes"],
        Answers(Demo, "ministry.cabinet", "SAL", 3).Select(person => person.TextOf("personId")).Order());

    [Fact]
    public void A_vacant_post_climbs_and_says_so()
    {
        var without = Without("delegacion.13");

        Assert.Equal("subsecretario.int", Told(without, "region.counterpart", "13", 2));
        Assert.Contains(
            "está vacante el 15 de julio de 2026 y le corresponde como Subsecretario/a",
            Answer(without, "region.counterpart", "13", 2).TextOf("why"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_level_of_any_region_reaches_a_regional_government()
    {
        foreach (var region in Demo.Regions)
        {
            for (var level = 0; level <= 5; level++)
                Assert.DoesNotContain("gobern", Told(Demo, "region.counterpart", region.Code, level), StringComparison.Ordinal);
        }
    }

    private static OrganisationSnapshot Without(string person) => new(
        Demo.Institutions, [.. Demo.Ministries], [.. Demo.Regions], [.. Demo.Networks], [.. Demo.People.Where(one => one.Id != person)],
        [.. Demo.People.Where(one => one.Id != person).SelectMany(one => Demo.PostsEverOf(one.Id))],
        undersecretariats: Demo.Undersecretariats.All, supervisions: Demo.Undersecretariats.Supervisions);

    private static string Told(OrganisationSnapshot organisation, string role, string scope, int level) =>
        Answer(organisation, role, scope, level).TextOf("personId") ?? "";

    private static object? Answer(OrganisationSnapshot organisation, string role, string scope, int level) =>
        Answers(organisation, role, scope, level)[0];

    private static IReadOnlyList<object?> Answers(OrganisationSnapshot organisation, string role, string scope, int level) =>
        new SnapshotWorld(new(organisation, WorkingCalendar.Shipped)).Answer(WorldQuestions.Recipients, new Dictionary<string, object?>
        {
            ["codes"] = PlainValues.ToValues(["authority"]),
            ["level"] = (double)level,
            ["role"] = role,
            ["scope"] = scope,
            ["date"] = "2026-07-15",
        }).AsList();
}
