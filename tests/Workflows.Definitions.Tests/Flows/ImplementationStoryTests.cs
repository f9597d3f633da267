using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>Stories 6 to 8: a year of implementation, 2026, in one service; and a service that begins in the middle of it.</summary>
public class ImplementationStoryTests
{
    private const string First = "E1-O1-RT1";

    [Fact]
    public void Story_6_a_new_service_inherits_a_result_and_fixes_its_own_targets_within_ninety_days()
    {
        var story = NewService();
        Assert.Equal("SEGPRES", Assert.Single(story.Facts("pmg.resultadoHeredado")).Data.TextOf("referencia"));
        Assert.Equal(new DateOnly(2026, 6, 30), story.DueDate("metas"));

        story.TurnTo(2026, 6, 26);
        Assert.Equal([60, 75, 85], Reminders(story));
        story.TurnTo(2026, 7, 8);
        Assert.Contains(
            story.Mails, mail => mail.Mail.Level == 3 && mail.Mail.Addressees.Any(person => person.RoleCode == Role.Minister.Code));
    }

    [Fact]
    public void Story_6_targets_fixed_in_time_end_the_notices()
    {
        var story = NewService().TurnTo(2026, 6, 2);

        story.Submit(
            "metas", ("indicadores", new List<object?> { Story.Values(("indicador", "Cobertura"), ("meta", 80d), ("ponderacion", 100d)) }));
        story.TurnTo(2026, 6, 29);
        Assert.Equal([60], Reminders(story));
        story.Submit("decreto", ("numero", "12"), ("fecha", "2026-07-10"), ("archivo:decreto", null));

        Assert.Equal(80d, Assert.Single(story.Facts("pmg.metasPropias")).Data.ListOf("metas")[0].Member("meta"));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Story_7_a_requirement_opens_and_closes_at_its_hour_and_what_comes_later_is_for_a_person_to_judge()
    {
        Assert.Equal(TaskWords.OnTime, TimelinessAt(18, 29));
        Assert.Equal(TaskWords.Extemporaneous, TimelinessAt(18, 31));

        var early = Opened().TurnTo(2026, 2, 12);
        Assert.Contains(
            "Todavía no se recibe.",
            TaskRules.TooEarly(
                Requirement(early, First).Task.Deadline.TextOf("opensAt") is { } opens ? Instants.Parse(opens) : null,
                early.Now)[0].Message, StringComparison.Ordinal);

        static string? TimelinessAt(int hour, int minute)
        {
            var story = Opened().TurnTo(2026, 3, 5, hour, minute);
            HandIn(story, First);
            story.Act(Opinion(story), "approve", Criteria(timely: minute < 30));
            return Assert.Single(story.Facts("pmg.requisito")).Data.TextOf("oportunidad");
        }
    }

    [Fact]
    public void Story_7_the_network_gives_its_opinion_on_each_criterion_and_may_send_the_requirement_back()
    {
        var story = Opened().TurnTo(2026, 2, 20);
        HandIn(story, First);
        Assert.Equal(new DateOnly(2026, 3, 23), Workflows.Definitions.Calendar.SantiagoTime.DateAt(Opinion(story).Task.DueAt!.Value));

        story.Act(Opinion(story), "return", Formulation.Remarks("Falta el diagnóstico firmado."));
        Assert.Equal(2, Requirement(story, First).Task.Visit);
        HandIn(story, First);
        story.Act(Opinion(story), "approve", Criteria(timely: true));

        var criteria = Assert.Single(story.Facts("pmg.requisito")).Data.Member("criterios");
        Assert.Equal((true, true), (criteria.Member("completitud"), criteria.Member("medio_envio")));
    }

    [Fact]
    public void Every_quarter_the_service_reports_within_ten_working_days_and_the_middle_of_the_year_is_a_cut_of_its_own()
    {
        var story = Opened();
        Assert.Empty(story.Tasks("avance"));

        story.TurnTo(2026, 6, 30, 9);

        var titles = story.Tasks("avance").Select(task => task.Task.Title).ToList();
        Assert.Equal(["Informar el avance: primer trimestre", "Informar el avance: corte de mitad de año"], titles);
        var half = story.Tasks("avance")[1];
        Assert.Equal(new DateOnly(2026, 7, 14), Workflows.Definitions.Calendar.SantiagoTime.DateAt(half.Task.DueAt!.Value));
        story.Act(half, "submit",
            FamilyStory.Payload(("avances", new List<object?> { Story.Values(("indicador", "Indicador 1"), ("avance", 50d)) })));
        Assert.Equal("corte de mitad de año", Assert.Single(story.Facts("pmg.avance")).Data.TextOf("periodo"));
    }

    [Fact]
    public void Story_8_a_flood_changes_a_target_by_decree_and_both_targets_are_kept()
    {
        var story = Opened().TurnTo(2026, 8, 20);

        Ask(story);
        story.Act("respaldo", "return", Formulation.Remarks("Cuantifique el efecto por comuna."));
        Ask(story);
        story.Act("respaldo", "approve");
        Assert.Equal((Role.Minister.Code, "HAC"), (story.Task("decision").Task.RoleCode, story.Task("decision").Task.ScopeCode));
        story.Act("decision", "approve", Story.Values(("answers", Story.Values(("fundamento", "La causa está acreditada.")))));
        story.Submit("decreto", ("numero", "540"), ("fecha", "2026-10-15"), ("archivo:decreto", null));

        var changed = Assert.Single(story.Facts("pmg.modificacion")).Data;
        Assert.Equal(
            (90d, 70d, "540"),
            (changed.ListOf("metas")[0].Member("meta_original"), changed.ListOf("metas")[0].Member("meta_nueva"), changed.Member("decreto")
                .TextOf("numero")));
        Assert.Single(story.Instance.Variables["modificaciones"].AsList());
        // Another change may be asked for until the window closes: it is no correction of the first.
        Assert.Equal(new DateOnly(2026, 11, 30), story.DueDate("solicitud"));
    }

    [Fact]
    public void After_a_decision_another_change_may_be_asked_until_the_end_of_November_and_a_returned_one_has_ten_working_days_at_least()
    {
        var story = Opened().TurnTo(2026, 2, 20);
        Ask(story);
        story.Act("respaldo", "approve").Act("decision", "reject", Formulation.Remarks("No es una causa externa."));

        Assert.Equal(new DateOnly(2026, 11, 30), story.DueDate("solicitud"));
        story.TurnTo(2026, 11, 27);
        Ask(story);
        story.Act("respaldo", "return", Formulation.Remarks("Cuantifique el efecto."));

        // Ten working days from Friday 27 November pass over Tuesday 8 December.
        Assert.Equal(new DateOnly(2026, 12, 14), story.DueDate("solicitud"));
    }

    [Fact]
    public void Story_8_what_Hacienda_refuses_leaves_the_target_as_it_was()
    {
        var story = Opened().TurnTo(2026, 8, 20);
        Ask(story);
        story.Act("respaldo", "approve");

        story.Act("decision", "reject", Formulation.Remarks("No es una causa externa."));

        Assert.Empty(story.Facts("pmg.modificacion"));
        Assert.Equal(90d, Assert.Single(story.Facts("pmg.modificacionRechazada")).Data.ListOf("metas")[0].Member("meta_original"));
        Assert.Empty(story.Instance.Variables["modificaciones"].AsList());
    }

    [Fact]
    public void A_year_in_which_everything_is_handed_in_and_nobody_asks_for_changes_closes_by_itself()
    {
        var story = Opened();
        foreach (var (year, month, day) in new[] { (2026, 3, 31), (2026, 6, 30), (2026, 8, 1), (2026, 11, 30), (2027, 1, 4) })
        {
            story.TurnTo(year, month, day);
            foreach (var requirement in story.Tasks("entrega").Where(task => TaskRules.TooEarly(OpensAt(task.Task), story.Now).Count == 0)
                .ToList())
                HandIn(story, requirement.Task.Title[..First.Length]);
            foreach (var opinion in story.Tasks("opinion").ToList())
                story.Act(opinion, "approve", Criteria(timely: true));
            foreach (var report in story.Tasks("avance").ToList())
                story.Act(report, "submit",
                    FamilyStory.Payload(("avances", new List<object?> { Story.Values(("indicador", "Indicador 1"), ("avance", 50d)) })));
        }

        Assert.Equal(5, story.Facts("pmg.requisito").Count());
        Assert.Equal(4, story.Facts("pmg.avance").Count());
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);

        static DateTimeOffset? OpensAt(TaskOpened task) => task.Deadline.TextOf("opensAt") is { } opens ? Instants.Parse(opens) : null;
    }

