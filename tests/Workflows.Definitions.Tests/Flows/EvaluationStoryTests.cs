using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// Stories 9 and 10: the evaluation of the PMG of 2025, which happens in 2026: 15 January is a Thursday, 14 February a Saturday, and the
/// term of the service ends on Monday 23 February.
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

        var fact = Result(story);
        Assert.Equal(
            ("pmg.resultado", 95d, 7.6d),
            (fact.FactKind, fact.Data.Member("resultado").Member("grado"), fact.Data.Member("resultado").Member("porcentaje")));
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
        Assert.Contains(
            second.ListOf("explicacion"), line => line.TextOf("texto") == "No alcanza el mínimo de 50 % de esta meta: cuenta 0 %.");
        Assert.Contains(result.ListOf("explicacion"), line => line.TextOf("norma") == "Ley 19.553, art. 6");
    }

    [Fact]
    public void The_terms_are_those_of_the_sister_regime_rolled_to_working_days()
    {
        var story = Open();
        Assert.Equal(new DateOnly(2026, 1, 15), SantiagoTime.DateAt(story.Task("antecedentes").DueAt!.Value));
        Report(story, 100, 75, 100);
        story.Act("evaluacionInicial", "approve");
        Assert.Equal(new DateOnly(2026, 2, 16), SantiagoTime.DateAt(story.Task("evaluacion").DueAt!.Value));
        story.TurnTo(2026, 2, 16, 10);
        Evaluate(story, 100, 75, 100);
        Assert.Equal(new DateOnly(2026, 2, 23), SantiagoTime.DateAt(story.Task("respuesta").DueAt!.Value));
    }

    [Fact]
    public void Story_10_a_claim_of_the_24th_is_late_flagged_and_never_lost_and_an_accepted_cause_lifts_89_2_to_92_1()
    {
        // Received on Monday 16 February: the term is Monday the 23rd. 89,2 is 3,8 %; with its cause accepted, 92,1 is 7,6 %.
        var story = Evaluated(73, 100, 100);
        Assert.Equal(
            (89.2, "3,8 %"),
            (story.Instance.Variables["resultado"].Member("grado"), story.Instance.Variables["resultado"].TextOf("porcentaje_texto")));
        Assert.Equal(new DateOnly(2026, 2, 23), SantiagoTime.DateAt(story.Task("respuesta").DueAt!.Value));
        story.TurnTo(2026, 2, 24, 11);

        Answer(story, "reclama", Story.Values(("indicador", "Indicador 1"), ("razones", "El aluvión de junio cerró las oficinas.")));
        Assert.Equal(TaskWords.Late, story.Of<SubmissionReceived>().Last().Effect.Timeliness);
        Assert.Equal("Opinar sobre el reclamo, recibido fuera de plazo", story.Task("opinion").Title);
        Assert.Equal(
            "El aluvión de junio cerró las oficinas.",
            story.Task("opinion").Content.Member("subject").Member("answers").ListOf("reclamos")[0].TextOf("razones"));
        Assert.Equal(
            "Grado que evaluaron en cada meta: Indicador 1 (73 %), Indicador 2 (100 %), Indicador 3 (100 %). Grado global: 89,2 %.",
            story.Task("opinion").Content.Member("background").TextOf("aviso"));
        story.Act("opinion", "submit", Answers(("opinion", "Se acreditó la causa externa. El reclamo llegó un día tarde.")));
        var decision = story.Task("decision");
        Assert.Equal(
            ("Decidir el reclamo del PMG, recibido fuera de plazo", new DateOnly(2026, 3, 5)),
            (decision.Title, SantiagoTime.DateAt(decision.DueAt!.Value)));
        Assert.Equal(
            "Grado que evaluaron en cada meta: Indicador 1 (73 %), Indicador 2 (100 %), Indicador 3 (100 %). "
            + "Opinión de la Secretaría Técnica: Se acreditó la causa externa. El reclamo llegó un día tarde.",
            decision.Content.Member("background").TextOf("aviso"));
        story.TurnTo(2026, 3, 5, 12);
        Decide(story, 80.25);
        Assert.Equal(
            "Grado de cada meta: Indicador 1 (80,25 %), Indicador 2 (100 %), Indicador 3 (100 %). Grado global: 92,1 %. "
            + "Corresponde un incremento de 7,6 %. Razones con que se decidió el reclamo: Se acoge la causa externa.",
            story.Task("grado").Content.Member("background").TextOf("aviso"));

        Assert.Equal(
            (92.1, 7.6),
            (story.Instance.Variables["resultado"].Member("grado"), story.Instance.Variables["resultado"].Member("porcentaje")));
        story.Act("grado", "approve");
        story.Act("decreto", "submit", Formulation.Decree("88", "2026-03-20"));
        var fact = Result(story);
        Assert.True(fact.Data.FlagOf("reclamoFueraDePlazo"));
        Assert.Equal("7,6 %", fact.Data.Member("resultado").TextOf("porcentaje_texto"));
        Assert.Equal(
            ("late", "acoge-parcialmente"),
            (fact.Data.TextOf("oportunidad"), fact.Data.Member("decision").Member("answers").TextOf("resultado")));
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
        Assert.DoesNotContain(story.Of<FactRecorded>(), fact => fact.Effect.FactKind is "pmg.resultado" or "pmg.cuotas");
    }

    [Fact]
    public void Results_whose_weights_do_not_add_up_are_refused_in_words()
    {
        var story = Open();

        story.Act("antecedentes", "submit", Results("medio_verificacion", ("Indicador 1", 40, 100, 100), ("Indicador 2", 20, 100, 100)));

        Assert.Equal(["antecedentes"], story.Tasks.Select(task => task.ActivityId));
        Assert.Contains(
            "Las ponderaciones suman 60 y tienen que sumar 100.", Assert.Single(story.Instance.Incidents).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Story_9_the_evaluator_from_outside_sees_evidence_that_no_longer_changes_and_gives_reasons_per_goal()
    {
        var story = Open();
        Report(story, 100, 75, 100);
        Assert.DoesNotContain(story.Of<TaskOpened>(), task => task.Effect.ActivityId == "evaluacion");

        story.Act("evaluacionInicial", "approve");

        var frozen = story.Of<FactRecorded>().Single().Effect;
        Assert.Equal(
            ("pmg.antecedentes", new string('b', 64), "medios.pdf"),
            (frozen.FactKind, frozen.Data.ListOf("evidencia")[0].TextOf("fileHash"), frozen.Data.ListOf("evidencia")[0]
                .TextOf("fileName")));
        var task = story.Task("evaluacion");
        Assert.Equal(("institution.externalEvaluator", Formulation.Service), (task.RoleCode, task.ScopeCode));
        Assert.Equal(
            frozen.Data.ListOf("evidencia")[0].TextOf("fileHash"),
            task.Content.Member("previous").ListOf("evidence")[0].TextOf("fileHash"));
        // 14 February is a Saturday: the next working day is Monday 16.
        Assert.Equal(new DateOnly(2026, 2, 16), SantiagoTime.DateAt(task.DueAt!.Value));
        Assert.Contains(
            "Falta «Razones»", TaskRules.Problem(task.Actions, task.Content, "submit", Results("medio_verificacion", Rows([100, 75, 100]))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_minister_s_initial_evaluation_may_send_results_back_before_anybody_outside_sees_them()
    {
        var story = Open();
        Report(story, 100, 75, 100);

        story.Act("evaluacionInicial", "return", Formulation.Remarks("Falta el acta de la segunda meta."));

        var again = story.Task("antecedentes");
        Assert.Equal((2, "Falta el acta de la segunda meta."), (again.Visit, again.Content.ListOf("remarks")[0].TextOf("text")));
        Report(story, 100, 80, 100);
        Assert.Equal("evaluacionInicial", Assert.Single(story.Tasks).ActivityId);
        Assert.Empty(story.Of<FactRecorded>());
        story.TurnTo(2026, 12, 31);
        Assert.Equal("evaluacionInicial", Assert.Single(story.Tasks).ActivityId);
    }

    [Fact]
    public void A_regime_without_initial_evaluation_goes_straight_to_the_evaluator_and_a_region_s_degree_is_fixed_by_Hacienda()
    {
        var story = Open(Formulation.RegionalGovernment);
        Report(story, 100, 75, 100);
        Assert.Equal("evaluacion", Assert.Single(story.Tasks).ActivityId);
        Evaluate(story, 100, 75, 100);
        Answer(story, "acepta");

        Assert.Equal(("grado", "HAC"), (Assert.Single(story.Tasks).ActivityId, story.Tasks[0].ScopeCode));
        story.TurnTo(2026, 4, 30);
        Assert.All(
            story.Told.Where(mail => mail.Mail.TaskId == story.Task("grado").TaskId).SelectMany(mail => mail.Mail.Addressees)
                .Where(person => person.RoleCode.StartsWith("ministry.", StringComparison.Ordinal)),
            person => Assert.EndsWith(".hac", person.PersonId, StringComparison.Ordinal));
        story.Act("grado", "approve");
        Assert.Equal("HAC", story.Task("decreto").ScopeCode);
    }

    [Fact]
    public void Nobody_with_a_post_in_the_service_evaluates_it()
    {
        var story = Open();
        Report(story, 100, 75, 100);
        story.Act("evaluacionInicial", "approve");

        story.Act("evaluacion", "submit", Results("razones", Rows([100, 75, 100])), $"auditoria.{Formulation.Service.ToLowerInvariant()}");

        Assert.Contains(
            "Auditor/a interno) y no puede evaluarla", Assert.Single(story.Of<ActRefused>()).Effect.Reason, StringComparison.Ordinal);
        Assert.Equal("evaluacion", Assert.Single(story.Tasks).ActivityId);
        story.Act("evaluacion", "submit", Results("razones", Rows([100, 75, 100])), "auditoria.pe-gor-00036");
        Assert.Equal("respuesta", Assert.Single(story.Tasks).ActivityId);
    }

    [Fact]
    public void A_decree_cannot_be_dated_before_the_degree_was_fixed()
    {
        var story = Evaluated(100, 75, 100);
        Answer(story, "acepta");
        story.Act("grado", "approve");

        var decree = story.Task("decreto");
        Assert.Equal(
            "La fecha del decreto, 15/02/2026, es anterior a la del día en que se fijó el grado, 16/02/2026: corrígela.",
            TaskRules.Problem(decree.Actions, decree.Content, "submit", Formulation.Decree("88", "2026-02-15")));
    }

    [Theory]
    [InlineData(75, "7,6 %", 4)]
    [InlineData(0, "3,8 %", 4)]
    public void The_instalments_of_the_law_are_a_fact_of_the_year_in_which_they_are_paid(double second, string percent, int instalments)
    {
        var fact = Decreed(Evaluated(100, second, 100)).Of<FactRecorded>().Single(fact => fact.Effect.FactKind == "pmg.cuotas").Effect.Data;

        Assert.Equal((2026d, percent, "Ley 19.553, art. 1"), (fact.Member("anio"), fact.TextOf("porcentaje"), fact.TextOf("norma")));
        Assert.Equal(instalments, fact.ListOf("cuotas").Count);
    }

    [Fact]
    public void Where_nothing_is_paid_there_are_no_instalments()
    {
        var fact = Decreed(Evaluated(50, 0, 50)).Of<FactRecorded>().Single(fact => fact.Effect.FactKind == "pmg.cuotas").Effect.Data;

        Assert.Equal("0 %", fact.TextOf("porcentaje"));
        Assert.Empty(fact.ListOf("cuotas"));
    }

    [Fact]
    public void A_claim_or_a_decision_about_a_goal_that_is_not_evaluated_is_refused_by_name()
    {
        var story = Evaluated(73, 100, 100);
        var task = story.Task("respuesta");
        var claim = Answers(
            ("respuesta", "reclama"),
            ("reclamos", new List<object?> { Story.Values(("indicador", "Indicador 9"), ("razones", "Aluvión.")) }));

        Assert.Equal(
            "«Indicador 9» no es una meta de esta evaluación. Son: Indicador 1; Indicador 2; Indicador 3.",
            TaskRules.Problem(task.Actions, task.Content, "submit", claim));
    }

    [Fact]
    public void Of_several_claims_some_may_be_granted_and_the_rest_keep_their_measured_degree()
    {
        var story = Evaluated(73, 60, 100);
        Answer(
            story, "reclama", Story.Values(("indicador", "Indicador 1"), ("razones", "Aluvión.")),
            Story.Values(("indicador", "Indicador 2"), ("razones", "Paro.")));
        story.Act("opinion", "submit", Answers(("opinion", "Solo el aluvión está acreditado.")));

        Decide(story, 100);

        var result = story.Instance.Variables["resultado"];
        Assert.Equal([100d, 60d, 100d], result.ListOf("metas").Select(goal => goal.Member("grado")));
        Assert.Equal(92d, result.Member("grado"));
    }

    [Fact]
    public void A_late_evaluator_climbs_to_the_technical_secretariat_and_the_coordinators()
    {
        var story = Open();
        Report(story, 100, 75, 100);
        story.Act("evaluacionInicial", "approve");

        story.TurnTo(2026, 2, 27, 20);

        Assert.Equal([(1, "2026-02-17"), (2, "2026-02-19"), (3, "2026-02-23")],
            story.Told.Where(mail => mail.Mail.TaskId == story.Task("evaluacion").TaskId)
                .Select(
                    mail =>
                        (mail.Mail.Level!.Value, SantiagoTime.DateAt(mail.At)
                            .ToString("O", System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static FactRecorded Result(Story story) =>
        story.Of<FactRecorded>().Select(fact => fact.Effect).Single(fact => fact.FactKind == "pmg.resultado");

    private static Story Decreed(Story story)
    {
        Answer(story, "acepta");
        story.Act("grado", "approve");
        story.Act("decreto", "submit", Formulation.Decree("88", "2026-03-20"));
        return story;
    }

    private static Story Open(string institution = Formulation.Service)
    {
        var found = Story.Demo.Organisation.InstitutionOf(institution);
        return new Story(Graph, Story.At(2026, 1, 2), Story.Values(
            ("institution", found.Code), ("year", 2025d), ("ministry", found.MinistryCode), ("name", found.Name)));
    }

    /// <summary>Weights 40, 20 and 40, a minimum of 50 % for the second; evaluated on Monday 16 February.</summary>
    private static Story Evaluated(params double[] results)
    {
        var story = Open();
        Report(story, results);
        story.Act("evaluacionInicial", "approve");
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
        ("decisiones",
            new List<object?> { Story.Values(
                ("indicador", "Indicador 1"), ("grado", degree), ("razones", "Causa externa acreditada.")) })));

    private static (string Name, double Weight, double Target, double Result)[] Rows(double[] results) =>
        [.. results.Select((result, i) => ($"Indicador {i + 1}", i == 1 ? 20d : 40d, 100d, result))];

    private static Dictionary<string, object?> Results(
        string column, params (string Name, double Weight, double Target, double Result)[] rows) => Answers(
        ("resultados", rows.Select(object? (row, i) => Story.Values(
            ("objetivo", "gestion-eficaz"), ("indicador", row.Name), ("ponderacion", row.Weight), ("meta", row.Target),
            ("resultado", row.Result), ("minimo", i == 1 ? 50d : null), (column, "Conforme con sus medios de verificación."))).ToList()));

    private static Dictionary<string, object?> Answers(params (string Name, object? Value)[] answers) =>
        Story.Values(("answers", Story.Values(answers)));
}
