using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// The collective agreement (CDC) of a team for 2026, from its resolution in October 2025 to its certificate in January 2027.
/// </summary>
public class CollectiveAgreementTests
{
    [Theory]
    [InlineData(45d, 90d, "8 %")]
    [InlineData(45d, 89.9999, "4 %")]
    [InlineData(45d, 74.9999, "0 %")]
    [InlineData(12d, 90d, "9 %")]
    [InlineData(12d, 75d, "4,5 %")]
    public void A_team_gets_what_its_degree_gives_it_and_a_small_one_what_the_institution_does(double staff, double result, string percent)
    {
        var story = Agreed(staff);
        Report(story, result);
        story.Act("certificado", "approve", Certificate());

        Assert.Equal(percent, Assert.Single(story.Facts("cdc.resultado")).Data.Member("resultado").TextOf("porcentaje_texto"));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Targets_that_the_ministry_sends_back_are_proposed_again_and_the_agreement_is_signed_in_the_last_quarter()
    {
        var story = Opened(45);
        Assert.Equal(new DateOnly(2025, 11, 3), story.DueDate("equipo"));
        Team(story);
        Propose(story);

        story.Act("acuerdo", "return", Formulation.Remarks("Suba la segunda meta."));

        Assert.Equal(2, story.Task("propuesta").Task.Visit);
        Propose(story);
        story.Act("acuerdo", "approve");
        Assert.Equal(new DateOnly(2025, 12, 31), story.DueDate("convenio"));
    }

    [Fact]
    public void The_report_of_June_is_asked_at_its_cut_and_the_last_one_starts_from_the_targets_agreed()
    {
        var story = Agreed(45);
        Assert.Empty(story.Tasks());
        story.TurnTo(2026, 6, 30);
        Assert.Equal(new DateOnly(2026, 7, 14), story.DueDate("parcial"));
        story.Submit("parcial", ("avances", new List<object?> { Story.Values(("indicador", "Atención"), ("avance", 50d)) }));

        story.TurnTo(2026, 12, 31);

        Assert.Equal(
            "Atención", story.Task("final").Task.Content.Member("previous").Member("answers").ListOf("resultados")[0].TextOf("indicador"));
    }

    [Fact]
    public void Internal_audit_certifies_or_sends_the_report_back()
    {
        var story = Agreed(45);
        Report(story, 95);
        Assert.Equal(Role.InternalAuditor.Code, story.Task("certificado").Task.RoleCode);

        story.Act("certificado", "return", Formulation.Remarks("Falta el respaldo de diciembre."));

        Assert.Equal("Falta el respaldo de diciembre.", story.Task("final").Task.Content.ListOf("remarks")[0].TextOf("text"));
        Assert.Empty(story.Facts("cdc.resultado"));
    }

    private static FamilyStory Opened(double staff)
    {
        var found = Story.Demo.Organisation.InstitutionOf(Formulation.Service);
        return new(
            ShippedFlows.CollectiveAgreement, Story.At(2025, 10, 1), null, ("institution", found.Code), ("year", 2026d),
            ("ministry", found.MinistryCode),
            ("name", found.Name), ("equipo", "Atención"), ("dotacion", staff));
    }

    private static FamilyStory Agreed(double staff)
    {
        var story = Opened(staff);
        Team(story);
        Propose(story);
        return story.Act("acuerdo", "approve").Submit("convenio", ("fecha", "2025-12-15"), ("archivo:convenio", null))
            .Act("visacion", "approve").Submit("resolucion", ("numero", "31"), ("fecha", "2025-12-29"), ("archivo:resolucion", null));
    }

    private static void Team(FamilyStory story) =>
        story.Submit(
            "equipo", ("equipo", "Atención"), ("integrantes", 9d), ("funciones", "Atiende público."), ("archivo:resolucion", null));

    private static void Propose(FamilyStory story) =>
        story.Submit(
            "propuesta", ("metas", new List<object?> { Story.Values(("indicador", "Atención"), ("meta", 100d), ("ponderacion", 100d)) }));

    private static void Report(FamilyStory story, double result)
    {
        story.TurnTo(2026, 6, 30)
            .Submit("parcial", ("avances", new List<object?> { Story.Values(("indicador", "Atención"), ("avance", 50d)) }));
        story.TurnTo(2026, 12, 31).Submit(
            "final",
            ("resultados",
                new List<object?> { Story.Values(
                    ("indicador", "Atención"), ("ponderacion", 100d), ("meta", 100d), ("resultado", result)) }), ("archivo:medios", null));
    }

    private static Dictionary<string, object?> Certificate() =>
        Story.Values(("answers", Story.Values(("numero", "7"), ("fundamento", "Revisado."))));
}