    private static FamilyStory Opened()
    {
        var found = Story.Demo.Organisation.InstitutionOf(Formulation.Service);
        return new(ShippedFlows.PmgImplementation, Story.At(2026, 1, 2), null, ("institution", found.Code), ("year", 2026d),
            ("ministry", found.MinistryCode), ("name", found.Name));
    }

    private static FamilyStory NewService()
    {
        var found = Story.Demo.Organisation.InstitutionOf(Formulation.Service);
        return new(
            ShippedFlows.PmgNewService, Story.At(2026, 4, 1), null, ("institution", found.Code), ("year", 2026d),
            ("ministry", found.MinistryCode), ("name", found.Name),
            ("inicio", "2026-04-01"), ("referencia", "SEGPRES"));
    }

    private static int[] Reminders(FamilyStory story) =>
        [.. story.Mails.Where(
            mail => mail.Mail.Level is null
                && mail.Mail.Model.Values.OfType<string>().Any(text => text.Contains("días corridos para fijar", StringComparison.Ordinal)))
            .Select(mail => int.Parse(mail.Mail.Model.Values.OfType<string>().Single(text => text.Contains("días corridos para fijar",
            StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];

    private static (string Instance, TaskOpened Task) Requirement(FamilyStory story, string code) =>
        story.Tasks("entrega").Single(task => task.Task.Title.StartsWith(code, StringComparison.Ordinal));

    private static (string Instance, TaskOpened Task) Opinion(FamilyStory story) => Assert.Single(story.Tasks("opinion"));

    private static void HandIn(FamilyStory story, string code) =>
        story.Act(Requirement(story, code), "submit",
            FamilyStory.Payload(("descripcion", "Los tres diagnósticos."), ("archivo:medio", null)));

    private static Dictionary<string, object?> Criteria(bool timely) => Story.Values(("answers", Story.Values(
        ("completitud", true), ("medio_envio", true), ("oportunidad", timely), ("fundamento", "Revisado."))));

    private static void Ask(FamilyStory story) => story.Submit(
        "solicitud", ("causa", "catastrofe"), ("descripcion", "Las lluvias de agosto cerraron tres oficinas."),
        ("efecto", "20 puntos menos."),
        ("metas", new List<object?> { Story.Values(("indicador", "Indicador 1"), ("meta_original", 90d), ("meta_nueva", 70d)) }),
        ("archivo:antecedentes", null));
}
