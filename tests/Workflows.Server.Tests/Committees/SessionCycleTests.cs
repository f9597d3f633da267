using System.Globalization;
using System.Net;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Committees;

/// <summary>The whole cycle of a session of the Comité Técnico over HTTP, each step by whoever has it.</summary>
public sealed class SessionCycleTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Committee = "comite-tecnico-pmg";
    private const string Secretary = "secretaria-tecnica";
    private const string President = "comite-tecnico.dipres";

    private static readonly string[] Members = [President, "comite-tecnico.segpres", "comite-tecnico.subdere"];
    private static readonly string[] Seats = ["Dipres", "Subsecretaría General de la Presidencia", "Subdere"];

    [Fact]
    public async Task A_session_goes_from_what_each_seat_proposes_to_the_minutes_published_and_its_agreement_followed()
    {
        var today = SantiagoTime.DateAt(server.Clock.GetUtcNow());
        var session = (await server.OpenAsync(
            "comite-sesion", $"{Committee}/1", ("body", Committee), ("committee", Committee), ("tipo", "ordinaria"), ("cierre", Text(today.AddDays(3))), ("liviana", false))).InstanceId;
        await server.DrainAsync();
        await ActAsync(session, President, "comment", new { answers = new { puntos = new[] { new { titulo = "Marco 2027", para = "Decisión", presenta = "Dipres" } } } });
        foreach (var member in Members[1..])
            await ActAsync(session, member, "decline", new { });

        // Five working days are asked for: three are too few, and nobody says why.
        var soon = await ActAsync(session, Secretary, "submit", new { answers = await AgendaAsync(session, WorkingCalendar.Shipped.AddWorkingDays(today, 3)) });
        var back = (await (await server.AsAsync(Secretary)).GetAsync($"/api/tasks/{await TaskAsync(session, Secretary)}")).MustBe(HttpStatusCode.OK).Json;
        Assert.NotEqual(soon.Json.GetProperty("taskId").GetString(), back.GetProperty("summary").GetProperty("id").GetString());
        var day = WorkingCalendar.Shipped.AddWorkingDays(today, 7);
        await ActAsync(session, Secretary, "submit", new { answers = await AgendaAsync(session, day), replies = Proposal.RepliesTo(back) });
        Assert.Equal(1, await server.CountAsync("select count(*) from mails where instance_id = $1 and template = 'citacion'", session));
        foreach (var member in Members)
            await ActAsync(session, member, "comment", new { answers = new { asistencia = "presencial" } });

        await server.PassToAsync(SantiagoTime.ToInstant(day, new(12, 0)));
        var room = await TaskAsync(session, Secretary);
        var secretary = await server.AsAsync(Secretary);
        var ten = SantiagoTime.ToInstant(day, new(10, 0));
        (await secretary.PostAsync($"/api/tasks/{room}/session/entries", new
        {
            entries = Seats.Select(seat => Entry("Enter", ten, seat)).Concat(Seats.Select(seat => Entry("Vote", ten.AddMinutes(20), seat, "1", "For"))),
        })).MustBe(HttpStatusCode.OK);
        (await secretary.PostAsync($"/api/tasks/{room}/acts/record", new
        {
            answers = new
            {
                que_paso = "realizada", fecha = Text(day), inicio = "10:00", termino = "11:30", modalidad = "presencial",
                puntos = new[] { new { punto = "1", resultado = "aprobado" } },
                acuerdos = new[]
                {
                    new { punto = "1", texto = "Enviar el marco a los ministros", responsable = new { id = "ministry.undersecretary:HAC", name = "x" }, plazo = Text(day.AddDays(30)) },
                },
            },
        })).MustBe(HttpStatusCode.OK);
        await server.DrainAsync();
        Assert.Equal(1, await server.CountAsync("select count(*) from instances where definition_id = 'comite-acuerdo' and name like 'Acuerdo 1,%'"));

        await ActAsync(session, Secretary, "submit", new { answers = new { publicacion = "En el sitio de la Dipres." } });
        var draft = await DocumentAsync(session);
        (await (await server.AsAsync(Members[2])).GetAsync($"/api/documents/{draft}")).MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync("ministro.sal")).GetAsync($"/api/documents/{draft}")).MustBe(HttpStatusCode.NotFound);
        await ActAsync(session, Members[2], "comment", new { comment = "Falta mi comentario sobre los plazos." });
        foreach (var member in Members[..2])
            await ActAsync(session, member, "decline", new { });
        server.Clock.TurnTo(server.Clock.GetUtcNow().AddMinutes(1));
        await ActAsync(session, Secretary, "submit", new
        {
            answers = new { publicacion = "En el sitio de la Dipres.", comentarios = new[] { new { quien = "Subdere", texto = "Sobre los plazos." } }, cambios = "Se agregó." },
        });
        Assert.NotEqual(draft, await DocumentAsync(session));
        await ActAsync(session, President, "approve", new { });
        var hash = (await secretary.UploadAsync("acta.pdf", Proposal.Pdf)).MustBe(HttpStatusCode.OK).Json.GetProperty("hash").GetString();
        await ActAsync(session, Secretary, "submit", new
        {
            answers = new { },
            evidence = new[] { new { requirement = "acta", fileHash = hash, fileName = "acta.pdf", officialNumber = "1", officialDate = Text(day) } },
        });
        await ActAsync(session, Secretary, "submit", new { answers = new { enlace = "https://example.cl/acta-1", fecha = Text(day) } });
        await server.DrainAsync();

        Assert.Equal("Finished", await server.ScalarAsync<string>("select sub_status from instances where id = $1", session));
        Assert.Equal("Sesión 1, Comité Técnico del PMG", await server.ScalarAsync<string>("select name from instances where id = $1", session));
        Assert.Empty((await server.InstanceAsync(session)).Incidents);
        Assert.Empty(await server.FaultsAsync());
    }

    private async Task<object> AgendaAsync(string session, DateOnly day)
    {
        var content = (await (await server.AsAsync(Secretary)).GetAsync($"/api/tasks/{await TaskAsync(session, Secretary)}")).MustBe(HttpStatusCode.OK).Json.GetProperty("content");
        return new { fecha = Text(day), hora = "10:00", minutos = 90, lugar = "Teatinos 120", puntos = content.GetProperty("arrived").GetProperty("puntos").GetProperty("value") };
    }

    private async Task<ApiAnswer> ActAsync(string session, string person, string action, object body) =>
        (await (await server.AsAsync(person)).PostAsync($"/api/tasks/{await TaskAsync(session, person)}/acts/{action}", body)).MustBe(HttpStatusCode.OK);

    private async Task<string> TaskAsync(string session, string person) =>
        Assert.Single((await (await server.AsAsync(person)).GetAsync($"/api/tasks?instanceId={session}")).MustBe(HttpStatusCode.OK).Items).GetProperty("id").GetString()!;

    private async Task<string> DocumentAsync(string session) => (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/instances/{session}/documents"))
        .MustBe(HttpStatusCode.OK).Json.EnumerateArray().Select(document => document.GetProperty("id").GetString()!).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal).Last();

    private static object Entry(string kind, DateTimeOffset at, string seat, string? item = null, string? choice = null) =>
        new { id = Guid.NewGuid().ToString(), kind, at, seat, item, choice, quality = "Holder" };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
