using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Definitions.Tasks;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Committees;

/// <summary>A session of the Comité Técnico over HTTP: two secretaries write it down at once, and one of them closes it.</summary>
public class SessionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Secretary = "secretaria-tecnica";
    private const string SecondSecretary = "contraparte.05";

    private static readonly string[] Seats = ["Dipres", "Subdere", "Subsecretaría General de la Presidencia"];

    // The server's clock stands on 3 August 2026 at nine.
    private static readonly DateTimeOffset Eight = new(2026, 8, 3, 8, 0, 0, TimeSpan.FromHours(-4));

    private static int _opened;

    [Fact]
    public async Task What_two_secretaries_write_at_once_is_all_there_and_counts_once()
    {
        var (first, second, task) = (await server.AsAsync(Secretary), await SecondAsync(), await OpenAsync());
        var same = Enter(Seats[0]);
        object[] mine = [same, Enter(Seats[1])], theirs = [same, Enter(Seats[2]), Count()];

        var answers = await Task.WhenAll(
            WriteAsync(first, task, mine), WriteAsync(second, task, theirs), WriteAsync(first, task, mine),
            WriteAsync(second, task, theirs));

        Assert.All(answers, answer => answer.MustBe(HttpStatusCode.OK));
        Assert.Equal(4, answers.Sum(answer => answer.Json.GetProperty("written").GetInt32()));
        Assert.Equal(6, answers.Sum(answer => answer.Json.GetProperty("known").GetInt32()));
        var session = await ReadAsync(first, task);
        Assert.Equal(4, session.GetProperty("entries").GetArrayLength());
        Assert.Equal(
            "Hay quórum: asisten 3 y se necesitan 3, sus tres integrantes (3).",
            session.GetProperty("quorum").GetProperty("lines")[0].GetProperty("text").GetString());
        Assert.Equal("Reglamento del PMG", session.GetProperty("quorum").GetProperty("lines")[0].GetProperty("norm").GetString());
        Assert.Equal(
            2, session.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("recordedBy").GetString()).Distinct()
                .Count());
        Assert.Equal(4, await server.CountAsync("select count(*) from session_entries where task_id = $1", task));
    }

    [Fact]
    public async Task Closing_hands_everything_written_to_the_flow_and_nothing_is_written_afterwards()
    {
        var (secretary, task) = (await server.AsAsync(Secretary), await OpenAsync());
        await WriteAsync(secretary, task, [.. Seats.Select(seat => Enter(seat)), .. Votes("1", "For", "For", "Against"), Unanimous("2")]);

        var early = await CloseAsync(secretary, task, ("1", "rechazado"), ("2", "aprobado"));
        Assert.Contains(
            "Punto 1. Plan anual: «Rechazado» no es lo que dicen los votos.", early.MustBe(HttpStatusCode.Conflict).Text,
            StringComparison.Ordinal);
        (await CloseAsync(secretary, task, ("1", "aprobado"), ("2", "aprobado"))).MustBe(HttpStatusCode.OK);

        var late = await WriteAsync(secretary, task, [Count()]);
        Assert.Contains("La sesión ya se cerró", late.MustBe(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        var session = (await server.InstanceAsync(await InstanceOfAsync(task))).Variables["sesion"];
        Assert.Equal(3, session.ListOf("asistentes").Count);
        Assert.Equal((2, 1), (session.ListOf("puntos")[0].WholeOf("a_favor"), session.ListOf("puntos")[0].WholeOf("en_contra")));
        var agreement = session.ListOf("acuerdos").Single();
        Assert.Equal(
            ("committee.member", "comite-tecnico-pmg/Subdere", "2026-09-01"),
            (agreement.TextOf("responsable_rol"), agreement.TextOf("responsable_lugar"), agreement.TextOf("plazo")));
        Assert.False((await ReadAsync(secretary, task)).GetProperty("canWrite").GetBoolean());
    }

    [Fact]
    public async Task An_entry_that_races_the_closing_is_in_the_minutes_or_refused_and_never_lost_between()
    {
        var secretary = await server.AsAsync(Secretary);
        var second = await SecondAsync();
        for (var round = 0; round < 5; round++)
        {
            var task = await OpenAsync();
            await WriteAsync(secretary, task, [.. Seats.Select(seat => Enter(seat)), Unanimous("1"), Unanimous("2")]);

            var race = await Task.WhenAll(
                CloseAsync(secretary, task, ("1", "aprobado"), ("2", "aprobado")), WriteAsync(second, task, [Guest("Una experta")]));

            race[0].MustBe(HttpStatusCode.OK);
            var session = (await server.InstanceAsync(await InstanceOfAsync(task))).Variables["sesion"];
            Assert.Equal(race[1].Status == HttpStatusCode.OK ? 1 : 0, session.ListOf("invitados").Count);
            Assert.Contains(race[1].Status, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict });
        }
    }

    [Fact]
    public async Task Only_the_secretariat_writes_and_who_has_nothing_to_do_with_the_session_does_not_learn_that_there_is_one()
    {
        var task = await OpenAsync();
        foreach (var other in new[] { ApiFixture.Officer, "comite-tecnico.dipres", "ministro.hac" })
        {
            (await WriteAsync(await server.AsAsync(other), task, [Count()])).MustBe(HttpStatusCode.NotFound);
            (await (await server.AsAsync(other)).GetAsync($"/api/tasks/{task}/session")).MustBe(HttpStatusCode.NotFound);
        }

        // Who coordinates reads every process, and writes down no session.
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        Assert.False((await ReadAsync(coordinator, task)).GetProperty("canWrite").GetBoolean());
        (await WriteAsync(coordinator, task, [Count()])).MustBe(HttpStatusCode.NotFound);
        Assert.Equal(0, await server.CountAsync("select count(*) from session_entries where task_id = $1", task));
    }

    [Fact]
    public async Task A_colleague_who_took_the_task_keeps_nobody_of_the_secretariat_from_writing()
    {
        var (first, second, task) = (await server.AsAsync(Secretary), await SecondAsync(), await OpenAsync());
        (await first.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.OK);

        (await WriteAsync(second, task, [Enter(Seats[0])])).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_can_never_count_is_refused_in_its_place_and_nothing_of_that_sending_is_written()
    {
        var (secretary, task) = (await server.AsAsync(Secretary), await OpenAsync());
        var refused = await WriteAsync(secretary, task,
        [
            Enter(Seats[0]), Enter("Hacienda"), Entry("Vote", seat: Seats[0], item: "9", choice: "For"),
            Entry("Quorum", at: Eight.AddDays(30)), Entry("Quorum", id: "corto"), Entry("Enter"), Entry("Void"),
            Entry("Enter", seat: Seats[1], quality: "Alternate"),
        ]);

        var errors = refused.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors");
        Assert.Equal(
            [
                "«Hacienda» no es un asiento con voto de este órgano: si asiste, regístralo como persona invitada.",
                "«9» no es un punto de la tabla.",
                "La hora de este registro todavía no llega.",
                "El identificador «corto» no sirve: usa entre 8 y 60 letras, números o guiones, como un UUID.",
                "Di qué asiento, o qué persona invitada.",
                "Di qué registro se anula.",
                "El asiento «Subdere» no tiene suplente ese día: asiste quien es titular, o queda ausente.",
            ],
            Enumerable.Range(1, 7).Select(i => errors.GetProperty($"entries[{i}]")[0].GetString()));
        Assert.Equal(0, await server.CountAsync("select count(*) from session_entries where task_id = $1", task));
        (await WriteAsync(secretary, task, [])).MustBe(HttpStatusCode.UnprocessableEntity);
        (await WriteAsync(secretary, task, [.. Enumerable.Range(0, 401).Select(_ => Count())])).MustBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_was_written_is_never_changed_by_the_same_id_with_other_words()
    {
        var (secretary, task) = (await server.AsAsync(Secretary), await OpenAsync());
        const string Id = "8f0e5c9a-0001";
        (await WriteAsync(secretary, task, [Entry("Enter", id: Id, seat: Seats[0])])).MustBe(HttpStatusCode.OK);

        var other = await WriteAsync(secretary, task, [Entry("Enter", id: Id, seat: Seats[1])]);

        Assert.Contains(
            "Ya hay otro registro con este identificador", other.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(Seats[0], await server.ScalarAsync<string>("select seat from session_entries where task_id = $1", task));
    }

    [Fact]
    public async Task A_mistake_is_annulled_and_the_vote_of_somebody_absent_is_kept_with_why_it_does_not_count()
    {
        var (secretary, task) = (await server.AsAsync(Secretary), await OpenAsync());
        const string Mistake = "8f0e5c9a-0002";
        await WriteAsync(secretary, task,
            [Entry("Enter", id: Mistake, seat: Seats[0]), Entry("Vote", seat: Seats[1], item: "1", choice: "For"), Entry(
                "Void", voids: Mistake)]);

        var session = await ReadAsync(secretary, task);

        Assert.Equal(0, session.GetProperty("quorum").GetProperty("attending").GetInt32());
        Assert.True(
            session.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == Mistake)
                .GetProperty("isVoided").GetBoolean());
        Assert.Contains(
            "El asiento «Subdere» no asiste: no vota.",
            session.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("uncounted").GetString()));
    }

    [Fact]
    public async Task While_a_vote_is_missing_the_page_is_told_so_instead_of_a_result()
    {
        var (secretary, task) = (await server.AsAsync(Secretary), await OpenAsync());
        await WriteAsync(secretary, task, [.. Seats.Select(seat => Enter(seat)), .. Votes("1", "Against")]);
        async Task<string?> OutcomeAsync() => (await ReadAsync(secretary, task)).GetProperty("items")[0].GetProperty("outcome").GetString();

        Assert.Equal("Open", await OutcomeAsync());
        await WriteAsync(secretary, task, [.. Votes("1", "Against", "For", "For").Skip(1)]);

        Assert.Equal("Approved", await OutcomeAsync());
    }

    [Fact]
    public async Task A_task_that_is_no_session_keeps_no_record()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var officer = await server.AsAsync(ApiFixture.Officer);

        (await officer.GetAsync($"/api/tasks/{task}/session")).MustBe(HttpStatusCode.Conflict);
        (await WriteAsync(officer, task, [Count()])).MustBe(HttpStatusCode.Conflict);
    }

    private static object Enter(string seat) => Entry("Enter", seat: seat);

    private static object Guest(string name) => Entry("Enter", guest: name);

    private static object Count() => Entry("Quorum", at: Eight.AddMinutes(1));

    private static object Unanimous(string item) => Entry("Unanimous", at: Eight.AddMinutes(20), item: item);

    private static IEnumerable<object> Votes(string item, params string[] choices) =>
        choices.Select((choice, i) => Entry("Vote", at: Eight.AddMinutes(10), seat: Seats[i], item: item, choice: choice));

    private static object Entry(
        string kind, string? id = null, DateTimeOffset? at = null, string? seat = null, string? guest = null, string? item = null,
        string? choice = null, string? voids = null, string quality = "Holder") =>
        new { id = id ?? Guid.NewGuid().ToString(), kind, at = at ?? Eight, seat, guest, item, choice, voids, quality };

    private static Task<ApiAnswer> WriteAsync(ApiClient who, string task, object[] entries) =>
        who.PostAsync($"/api/tasks/{task}/session/entries", new { entries });

    private static async Task<JsonElement> ReadAsync(ApiClient who, string task) =>
        (await who.GetAsync($"/api/tasks/{task}/session")).MustBe(HttpStatusCode.OK).Json;

    private static Task<ApiAnswer> CloseAsync(ApiClient who, string task, params (string Item, string Outcome)[] items) =>
        who.PostAsync($"/api/tasks/{task}/acts/record", new
        {
            answers = new
            {
                que_paso = "realizada", fecha = "2026-08-03", inicio = "08:00", termino = "08:30", modalidad = "presencial",
                puntos = items.Select(item => new { punto = item.Item, resultado = item.Outcome }),
                acuerdos = new[]
                {
                    new
                    {
                        punto = "2", texto = "Publicar el plan", responsable = new
                        {
                            id = "committee.member:comite-tecnico-pmg/Subdere", name = "Subdere"
                        },
                        plazo = "2026-09-01",
                    },
                },
            },
        });

    private async Task<ApiClient> SecondAsync()
    {
        await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/organisation/seats", new
        {
            committee = "comite-tecnico-pmg", name = "Segunda secretaría", role = "committee.secretary", basis = "Designated",
            personId = SecondSecretary,
            validFrom = "2026-01-01",
        });
        return await server.AsAsync(SecondSecretary);
    }

    private async Task<string> OpenAsync()
    {
        var flow = $"sesion-de-prueba-{Interlocked.Increment(ref _opened)}";
        await server.PublishAsync(Drawn.Chart(
            flow,
            [
                Drawn.Start(),
                Drawn.Activity(
                    "sesion", "Workflows.HoldSession", ("title", "Sesión ordinaria"), ("body", "comite-tecnico-pmg"),
                    ("date", "2026-08-03T08:00"))
                    .With(
                        "items", "Object",
                        JsonNode.Parse("""[{ "numero": "1", "titulo": "Plan anual" }, { "numero": "2", "titulo": "Presupuesto" }]""")!)
                    .With("deadline", "Object", JsonNode.Parse("""{ "term": { "workingDays": 5 } }""")!)
                    .Bound("result", "sesion"),
                Drawn.Line("fin", "listo"),
            ],
            [Drawn.Arrow("start", "Done", "sesion"),
                .. new[] { "Held", "NoQuorum", "Moved", "Cancelled" }.Select(port => Drawn.Arrow("sesion", port, "fin"))],
            "sesion"));
        var opened = await server.OpenAsync(flow, "uno");
        return await server.OpenTaskOfAsync(opened.InstanceId);
    }

    private Task<string> InstanceOfAsync(string task) => server.ScalarAsync<string>("select instance_id from tasks where id = $1", task);
}
