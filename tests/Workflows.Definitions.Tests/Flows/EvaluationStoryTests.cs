using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// The evaluation of the PMG of 2025, which happens in 2026: 15 January is a Thursday, 14 February a Saturday, and the term of the
/// service ends on Monday 23 February.
/// </summary>
public class EvaluationStoryTests
{
    private static readonly WorkflowGraph Graph = WorkflowGraph.Compile(
        WorkflowJson.Read(ShippedFlows.Get(ShippedFlows.PmgEvaluation).Json), DomainActivities.Catalog);

    [Fact]
    public void A_result_that_is_accepted_is_fixed_by_the_minister_and_written_with_its_decree()
    {
        var story = Evaluated(100, 75, 100);

        Answer(story, "acepta");
        Assert.Equal(AdvanceStatus.Applied, story.Act("grado", "approve"));
        story.Act("decreto", "submit", Formulation.Decree("88", "2026-03-20"));

        var fact = Assert.Single(story.Of<FactRecorded>()).Effect;
        Assert.Equal(("pmg.resultado", 95d, 7.6d), (fact.FactKind, fact.Data.Member("resultado").Member("grado"), fact.Data.Member("resultado").Member("porcentaje")));
        Assert.Equal(["marzo", "junio", "septiembre", "diciembre"], fact.Data.Member("resultado").ListOf("cuotas"));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Every_goal_says_how_its_degree_came_about()
    {
        var story = Evaluated(100, 45, 100);

        var result = story.Instance.Variables["resultado"];
        var second = result.ListOf("metas")[1];
        Assert.Equal((80d, 3.8d), (result.Member("grado"), result.Member("porcentaje")));
        Assert.Contains(second.ListOf("explicacion"), line => line.TextOf("texto") == "No alcanza el mínimo de 50 % de esta meta: cuenta 0 %.");
        Assert.Contains(result.ListOf("explicacion"), line => line.TextOf("norma") == "Ley 19.553, art. 6");
    }

    [Fact]
    public void The_terms_are_those_of_the_sister_regime_rolled_to_working_days()
    {
        var story = Open();
        Assert.Equal(new DateOnly(2026, 1, 15), SantiagoTime.DateAt(story.Task("antecedentes").DueAt!.Value));
        Report(story, 100, 75, 100);
        Assert.Equal(new DateOnly(2026, 2, 16), SantiagoTime.DateAt(story.Task("evaluacion").DueAt!.Value));
        story.TurnTo(2026, 2, 16, 10);
        Evaluate(story, 100, 75, 100);
        Assert.Equal(new DateOnly(2026, 2, 23), SantiagoTime.DateAt(story.Task("respuesta").DueAt!.Value));
    }

    [Fact]
    public void A_claim_out_of_term_is_flagged_and_never_lost_and_an_accepted_cause_lifts_the_result()
    {
        // 89,2 is 3,8 %; the claim comes a day late, its cause is accepted and 92,1 is 7,6 %.
        var story = Evaluated(73, 100, 100);
        Assert.Equal(89.2, story.Instance.Variables["resultado"].Member("grado"));
        story.TurnTo(2026, 2, 24, 11);

        Answer(story, "reclama", Story.Values(("indicador", "Indicador 1"), ("razones", "El aluvión de junio cerró las oficinas.")));
        Assert.Equal(TaskWords.Late, story.Of<SubmissionReceived>().Last().Effect.Timeliness);
        story.Act("opinion", "submit", Answers(("opinion", "Se acreditó la causa externa. El reclamo llegó un día tarde.")));
        Decide(story, 80.25);

        Assert.Equal((92.1, 7.6), (story.Instance.Variables["resultado"].Member("grado"), story.Instance.Variables["resultado"].Member("porcentaje")));
        story.Act("grado", "approve");
        story.Act("decreto", "submit", Formulation.Decree("88", "2026-03-20"));
        var fact = Assert.Single(story.Of<FactRecorded>()).Effect;
        Assert.Equal(("late", "acoge-parcialmente"), (fact.Data.TextOf("oportunidad"), fact.Data.Member("decision").Member("answers").TextOf("resultado")));
    }

    [Fact]
    public void A_claim_that_is_refused_leaves_the_result_as_it_was()
    {
        var story = Evaluated(73, 100, 100);

        Answer(story, "reclama", Story.Values(("indicador", "Indicador 1"), ("razones", "No fue culpa nuestra.")));
        story.Act("opinion", "submit", Answers(("opinion", "No se acreditó una causa externa.")));
        story.Act("decision", "submit", Answers(("resultado", "rechaza"), ("razones", "No se acreditó.")));

        Assert.Equal(89.2, story.Instance.Variables["resultado"].Member("grado"));
        Assert.Equal(["grado"], story.Tasks.Select(task => task.ActivityId));
    }

    [Fact]
    public void A_degree_sent_back_is_evaluated_again_under_its_own_term()
    {
        var story = Evaluated(100, 75, 100);
        Answer(story, "acepta");

        story.Act("grado", "return", Formulation.Remarks("Falta la razón de la segunda meta."));

        var again = story.Task("evaluacion");
        Assert.Equal((2, "Falta la razón de la segunda meta."), (again.Visit, again.Content.ListOf("remarks")[0].TextOf("text")));
        Evaluate(story, 100, 80, 100);
        Assert.Equal(96d, story.Instance.Variables["resultado"].Member("grado"));
    }

    [Fact]
    public void Nobody_s_silence_accepts_claims_or_fixes_anything()
    {
        var story = Evaluated(100, 75, 100).TurnTo(2026, 12, 31);

        Assert.Equal(["respuesta"], story.Tasks.Select(task => task.ActivityId));
        Assert.Empty(story.Of<FactRecorded>());
    }

    [Fact]
    public void Results_whose_weights_do_not_add_up_are_refused_in_words()
    {
        var story = Open();

        story.Act("antecedentes", "submit", Results("medio_verificacion", ("Indicador 1", 40, 100, 100), ("Indicador 2", 20, 100, 100)));

        Assert.Equal(["antecedentes"], story.Tasks.Select(task => task.ActivityId));
        Assert.Contains("Las ponderaciones suman 60 y tienen que sumar 100.", Assert.Single(story.Instance.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_evaluator_climbs_to_the_technical_secretariat_and_the_coordinators()
    {
        var story = Open();
        Report(story, 100, 75, 100);

        story.TurnTo(2026, 2, 27, 20);

        Assert.Equal([(1, "2026-02-17"), (2, "2026-02-19"), (3, "2026-02-23")],
            story.Told.Where(mail => mail.Mail.TaskId == story.Task("evaluacion").TaskId)
                .Select(mail => (mail.Mail.Level!.Value, SantiagoTime.DateAt(mail.At).ToString("O", System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static Story Open()
    {
        var found = Story.Demo.Organisation.InstitutionOf(Formulation.Service);
        return new Story(Graph, Story.At(2026, 1, 2), Story.Values(
            ("institution", found.Code), ("year", 2025d), ("ministry", found.MinistryCode), ("name", found.Name)));
    }

    /// <summary>Weights 40, 20 and 40, a minimum of 50 % for the second; evaluated on Monday 16 February.</summary>
    private static Story Evaluated(params double[] results)
    {
        var story = Open();
        Report(story, results);
        story.TurnTo(2026, 2, 16, 10);
        Evaluate(story, results);
        return story;
    }

    private static void Report(Story story, params double[] results)
    {
        var payload = Results("medio_verificacion", Rows(results));
        payload["evidence"] = new List<object?>
        {
            Story.Values(("requirement", "medios"), ("fileHash", new string('b', 64)), ("fileName", "medios.pdf"), ("size", 2048d)),
        };
        Assert.Equal(AdvanceStatus.Applied, story.Act("antecedentes", "submit", payload));
        Assert.Empty(story.Instance.Incidents);
    }

    private static void Evaluate(Story story, params double[] results)
    {
        Assert.Equal(AdvanceStatus.Applied, story.Act("evaluacion", "submit", Results("razones", Rows(results))));
        Assert.Empty(story.Instance.Incidents);
    }

    private static void Answer(Story story, string answer, params Dictionary<string, object?>[] claims)
    {
        var payload = claims.Length == 0
            ? Answers(("respuesta", answer))
            : Answers(("respuesta", answer), ("reclamos", claims.Cast<object?>().ToList()));
        Assert.Equal(AdvanceStatus.Applied, story.Act("respuesta", "submit", payload));
        Assert.Empty(story.Instance.Incidents);
    }

    private static void Decide(Story story, double degree) => story.Act("decision", "submit", Answers(
        ("resultado", "acoge-parcialmente"), ("razones", "Se acoge la causa externa."),
        ("decisiones", new List<object?> { Story.Values(("indicador", "Indicador 1"), ("grado", degree), ("razones", "Causa externa acreditada.")) })));

    private static (string Name, double Weight, double Target, double Result)[] Rows(double[] results) =>
        [.. results.Select((result, i) => ($"Indicador {i + 1}", i == 1 ? 20d : 40d, 100d, result))];

    private static Dictionary<string, object?> Results(string column, params (string Name, double Weight, double Target, double Result)[] rows) => Answers(
        ("resultados", rows.Select(object? (row, i) => Story.Values(
            ("objetivo", "gestion-eficaz"), ("indicador", row.Name), ("ponderacion", row.Weight), ("meta", row.Target), ("resultado", row.Result),
            ("minimo", i == 1 ? 50d : null), (column, "Conforme con sus medios de verificación."))).ToList()));

    private static Dictionary<string, object?> Answers(params (string Name, object? Value)[] answers) => Story.Values(("answers", Story.Values(answers)));
}
