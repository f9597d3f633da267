using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tasks.Separation;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Api;

/// <summary>
/// One person tries to play several parties of one process, alone or through people of their own making. A service hands in; the Comité
/// Técnico reviews.
/// </summary>
public class SeparationTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Whoever_handed_in_for_the_service_does_not_review_it_in_another_post()
    {
        await PostAsync("dos-cargos", "institution.pmgOfficer", ApiFixture.Institution);
        await PostAsync("dos-cargos", "national.technicalCommittee", "CL");
        var both = await EnterAsync("dos-cargos");
        var instance = await SubmittedByAsync(both);
        var review = await server.OpenTaskOfAsync(instance);

        var approve = await both.PostAsync($"/api/tasks/{review}/acts/approve", new { });
        var claim = await both.PostAsync($"/api/tasks/{review}/claim");
        var page = (await both.GetAsync($"/api/tasks/{review}")).MustBe(HttpStatusCode.OK).Json;

        Assert.Contains(
            "ya actuó en este proceso por el servicio", approve.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
        claim.MustBe(HttpStatusCode.Forbidden);
        Assert.False(page.GetProperty("canAct").GetBoolean());
        Assert.Contains("separación de funciones", page.GetProperty("separationProblem").GetString(), StringComparison.Ordinal);
        (await (await server.AsAsync(ApiFixture.Reviewer)).PostAsync($"/api/tasks/{review}/acts/approve", new { }))
            .MustBe(HttpStatusCode.OK);
    }

    /// <summary>A part given to subprocesses is still the same process; what a list opens and nobody waits for are others.</summary>
    [Theory]
    [InlineData(true, HttpStatusCode.Forbidden)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task Whoever_handed_in_within_a_subprocess_reviews_only_where_nobody_waits_for_it(bool isAwaited, HttpStatusCode answer)
    {
        var person = isAwaited ? "dos-cargos-espera" : "dos-cargos-aparte";
        await PostAsync(person, "institution.pmgOfficer", ApiFixture.Institution);
        await PostAsync(person, "national.technicalCommittee", "CL");
        var both = await EnterAsync(person);
        var root = await OpenMotherAsync(isAwaited);
        async Task<string> TaskAsync(string step) => await server.ScalarAsync<string>(
            """
            select t.id from tasks t join instances i on i.id = t.instance_id
            where i.root_id = $1 and t.activity_id = $2 and t.state = 'Open'
            """,
            root, step);
        (await both.PostAsync($"/api/tasks/{await TaskAsync("entregar")}/acts/submit", new { answers = new { resumen = "listo" } }))
            .MustBe(HttpStatusCode.OK);
        await server.DrainAsync();

        (await both.PostAsync($"/api/tasks/{await TaskAsync("revisar-todo")}/acts/approve", new { })).MustBe(answer);
    }

    [Fact]
    public async Task A_task_is_not_passed_on_to_somebody_who_may_not_do_it()
    {
        await PostAsync("dos-cargos-2", "institution.pmgOfficer", ApiFixture.Institution);
        await PostAsync("dos-cargos-2", "national.technicalCommittee", "CL");
        var review = await server.OpenTaskOfAsync(await SubmittedByAsync(await EnterAsync("dos-cargos-2")));

        var answer = await (await server.AsAsync(ApiFixture.Coordinator))
            .PostAsync($"/api/tasks/{review}/reassign", new { to = "dos-cargos-2", note = "Tómala tú" });

        answer.MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_named_the_officer_who_handed_in_does_not_review_it()
    {
        await PostAsync("nombra", "national.coordinator", "CL");
        await PostAsync("nombra", "national.technicalCommittee", "CL");
        var namer = await EnterAsync("nombra");
        await PersonAsync("complice");
        (await namer.PostAsync("/api/organisation/appointments", new
        {
            personId = "complice", role = "institution.pmgOfficer", scope = ApiFixture.Institution, validFrom = "2026-08-03"
        }))
            .MustBe(HttpStatusCode.OK);
        var review = await server.OpenTaskOfAsync(await SubmittedByAsync(await EnterAsync("complice")));

        var answer = await namer.PostAsync($"/api/tasks/{review}/acts/approve", new { });

        Assert.Contains(
            "nombró, directamente o por medio de otra persona", answer.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_named_by_the_officer_who_handed_in_does_not_review_it_whoever_comes_first()
    {
        await PostAsync("nombra-despues", "national.administrator", "CL");
        await PostAsync("nombra-despues", "institution.pmgOfficer", ApiFixture.Institution);
        var namer = await EnterAsync("nombra-despues");
        var review = await server.OpenTaskOfAsync(await SubmittedByAsync(namer));
        await PersonAsync("revisora-amiga");
        (await namer.PostAsync("/api/organisation/appointments", new
        {
            personId = "revisora-amiga", role = "national.technicalCommittee", scope = "CL", validFrom = "2026-08-03"
        }))
            .MustBe(HttpStatusCode.OK);

        var answer = await (await EnterAsync("revisora-amiga")).PostAsync($"/api/tasks/{review}/acts/approve", new { });

        Assert.Contains("o a quien lo nombró", answer.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_of_appointments_hides_nobody()
    {
        await PostAsync("cabeza", "national.administrator", "CL");
        await PostAsync("cabeza", "national.technicalCommittee", "CL");
        var first = await EnterAsync("cabeza");
        await PersonAsync("eslabon");
        await PersonAsync("mano");
        (await first.PostAsync(
            "/api/organisation/appointments",
            new { personId = "eslabon", role = "national.coordinator", scope = "CL", validFrom = "2026-08-03" })).MustBe(HttpStatusCode.OK);
        (await (await EnterAsync("eslabon")).PostAsync(
            "/api/organisation/appointments",
            new { personId = "mano", role = "institution.pmgOfficer", scope = ApiFixture.Institution, validFrom = "2026-08-03" }))
                .MustBe(HttpStatusCode.OK);
        var review = await server.OpenTaskOfAsync(await SubmittedByAsync(await EnterAsync("mano")));

        (await first.PostAsync($"/api/tasks/{review}/acts/approve", new { })).MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_a_key_handed_in_counts_for_whoever_made_the_key()
    {
        await PostAsync("dueno-de-clave", "national.technicalCommittee", "CL");
        var secret = "wk_de-quien-tambien-revisa";
        await server.ExecuteAsync(
            $"""
            insert into api_keys (id, name, prefix, hash, all_institutions, institutions, commands, created_at, created_by, created_by_name)
                values ('de-quien-revisa', 'carga', 'wk_', decode('{Convert.ToHexString(Workflows.Server.Access.ApiKey.HashOf(secret))}', 'hex'), true, array[]::text[], array['deliver'],
                now(), 'dueno-de-clave', 'Dueño')
            """);
        var review = await server.OpenTaskOfAsync(await SubmittedByAsync(server.Nobody(secret)));

        var answer = await (await EnterAsync("dueno-de-clave")).PostAsync($"/api/tasks/{review}/acts/approve", new { });

        Assert.Contains(
            "ya actuó en este proceso por el servicio", answer.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_that_was_refused_stays_on_record_for_those_who_watch()
    {
        await PostAsync("intenta", "institution.pmgOfficer", ApiFixture.Institution);
        await PostAsync("intenta", "national.technicalCommittee", "CL");
        var both = await EnterAsync("intenta");
        var instance = await SubmittedByAsync(both);
        (await both.PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/approve", new { }))
            .MustBe(HttpStatusCode.Forbidden);

        var seen = (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/separation?instanceId={instance}"))
            .MustBe(HttpStatusCode.OK).Json;

        var finding = Assert.Single(seen.GetProperty("findings").GetProperty("items").EnumerateArray());
        Assert.True(finding.GetProperty("isRefused").GetBoolean());
        Assert.Equal("TwoParties", finding.GetProperty("rule").GetString());
        Assert.Contains("se impide", seen.GetProperty("rule").GetString(), StringComparison.Ordinal);
        (await both.GetAsync("/api/separation")).MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Two_parties_named_by_one_person_while_the_process_runs_act_and_are_told_of()
    {
        var instance = await server.OpenDeliveryAsync();
        await PostAsync("nombra-a-ambos", "national.administrator", "CL");
        var namer = await EnterAsync("nombra-a-ambos");
        await PersonAsync("parte-uno");
        await PersonAsync("parte-dos");
        foreach (var (person, role, scope) in new[] { ("parte-uno", "institution.pmgOfficer", ApiFixture.Institution), (
            "parte-dos", "national.technicalCommittee", "CL") })
            (await namer.PostAsync("/api/organisation/appointments", new { personId = person, role, scope, validFrom = "2026-08-03" }))
                .MustBe(HttpStatusCode.OK);
        (await (await EnterAsync("parte-uno"))
            .PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/submit", new { answers = new { resumen = "listo" } }))
                .MustBe(HttpStatusCode.OK);

        (await (await EnterAsync("parte-dos")).PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/approve", new { }))
            .MustBe(HttpStatusCode.OK);

        var finding = Assert.Single(
            (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/separation?instanceId={instance}")).Json
            .GetProperty("findings").GetProperty("items").EnumerateArray());
        Assert.Equal(("SameNamer", false), (finding.GetProperty("rule").GetString(), finding.GetProperty("isRefused").GetBoolean()));
    }

    [Fact]
    public async Task A_coordinator_who_named_the_officer_still_decides_their_extension()
    {
        await PersonAsync("pide-prorroga");
        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync(
            "/api/organisation/appointments",
            new { personId = "pide-prorroga", role = "institution.pmgOfficer", scope = ApiFixture.Institution, validFrom = "2026-08-03" }))
                .MustBe(HttpStatusCode.OK);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var asked =
            (await (await EnterAsync("pide-prorroga"))
                .PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" })).MustBe(HttpStatusCode.OK).Json;

        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync(
            $"/api/extensions/{asked.GetProperty("extensionId").GetString()}/decide",
            new { granted = true, reason = "Corresponde" })).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_history_of_the_organisation_says_which_rule_is_in_force() =>
        Assert.Contains(
            (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync("/api/organisation/changes?pageSize=200")).Items,
            change =>
                change.GetProperty("text").GetString()!.StartsWith(
                    "Separación de funciones: una persona por dos partes de un proceso, se impide", StringComparison.Ordinal));

    internal static async Task<string> SubmittedByAsync(ApiFixture server, ApiClient who)
    {
        var instance = await server.OpenDeliveryAsync();
        (await who.PostAsync(
            $"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/submit",
            new { answers = new { resumen = "listo" } })).MustBe(HttpStatusCode.OK);
        return instance;
    }

    /// <summary>A process that gives the delivery to another one, which is over with it, and has the Comité Técnico review.</summary>
    private async Task<string> OpenMotherAsync(bool isAwaited)
    {
        var (part, mother) = (isAwaited ? "parte-esperada" : "parte-aparte", isAwaited ? "madre-espera" : "madre-sigue");
        await server.PublishAsync(Drawn.Chart(
            part,
            [
                Drawn.Start(),
                Drawn.Activity(
                    "entregar", "Workflows.RequestDeliverable", ("title", "Entregar el informe"), ("role", "institution.pmgOfficer"))
                    .With(
                        "form", "Object",
                        JsonNode.Parse("""[{ "id": "resumen", "label": "Resumen", "type": "text", "required": true }]""")!)
                    .With("deadline", "Object", JsonNode.Parse("""{ "term": { "workingDays": 5 } }""")!),
                Drawn.Line("fin", "listo"),
            ],
            [Drawn.Arrow("start", "Done", "entregar"), Drawn.Arrow("entregar", "Submitted", "fin")]));
        await server.PublishAsync(Drawn.Chart(
            mother,
            [
                Drawn.Start(),
                Drawn.Activity("hija", "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", part))
                    .With("items", "Object", new JsonArray(new JsonObject { ["institution"] = ApiFixture.Institution, ["year"] = 2026 }))
                    .With("waitForCompletion", "Literal", JsonValue.Create(isAwaited)),
                Drawn.Activity("revisar-todo", "Workflows.Review", ("title", "Revisar el informe"), ("role", "national.technicalCommittee"))
                    .With("subject", "Literal", "El informe")
                    .With("deadline", "Object", JsonNode.Parse("""{ "term": { "workingDays": 5 } }""")!),
                Drawn.Line("fin", "listo"),
            ],
            [
                Drawn.Arrow("start", "Done", "hija"), Drawn.Arrow("hija", isAwaited ? "Completed" : "Done", "revisar-todo"),
                Drawn.Arrow("revisar-todo", "Approved", "fin"),
                Drawn.Arrow("revisar-todo", "Returned", "fin"),
            ]));
        var opened = await server.OpenAsync(mother, "uno", ("institution", ApiFixture.Institution), ("year", 2026d));
        await server.DrainAsync();
        return opened.InstanceId;
    }

    private Task<string> SubmittedByAsync(ApiClient who) => SubmittedByAsync(server, who);

    private async Task PostAsync(string person, string role, string scope)
    {
        await PersonAsync(person);
        await server.ExecuteAsync(
            $"insert into appointments (person_id, role, scope_code, is_substitute) values ('{person}', '{role}', '{scope}', false)");
    }

    private async Task PersonAsync(string person) => await server.ExecuteAsync(
        $"""
        insert into people (id, name, email, active) values ('{person}', 'Persona {person}', '{person}@example.cl', true) on conflict do nothing;
        insert into accounts (person_id, email, normalized_email, password_hash, security_stamp, two_factor_enabled)
            select '{person}', '{person}@example.cl', upper('{person}@example.cl'), password_hash, 'separacion', false from accounts where person_id = '{ApiFixture.Administrator}'
            on conflict do nothing
        """);

    private async Task<ApiClient> EnterAsync(string person)
    {
        var browser = server.Nobody();
        (await browser.LogInAsync(person)).MustBe(HttpStatusCode.OK);
        return browser;
    }
}

/// <summary>The same, where the operator chose that it is only recorded.</summary>
public sealed class RecordedSeparationTests : IAsyncLifetime
{
    private readonly ApiFixture _server = new()
    {
        Separation = new() { TwoParties = SeparationMode.Record, Naming = SeparationMode.Record }
    };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Where_the_operator_only_records_it_the_act_goes_on_and_stays_on_record()
    {
        await _server.ExecuteAsync(
            $"insert into appointments (person_id, role, scope_code, is_substitute) values ('{ApiFixture.Reviewer}', "
            + $"'institution.pmgOfficer', '{ApiFixture.Institution}', false)");
        var both = await _server.AsAsync(ApiFixture.Reviewer);
        var instance = await SeparationTests.SubmittedByAsync(_server, both);

        (await both.PostAsync($"/api/tasks/{await _server.OpenTaskOfAsync(instance)}/acts/approve", new { })).MustBe(HttpStatusCode.OK);

        var seen = (await (await _server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/separation?instanceId={instance}")).Json;
        Assert.Contains("se registra", seen.GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.False(
            Assert.Single(seen.GetProperty("findings").GetProperty("items").EnumerateArray()).GetProperty("isRefused").GetBoolean());
    }
}
