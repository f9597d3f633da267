using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Openings;

/// <summary>Whoever opens work by hand sees first what would happen; looking changes nothing, and opening does what was seen.</summary>
public sealed class PreflightTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Stage = "pmg-formulacion-anual";
    private static int _year = 2050;

    [Fact]
    public async Task A_stage_is_foretold_with_its_institutions_its_terms_and_its_mails_and_nothing_of_it_is_kept()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var before = await KeptAsync();

        var seen = await LookAsync(coordinator, Stage, new { year = 2027 });

        Assert.Equal("Formulación PMG 2027: todas las instituciones", seen.GetProperty("name").GetString());
        Assert.Equal("2027", seen.GetProperty("businessKey").GetString());
        Assert.True(seen.GetProperty("processes").GetInt32() > 100);
        Assert.Equal(seen.GetProperty("processes").GetInt32(), seen.GetProperty("participants").GetArrayLength());
        Assert.NotEmpty(seen.GetProperty("steps").EnumerateArray());
        Assert.All(
            seen.GetProperty("steps").EnumerateArray(), step => Assert.NotEqual(JsonValueKind.Null, step.GetProperty("dueAt").ValueKind));
        var mails = Assert.Single(
            seen.GetProperty("mails").EnumerateArray(), kind => kind.GetProperty("template").GetString() == "tarea-nueva");
        Assert.NotEmpty(mails.GetProperty("subject").GetString()!);
        Assert.Contains("Este aviso no es una notificación legal.", mails.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("pmg-formulacion", seen.GetProperty("stage").GetProperty("definitionId").GetString());
        Assert.True(seen.GetProperty("canOpen").GetBoolean());
        Assert.Equal(before, await KeptAsync());
    }

    [Fact]
    public async Task What_was_foretold_is_what_happens()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(FlowOf("entrega-vista"));
        var seen = await LookAsync(coordinator, "entrega-vista", InstitutionInput());

        var opened = (await OpenAsync(coordinator, "entrega-vista", seen, InstitutionInput())).MustBe(HttpStatusCode.Created).Json;

        var instance = opened.GetProperty("instanceId").GetString()!;
        var step = Assert.Single(seen.GetProperty("steps").EnumerateArray());
        Assert.Equal(
            step.GetProperty("dueAt").GetDateTimeOffset(),
            new DateTimeOffset(
                await server.ScalarAsync<DateTime>("select due_at from tasks where instance_id = $1", instance), TimeSpan.Zero));
        Assert.Equal(1, seen.GetProperty("mails")[0].GetProperty("mails").GetInt32());
        Assert.Equal(1, await server.CountAsync("select count(*) from mails where instance_id = $1", instance));
        Assert.Equal(
            "Se acordó en el comité",
            await server.ScalarAsync<string>("select reason from interventions where kind = 'instances' and target = $1", instance));
    }

    [Fact]
    public async Task What_follows_from_an_institution_is_not_asked_and_reaches_the_process()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var flows = (await coordinator.GetAsync("/api/openings/flows")).MustBe(HttpStatusCode.OK).Json;
        var refused = await coordinator.PostAsync(
            "/api/openings/preflight",
            new { definitionId = "pmg-seguimiento", input = new { institution = "NO-EXISTE", year = 2027, name = "x" } });

        var (flow, evaluation) = (FlowIn(flows, "pmg-formulacion"), FlowIn(flows, "pmg-evaluacion"));
        Assert.Equal(
            ["institution", "year"], flow.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name").GetString()!));
        Assert.Equal("ByAnotherFlow", flow.GetProperty("openedAs").GetString());
        Assert.Contains("Metas comprometidas", evaluation.GetProperty("whyNot").GetString(), StringComparison.Ordinal);
        refused.MustBe(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            ["input.institution", "input.name"],
            refused.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_who_open_the_same_at_once_one_opens_it_and_the_other_is_told_who_did()
    {
        var (first, second) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        var input = new { year = Interlocked.Increment(ref _year) - 20 };
        var seen = await LookAsync(first, Stage, input);

        var answers = await Task.WhenAll(OpenAsync(first, Stage, seen, input), OpenAsync(second, Stage, seen, input));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        var told = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Conflict);
        Assert.Contains("ya está abierto", told.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("lo abrió", told.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var again = await LookAsync(first, Stage, input);
        Assert.False(again.GetProperty("canOpen").GetBoolean());
        Assert.NotNull(FindingIn(again, "AlreadyOpen"));
    }

    [Fact]
    public async Task A_flow_that_was_retracted_or_published_anew_meanwhile_is_not_opened()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(FlowOf("retirado"));
        var seen = await LookAsync(coordinator, "retirado", InstitutionInput());
        await server.PublishAsync(FlowOf("retirado", title: "Otra entrega"));
        var anew = await OpenAsync(coordinator, "retirado", seen, InstitutionInput());

        (await coordinator.PostAsync("/api/definitions/retirado/retract", new { reason = "Se reemplaza" })).MustBe(HttpStatusCode.OK);
        var gone = await OpenAsync(coordinator, "retirado", seen, InstitutionInput());

        anew.MustBe(HttpStatusCode.Conflict);
        Assert.Contains("Se publicó la versión 2", anew.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        gone.MustBe(HttpStatusCode.NotFound);
        Assert.Contains("dejó de estar publicado", gone.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from instances where definition_id = 'retirado'"));
    }

    [Fact]
    public async Task An_institution_without_people_is_named_and_has_to_be_accepted()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(FlowOf("sin-personas", role: "institution.externalEvaluator"));
        var input = new { institution = ApiFixture.OtherInstitution, year = 2027 };

        var seen = await LookAsync(coordinator, "sin-personas", input);
        var unread = await OpenAsync(coordinator, "sin-personas", seen, input, accepts: false);
        var read = await OpenAsync(coordinator, "sin-personas", seen, input);

        Assert.Equal(
            ApiFixture.OtherInstitution, FindingIn(seen, "VacantPost")!.Value.GetProperty("parts")[0].GetProperty("place").GetString());
        Assert.True(seen.GetProperty("canOpen").GetBoolean());
        unread.MustBe(HttpStatusCode.Conflict);
        read.MustBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_year_without_holidays_stops_and_a_term_that_has_passed_asks()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(FlowOf("de-marzo", term: """{ "on": "03-31", "yearOffset": 0 }"""));

        var unknown = await LookAsync(coordinator, "de-marzo", new { institution = ApiFixture.Institution, year = 2060 });
        var late = await LookAsync(coordinator, "de-marzo", InstitutionInput());

        Assert.False(unknown.GetProperty("canOpen").GetBoolean());
        Assert.NotNull(FindingIn(unknown, "NoCalendar"));
        Assert.True(late.GetProperty("canOpen").GetBoolean());
        Assert.Contains(
            "31 de marzo de 2026",
            FindingIn(late, "LateFromTheStart")!.Value.GetProperty("parts")[0].GetProperty("label").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_would_fail_stops_with_its_cause()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(WithInputs(Drawn.Row(
            "falla", Drawn.Start(),
            Drawn.Activity("listar", "Workflows.ListInstitutions").With("programme", "JavaScript", "`NO-${institution}`"))));

        var seen = await LookAsync(coordinator, "falla", InstitutionInput());

        Assert.False(seen.GetProperty("canOpen").GetBoolean());
        Assert.Contains(
            $"NO-{ApiFixture.Institution}", FindingIn(seen, "Fails")!.Value.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_away_and_has_nobody_standing_in_is_named_with_the_day_they_come_back_and_is_no_vacancy()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(FlowOf("con-ausencia", role: "institution.auditor"));
        var today = SantiagoTime.DateAt(server.Clock.GetUtcNow());
        (await coordinator.PostAsync(
            "/api/organisation/absences",
            new
            {
                personId = $"auditoria.{ApiFixture.Institution.ToLowerInvariant()}", from = today, to = today.AddDays(20),
                reason = "Feriado legal"
            }))
            .MustBe(HttpStatusCode.OK);

        var seen = await LookAsync(coordinator, "con-ausencia", InstitutionInput());

        var found = FindingIn(seen, "AwayWithoutSubstitute")!.Value;
        Assert.Equal("Asks", found.GetProperty("weight").GetString());
        var part = Assert.Single(found.GetProperty("parts").EnumerateArray());
        Assert.Contains($"hasta el {SpanishDate.Of(today.AddDays(20))}", part.GetProperty("label").GetString(), StringComparison.Ordinal);
        Assert.Equal(ApiFixture.Institution, part.GetProperty("place").GetString());
        Assert.Null(FindingIn(seen, "VacantPost"));
    }

    [Fact]
    public async Task A_first_step_without_a_term_asks()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(WithInputs(Drawn.Row(
            "sin-plazo", Drawn.Start(),
            Drawn.Activity(
                "entregar", "Workflows.RequestDeliverable", ("title", "Entregar el informe"), ("role", "institution.pmgOfficer"))
                .With("deadline", "JavaScript", "null"))));

        var seen = await LookAsync(coordinator, "sin-plazo", InstitutionInput());

        Assert.Equal("Un primer paso no tiene plazo.", FindingIn(seen, "NoDeadline")!.Value.GetProperty("text").GetString());
        Assert.True(seen.GetProperty("canOpen").GetBoolean());
        (await OpenAsync(coordinator, "sin-plazo", seen, InstitutionInput(), accepts: false)).MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Whoever_the_mail_server_refused_lately_is_named_with_the_address()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(FlowOf("con-rechazo", role: "institution.association"));
        var seen = await LookAsync(coordinator, "con-rechazo", InstitutionInput());
        Assert.Null(FindingIn(seen, "MailRefused"));
        var opened = (await OpenAsync(coordinator, "con-rechazo", seen, InstitutionInput())).MustBe(HttpStatusCode.Created).Json
            .GetProperty("instanceId").GetString()!;
        // Once it has left: whoever sends it writes down who was refused.
        await server.PassToAsync(server.Clock.GetUtcNow());
        await server.ScalarAsync<string>("update mails set refused = emails where instance_id = $1 returning id", opened);

        var after = await LookAsync(coordinator, "con-rechazo", new { institution = ApiFixture.Institution, year = 2027 });

        var person = $"asociacion.{ApiFixture.Institution.ToLowerInvariant()}@example.cl";
        var part = Assert.Single(FindingIn(after, "MailRefused")!.Value.GetProperty("parts").EnumerateArray());
        Assert.EndsWith(person, part.GetProperty("label").GetString(), StringComparison.Ordinal);
    }

    private static JsonElement FlowIn(JsonElement flows, string id) =>
        Assert.Single(flows.GetProperty("flows").EnumerateArray(), one => one.GetProperty("definitionId").GetString() == id);

    private static JsonElement? FindingIn(JsonElement seen, string kind) => seen.GetProperty("findings").EnumerateArray()
        .Select(one => (JsonElement?)one).FirstOrDefault(one => one!.Value.GetProperty("kind").GetString() == kind);

    private static object InstitutionInput() => new { institution = ApiFixture.Institution, year = 2026 };

    private static async Task<JsonElement> LookAsync(ApiClient who, string flow, object input) =>
        (await who.PostAsync("/api/openings/preflight", new { definitionId = flow, input })).MustBe(HttpStatusCode.OK).Json;

    private static Task<ApiAnswer> OpenAsync(ApiClient who, string flow, JsonElement seen, object input, bool accepts = true) =>
        who.PostAsync("/api/openings", new
        {
            definitionId = flow, version = seen.GetProperty("version").GetInt32(), input, reason = "Se acordó en el comité",
            acceptsWarnings = accepts,
        });

    private Task<string> KeptAsync() => server.ScalarAsync<string>(
        """
        select concat_ws(' ', (select count(*) from instances), (select count(*) from mails), (select count(*) from tasks),
            (select count(*) from journal), (select count(*) from stimuli), (select count(*) from numbers))
        """);

    private static string FlowOf(
        string id, string title = "Entregar el informe", string role = "institution.pmgOfficer",
        string term = """{ "workingDays": 5 }""") =>
        WithInputs(Drawn.Row(
            id, Drawn.Start(),
            Drawn.Activity("entregar", "Workflows.RequestDeliverable", ("title", title), ("role", role))
                .With("deadline", "Object", JsonNode.Parse($$"""{ "term": {{term}} }""")!)));

    private static string WithInputs(string drawing)
    {
        var flow = JsonNode.Parse(drawing)!.AsObject();
        flow["inputs"] = JsonNode.Parse(
            """
            [{ "name": "institution", "displayName": "Institución", "type": "String" },
             { "name": "year", "displayName": "Año", "type": "Int32" }]
            """);
        return flow.ToJsonString();
    }
}
