using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>What a form lets people choose of the organisation, and what becomes of a choice that does not hold.</summary>
public class ChoosingTests
{
    private const string Own = "CA-CON-00725";
    private const string Officer = "pmg.ca-con-00725";
    private const string Elsewhere = "pmg.pe-agn-00599";

    private static readonly ChoosingPlace Service = new(Own, Own);
    private static readonly DateOnly Day = new(2026, 9, 3);
    private static readonly ChoiceList Demo = new(Story.Demo.Organisation);

    [Fact]
    public void Whoever_is_chosen_is_kept_with_the_name_the_organisation_gives_them()
    {
        var story = Handed($$"""{ "persona": { "id": "{{Officer}}", "name": "Un nombre inventado", "rol": "admin" } }""");

        var answers = story.Of<SubmissionReceived>().Single().Effect.Body.Member("answers");
        var person = (IReadOnlyDictionary<string, object?>)answers.Member("persona")!;
        Assert.Equal(["id", "name"], person.Keys);
        Assert.Equal((Officer, Story.Demo.Organisation.FindPerson(Officer)!.Name), (person["id"], person["name"]));
    }

    [Theory]
    [InlineData(
        """{ "persona": { "id": "nadie", "name": "Nadie" } }""",
        "«Persona» no está entre las personas que puedes elegir: elige de la lista.")]
    [InlineData(
        """{ "persona": { "id": "pmg.pe-agn-00599", "name": "Otra" } }""",
        "«Persona» no está entre las personas que puedes elegir: elige de la lista.")]
    [InlineData(
        """{ "cargo": { "id": "institution.head:PE-AGN-00599", "name": "Otra" } }""",
        "«Cargo» no está entre los cargos que puedes elegir: elige de la lista.")]
    [InlineData(
        """{ "institucion": { "id": "NO-HAY", "name": "Ninguna" } }""",
        "«Institución» no está entre los lugares que puedes elegir: elige de la lista.")]
    [InlineData(
        """{ "institucion": { "id": "SEGEGOB", "name": "Un ministerio" } }""",
        "«Institución» no está entre los lugares que puedes elegir: elige de la lista.")]
    [InlineData("""{ "equipo": [ { "persona": { "id": "nadie", "name": "Nadie" } } ] }""",
        "«Persona» en la fila 1 de «Equipo» no está entre las personas que puedes elegir: elige de la lista.")]
    public void What_does_not_exist_and_what_is_out_of_reach_are_refused_alike(string answers, string said)
    {
        var story = Handed(answers);

        Assert.Equal(said, Assert.Single(story.Of<ActRefused>()).Effect.Reason);
        Assert.Empty(story.Of<SubmissionReceived>());
        Assert.Single(story.Tasks);
    }

    [Fact]
    public void Somebody_whose_post_has_ended_by_the_day_of_the_act_is_refused()
    {
        var demo = Story.Demo.Organisation;
        var organisation = With(demo, demo.PostsEverOf(Officer).Select(post => post with { ValidTo = new DateOnly(2026, 9, 2) }), Officer);

        var story = Handed($$"""{ "persona": { "id": "{{Officer}}", "name": "Quien estaba" } }""", organisation);

        Assert.Equal(
            "«Persona» ya no tiene un cargo vigente: elige a otra persona de la lista.",
            Assert.Single(story.Of<ActRefused>()).Effect.Reason);
        // The same person the day before.
        Assert.NotNull(new ChoiceList(organisation).Find(Rule("""{ "type": "person" }"""), Service, new(2026, 9, 2), Officer));
    }

    [Fact]
    public void An_institution_that_ended_cannot_be_chosen_after_its_last_day()
    {
        var demo = Story.Demo.Organisation;
        var organisation = new OrganisationSnapshot(
            demo.Institutions.Select(place => place.Code == "PE-AGN-00599" ? place with { ValidTo = new DateOnly(2026, 9, 2) } : place),
            demo.Ministries, demo.Regions, demo.Networks, demo.People, demo.People.SelectMany(person => demo.PostsEverOf(person.Id)),
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions);

        var story = Handed("""{ "institucion": { "id": "PE-AGN-00599", "name": "La que era" } }""", organisation);

        Assert.Equal(
            "«Institución» ya no existe en esta fecha: elige otro lugar de la lista.", Assert.Single(story.Of<ActRefused>()).Effect.Reason);
    }

    [Fact]
    public void By_themselves_a_task_reaches_the_people_of_its_institution_and_every_institution()
    {
        var people = Demo.Search(Rule("""{ "type": "person" }"""), Service, Day, "");
        var places = Demo.Search(Rule("""{ "type": "institution" }"""), Service, Day, "");

        Assert.Contains(people, one => one.Id == Officer);
        Assert.All(people, one => Assert.EndsWith("ca-con-00725", one.Id, StringComparison.Ordinal));
        Assert.Equal(Story.Demo.Organisation.Institutions.Count(place => place.ExistsOn(Day)), places.Count);
    }

