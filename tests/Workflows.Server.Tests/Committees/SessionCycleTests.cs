using System.Net;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;
using static Workflows.Server.Tests.Committees.CommitteeSession;

namespace Workflows.Server.Tests.Committees;

/// <summary>The whole cycle of a session of the Comité Técnico over HTTP, each step by whoever has it.</summary>
public sealed class SessionCycleTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_session_goes_from_what_each_seat_proposes_to_the_minutes_published_and_its_agreement_followed()
    {
        var session = await OpenAsync(server);
        var proposed = new { answers = new { puntos = new[] { new { titulo = "Marco 2027", para = "Decisión", presenta = "Dipres" } } } };
        await session.ActAsync(President, "comment", proposed);
        foreach (var member in Members[1..])
            await session.ActAsync(member, "decline", new { });
        Assert.Equal(["Marco 2027"], await session.ArrivedAsync());

        // Five working days are asked for: three are too few, and nobody says why.
        var first = await session.TaskAsync(Secretary);
        await session.AgendaAsync(WorkingCalendar.Shipped.AddWorkingDays(session.Today, 3), "Marco 2027");
        Assert.NotEqual(first, await session.TaskAsync(Secretary));
        var day = WorkingCalendar.Shipped.AddWorkingDays(session.Today, 7);
        await session.AgendaAsync(day, "Marco 2027");
        Assert.Equal(1, await server.CountAsync("select count(*) from mails where instance_id = $1 and template = 'citacion'", session.Id));
        foreach (var member in Members)
            await session.ActAsync(member, "comment", new { answers = new { asistencia = "presencial" } });

        await server.PassToAsync(SantiagoTime.ToInstant(day, new(12, 0)));
        (await session.WriteAsync(day, Seats, "1")).MustBe(HttpStatusCode.OK);
        (await session.CloseAsync(day, [Agreement("1", day.AddDays(30))], ("1", "aprobado"))).MustBe(HttpStatusCode.OK);
        Assert.Equal(1, await server.CountAsync(
            "select count(*) from instances where definition_id = 'comite-acuerdo' and name like 'Acuerdo 1,%'"));

        await session.ActAsync(Secretary, "submit", new { answers = new { publicacion = "En el sitio de la Dipres." } });
        var draft = Assert.Single(await session.DocumentsAsync());
        (await (await server.AsAsync(Members[2])).GetAsync($"/api/documents/{draft}")).MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync("ministro.sal")).GetAsync($"/api/documents/{draft}")).MustBe(HttpStatusCode.NotFound);
        await session.ActAsync(Members[2], "comment", new { comment = "Falta mi comentario sobre los plazos." });
        foreach (var member in Members[..2])
            await session.ActAsync(member, "decline", new { });
        server.Clock.TurnTo(server.Clock.GetUtcNow().AddMinutes(1));
        await session.ActAsync(Secretary, "submit", new
        {
            answers = new
            {
                publicacion = "En el sitio de la Dipres.", comentarios = new[] { new { quien = "Subdere", texto = "Sobre los plazos." } },
                cambios = "Se agregó.",
            },
        });
        Assert.Equal(2, (await session.DocumentsAsync()).Count);
        await session.ActAsync(President, "approve", new { });
        await session.ActAsync(Secretary, "submit", await SignedAsync(await server.AsAsync(Secretary), day));
        await session.ActAsync(Secretary, "submit", new { answers = new { enlace = "https://example.cl/acta-1", fecha = Text(day) } });

        Assert.Equal("Finished", await server.ScalarAsync<string>("select sub_status from instances where id = $1", session.Id));
        Assert.Equal(
            "Sesión 1, Comité Técnico del PMG", await server.ScalarAsync<string>("select name from instances where id = $1", session.Id));
        Assert.Empty((await server.InstanceAsync(session.Id)).Incidents);
        Assert.Empty(await server.FaultsAsync());
    }
}
