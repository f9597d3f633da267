using System.Net;
using System.Text.Json.Nodes;
using Workflows.Definitions.Tasks;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Api;

/// <summary>The Comité Técnico decides over HTTP: in writing, each seat with its own vote, and in a session that is recorded.</summary>
public class BodyVoteTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static readonly string[] Members = ["comite-tecnico.dipres", "comite-tecnico.segpres", "comite-tecnico.subdere"];

    private static readonly object InFavour = new { answers = new { voto = "favor" } };

    [Fact]
    public async Task Each_member_sees_only_the_vote_of_their_seat_and_the_body_decides_when_all_have_voted()
    {
        var instance = await OpenAsync("voto-escrito", "written");
        var tasks = new Dictionary<string, string>();
        foreach (var member in Members)
            tasks[member] = await OnlyTaskAsync(member, instance);
        Assert.Equal(3, tasks.Values.Distinct().Count());
        var other = await (await server.AsAsync(Members[0])).PostAsync($"/api/tasks/{tasks[Members[1]]}/acts/vote", InFavour);
        other.MustBe(HttpStatusCode.NotFound);

        foreach (var member in Members)
            (await (await server.AsAsync(member)).PostAsync($"/api/tasks/{tasks[member]}/acts/vote", InFavour)).MustBe(HttpStatusCode.OK);

        var again = await (await server.AsAsync(Members[0])).PostAsync($"/api/tasks/{tasks[Members[0]]}/acts/vote", InFavour);
        again.MustBe(HttpStatusCode.Conflict);
        Assert.Equal("Approved", (await server.InstanceAsync(instance)).Variables["acuerdo"].TextOf("resultado"));
    }

    [Fact]
    public async Task The_alternate_of_a_member_who_is_away_votes_in_that_seat_and_in_no_other()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        const string Alternate = "contraparte.05";
        (await coordinator.PostAsync("/api/organisation/seats", new
        {
            committee = "comite-tecnico-pmg", name = "Suplente de Subdere", role = "committee.alternate", basis = "Designated",
            personId = Alternate,
            alternateOf = "Subdere", validFrom = "2026-01-01",
        })).MustBe(HttpStatusCode.OK);
        var instance = await OpenAsync("voto-suplente", "written");
        var alternate = await server.AsAsync(Alternate);
        var others = await OnlyTaskAsync(Members[0], instance);
        var seat = await OnlyTaskAsync(Members[2], instance);
        (await alternate.PostAsync($"/api/tasks/{seat}/acts/vote", InFavour)).MustBe(HttpStatusCode.NotFound);

        var absence = (await coordinator.PostAsync(
            "/api/organisation/absences", new { personId = Members[2], from = "2026-08-03", to = "2026-08-03", reason = "Licencia" }))
                .MustBe(HttpStatusCode.OK).Json;

        (await alternate.PostAsync($"/api/tasks/{others}/acts/vote", InFavour)).MustBe(HttpStatusCode.NotFound);
        (await alternate.PostAsync($"/api/tasks/{seat}/acts/vote", InFavour)).MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync(Members[2])).PostAsync($"/api/tasks/{seat}/acts/vote", InFavour)).MustBe(HttpStatusCode.NotFound);
        foreach (var member in Members[..2])
            (await (await server.AsAsync(member)).PostAsync($"/api/tasks/{await OnlyTaskAsync(member, instance)}/acts/vote", InFavour))
                .MustBe(HttpStatusCode.OK);
        var agreed = (await server.InstanceAsync(instance)).Variables["acuerdo"];
        Assert.Equal("Approved", agreed.TextOf("resultado"));
        Assert.Single(agreed.ListOf("votos"), vote => vote.FlagOf("subrogante"));

        (await coordinator.PostAsync($"/api/organisation/absences/{absence.GetProperty("id").GetString()}/end",
            new { lastDay = "2026-08-02", reason = "Volvió" }))
            .MustBe(HttpStatusCode.OK);
        (await alternate.GetAsync($"/api/tasks/{seat}")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_history_of_a_process_says_in_Spanish_that_somebody_voted_and_names_nothing_of_the_engine()
    {
        var instance = await OpenAsync("voto-historia", "written");
        foreach (var member in Members)
            (await (await server.AsAsync(member)).PostAsync($"/api/tasks/{await OnlyTaskAsync(member, instance)}/acts/vote", InFavour))
                .MustBe(HttpStatusCode.OK);

        var history = (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/instances/{instance}/journal?pageSize=200"))
            .MustBe(HttpStatusCode.OK);

        Assert.Equal(3, history.Items.Count(burst => burst.GetProperty("what").GetString() == "Se votó"));
        Assert.DoesNotContain(": vote", history.Text, StringComparison.Ordinal);
        Assert.Contains("El proceso terminó.", history.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("anulado", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_process_did_several_times_in_a_row_is_said_once_by_its_step()
    {
        var opened = await server.OpenAsync("pmg-implementacion", "historia", ("institution", ApiFixture.Institution), ("year", 2027d));

        var history = (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/instances/{opened.InstanceId}/journal"))
            .MustBe(HttpStatusCode.OK);

        var lines = history.Items.First().GetProperty("lines").EnumerateArray().Select(line => line.GetString()!).ToList();
        Assert.Contains("Se pidió abrir un proceso en «Requisitos técnicos» (5 veces).", lines);
        Assert.DoesNotContain(lines, line => line.Contains("pmg-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_vote_against_without_reasons_is_refused_beside_its_field()
    {
        var instance = await OpenAsync("voto-razones", "written");
        var task = await OnlyTaskAsync(Members[0], instance);

        var refused = await (await server.AsAsync(Members[0]))
            .PostAsync($"/api/tasks/{task}/acts/vote", new { answers = new { voto = "contra" } });

        Assert.Contains(
            "Falta «Razones, como quieres que queden en el acta».", refused.MustBe(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seat_is_no_place_of_its_own_to_act_for()
    {
        var posts = (await (await server.AsAsync(Members[1])).GetAsync("/api/session")).Json.GetProperty("posts").EnumerateArray().ToList();

        Assert.Equal(
            ["comite-tecnico-pmg", "CL"],
            posts.Select(post => post.GetProperty("scopeCode").GetString()).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_secretariat_records_the_session_and_its_task_says_which_seats_there_are()
    {
        var instance = await OpenAsync("sesion-registrada", "session");
        var secretariat = await server.AsAsync("secretaria-tecnica");
        var task = await OnlyTaskAsync("secretaria-tecnica", instance);
        object[] rows = [.. new[] { "Dipres", "Subdere", "Subsecretaría General de la Presidencia" }
            .Select(seat => new { asiento = seat, asistencia = "presencial", calidad = "titular", voto = "favor" })];

        var missing = await secretariat.PostAsync(
            $"/api/tasks/{task}/acts/record",
            new { answers = new { fecha = "2026-08-03", modalidad = "presencial", asistencia = rows[..2] } });
        Assert.Contains(
            "Falta el asiento «Subsecretaría General de la Presidencia»", missing.MustBe(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal);
        var recorded = await secretariat.PostAsync(
            $"/api/tasks/{task}/acts/record", new { answers = new { fecha = "2026-08-03", modalidad = "presencial", asistencia = rows } });

        // No institution hands it in: the folio names the flow, never an inner number of the process.
        Assert.Equal(
            "2026-SESION-REGISTRADA-1", recorded.MustBe(HttpStatusCode.OK).Json.GetProperty("receipt").GetProperty("folio").GetString());
    }

    private async Task<string> OpenAsync(string flow, string mode)
    {
        await server.PublishAsync(Drawn.Chart(
            flow,
            [
                Drawn.Start(),
                Drawn.Activity(
                    "decision", "Workflows.DecideInBody", ("title", "Definir el Programa Marco"), ("body", "comite-tecnico-pmg"),
                    ("mode", mode))
                    .With("subject", "Object", new JsonObject { ["texto"] = "El marco" })
                    .With("deadline", "Object", JsonNode.Parse("""{ "term": { "workingDays": 5 } }""")!)
                    .Bound("result", "acuerdo"),
                Drawn.Line("fin", "listo"),
            ],
            [Drawn.Arrow("start", "Done", "decision"),
                .. new[] { "Approved", "Rejected", "Tied", "NoQuorum" }.Select(port => Drawn.Arrow("decision", port, "fin"))],
            "acuerdo"));
        return (await server.OpenAsync(flow, "uno", ("year", 2026.0))).InstanceId;
    }

    private async Task<string> OnlyTaskAsync(string person, string instance)
    {
        var tasks = (await (await server.AsAsync(person)).GetAsync($"/api/tasks?instanceId={instance}")).MustBe(HttpStatusCode.OK)
            .Json.GetProperty("items");
        return Assert.Single(tasks.EnumerateArray().ToList()).GetProperty("id").GetString()!;
    }
}