    [Fact]
    public void A_sector_is_the_ministry_with_all_its_services()
    {
        var people = Demo.Search(
            Rule("""{ "type": "person", "within": "sector", "roles": ["institution.head", "ministry.minister"] }"""), Service, Day, "");
        var places = Demo.Search(
            Rule("""{ "type": "place", "kinds": ["institution", "ministry"], "within": "sector" }"""), Service, Day, "");

        Assert.Contains(people, one => one.Id == "ministro.segegob");
        Assert.DoesNotContain(people, one => one.Id is "ministro.hac" or Officer);
        Assert.Contains(places, one => one.Id == "SEGEGOB");
        Assert.All(places.Where(one => one.Id != "SEGEGOB"), one => Assert.Equal(
            "SEGEGOB", Story.Demo.Organisation.MinistryOf(Story.Demo.Organisation.InstitutionOf(one.Id), Day)));
    }

    [Fact]
    public void A_committee_reaches_who_sits_in_it_and_its_seats()
    {
        var at = new ChoosingPlace(null, "comite-tecnico-pmg");

        var people = Demo.Search(Rule("""{ "type": "person" }"""), at, Day, "");
        var posts = Demo.Search(Rule("""{ "type": "post" }"""), at, Day, "");

        Assert.Equal(
            ["comite-tecnico.dipres", "comite-tecnico.segpres", "comite-tecnico.subdere", "secretaria-tecnica"],
            people.Select(one => one.Id).Order(StringComparer.Ordinal));
        Assert.Equal(4, posts.Count);
        Assert.Contains(
            posts, post => post.Name.EndsWith("asiento «Subdere»", StringComparison.Ordinal) && post.Detail == "Comité Técnico · Subdere");
    }

    [Theory]
    [InlineData("ministro secretaria", "institution.head", 0)]
    [InlineData("jefe SERVICIO", "institution.head", 1)]
    [InlineData("CONSEJO", "institution.head", 1)]
    [InlineData("%", "institution.head", 0)]
    public void A_search_finds_every_word_without_minding_accents_or_capitals(string text, string role, int found)
    {
        var rule = Rule($$"""{ "type": "person", "roles": ["{{role}}"] }""");

        Assert.Equal(found, Demo.Search(rule, Service, Day, text).Count);
    }

    [Fact]
    public void A_vacant_post_may_be_chosen_and_says_that_it_is_vacant()
    {
        var demo = Story.Demo.Organisation;
        var organisation = With(
            demo, demo.PostsEverOf(Officer).Select(post => post with { ValidTo = new DateOnly(2026, 9, 2) }), Officer, units: false);

        var post = new ChoiceList(organisation).Find(Rule("""{ "type": "post" }"""), Service, Day, $"institution.pmgOfficer:{Own}");

        Assert.Equal("Vacante", post?.Detail);
    }

    [Theory]
    [InlineData("""{ "type": "person", "within": "planeta" }""", "form[0].within: «planeta» no sirve: usa own, sector, country.")]
    [InlineData("""{ "type": "person", "roles": ["jefe"] }""", "form[0].roles: el rol «jefe» no existe.")]
    [InlineData("""{ "type": "place" }""", "form[0].kinds: falta. Di qué lugares: institution, ministry, region.")]
    [InlineData("""{ "type": "place", "kinds": ["comuna"] }""", "form[0].kinds: «comuna» no sirve: usa institution, ministry, region.")]
    public void A_field_that_says_wrongly_what_may_be_chosen_is_refused_by_its_place(string field, string said) =>
        Assert.Equal($"El formulario de la tarea está mal definido. {said}", TaskRules.Problem(["submit"], Content(field), "submit", null));

    private static ChoosingRule Rule(string field) => TaskChoices.RuleOf(Content(field), "a")!;

    private static Dictionary<string, object?> Content(string field) => Story.Values(
        ("formFor", new List<object?> { "submit" }),
        ("form",
            new List<object?> { new Dictionary<string, object?>(
                (IReadOnlyDictionary<string, object?>)Values.FromJson(field)!) { ["id"] = "a", ["label"] = "A" } }));

    private static Story Handed(string answers, OrganisationSnapshot? organisation = null)
    {
        const string form = """
            [ { "id": "persona", "label": "Persona", "type": "person" }, { "id": "cargo", "label": "Cargo", "type": "post" },
              { "id": "institucion", "label": "Institución", "type": "institution" },
              { "id": "equipo", "label": "Equipo", "type": "table", "columns": [ { "id": "persona", "label": "Persona", "type": "person" } ] } ]
            """;
        var chart = TaskFlow.Chart(TaskFlow.Deliverable(TaskFlow.TenDays, ("form", form)), "ini>informe, informe.Submitted>fin");
        var world = organisation is null ? Story.Demo : new WorldSnapshot(organisation, WorkingCalendar.Shipped);
        var story = new Story(chart, Story.At(2026, 9, 1), TaskFlow.Pmg2026, world).TurnTo(2026, 9, 3);
        story.Act("informe", "submit", Story.Values(("answers", Values.FromJson(answers))));
        return story;
    }

    private static OrganisationSnapshot With(
        OrganisationSnapshot demo, IEnumerable<Appointment> instead, string person, bool units = true) => new(
        demo.Institutions, demo.Ministries, demo.Regions, demo.Networks, demo.People,
        demo.People.Where(one => one.Id != person).SelectMany(one => demo.PostsEverOf(one.Id)).Concat(instead),
        units: units ? demo.Units : [], unitPosts: units ? demo.UnitPosts : [],
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions);
}
