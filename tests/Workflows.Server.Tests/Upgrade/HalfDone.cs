using System.Net;
using Workflows.Definitions.Calendar;
using Workflows.Server.Files.Store;
using Workflows.Server.Tests.Alerts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Committees;
using static Workflows.Server.Tests.Committees.CommitteeSession;

namespace Workflows.Server.Tests.Upgrade;

/// <summary>
/// Work that is half done when a server stops: a delivery with its file under review, one that is late with a held notice, a session that
/// goes on, an agreement with two tasks and all their timers. What one server begins, another one finishes.
/// </summary>
internal static class HalfDone
{
    public static readonly DateOnly Day = new(2026, 8, 12);

    /// <summary>From the morning of 3 August to that of 12 August 2026.</summary>
    public static async Task BeginAsync(ApiFixture server)
    {
        var officer = await server.AsAsync(ApiFixture.Officer);
        var hash = (await officer.UploadAsync("oficio.pdf", Proposal.Pdf)).MustBe(HttpStatusCode.OK).Json.GetProperty("hash").GetString();
        await server.ActAsync(await server.OpenDeliveryAsync(), ApiFixture.Officer, "submit", new
        {
            answers = new { resumen = "Informe de agosto" },
            evidence = new[] { new { requirement = "oficio", fileHash = hash, fileName = "oficio.pdf" } },
        });

        var meeting = await OpenAsync(server, isLight: true);
        await meeting.ActAsync(Secretary, "record", new
        {
            answers = new
            {
                fecha = Text(meeting.Today), asistentes = new[] { new { nombre = "Dipres" } },
                acuerdos = new[] { Agreement("otro", new(2026, 10, 1)) },
            },
        });
        var session = await OpenAsync(server);
        await session.CallAsync(Day, "Marco 2027");
        await (await LateDelivery.OpenAsync(server, ApiFixture.OtherInstitution)).ReachAsync(3);
        // An hour before, two are there already.
        (await session.WriteAsync([.. Seats[..2].Select(seat => Entry("Enter", server.Clock.GetUtcNow(), seat))]))
            .MustBe(HttpStatusCode.OK);
    }

    public static async Task FinishAsync(ApiFixture server)
    {
        // Level 3 was told at nine and is held until one o'clock.
        Assert.Equal("Held", await HeldAsync(server));
        await server.PassToAsync(SantiagoTime.ToInstant(Day, new(13, 30)));
        Assert.Equal("Filed", await HeldAsync(server));
        var hash = await server.ScalarAsync<string>("select hash from files");
        Assert.True(new FileStore(server.Files, server.Clock).Exists(hash));

        await ActAsync(server, "entrega", ApiFixture.Reviewer, "approve", new { });
        await ActAsync(server, "atraso", ApiFixture.OtherOfficer, "submit", new { });
        await MeetAsync(server);
        while (await server.CountAsync("select count(*) from tasks where activity_id = 'cumplimiento' and state = 'Open'") > 0)
        {
            await ActAsync(server, "cumplimiento", "subsecretario.hac", "submit", new { answers = new { como = "Se publicó." } });
            await ActAsync(server, "revision", Secretary, "approve", new { });
        }

        Assert.Equal(0, await server.CountAsync("select count(*) from instances where status = 'Running' or open_incidents > 0"));
        Assert.Equal(0, await server.CountAsync("select count(*) from timers where state = 'Pending'"));
        Assert.Empty(await server.FaultsAsync());
    }

    private static Task<string> HeldAsync(ApiFixture server) => server.ScalarAsync<string>(
        """
        select string_agg(distinct m.state, ', ') from mails m join instances i on i.id = m.instance_id
        where m.level = 3 and i.definition_id = 'atraso'
        """);

    private static async Task MeetAsync(ApiFixture server)
    {
        var session = await AskMembersAsync(server);
        foreach (var member in Members)
            await session.ActAsync(member, "decline", new { });
        await session.ActAsync(President, "approve", new { });
        await session.ActAsync(Secretary, "submit", await SignedAsync(await server.AsAsync(Secretary), Day));
        await session.ActAsync(Secretary, "submit", new { answers = new { enlace = "https://example.cl/acta", fecha = Text(Day) } });
    }

    /// <summary>The session ends, and its members have its draft minutes before them, each in a task of their own.</summary>
    public static async Task<CommitteeSession> AskMembersAsync(ApiFixture server)
    {
        var session = await FindAsync(server);
        (await session.WriteAsync(Day, [Seats[2]])).MustBe(HttpStatusCode.OK);
        (await session.WriteAsync([.. Seats.Select(seat => Entry("Vote", SantiagoTime.ToInstant(Day, new(10, 30)), seat, "1", "For"))]))
            .MustBe(HttpStatusCode.OK);
        (await session.CloseAsync(Day, [Agreement("1", new(2026, 10, 1))], ("1", "aprobado"))).MustBe(HttpStatusCode.OK);
        await session.ActAsync(Secretary, "submit", new { answers = new { publicacion = "En el sitio." } });
        return session;
    }

    /// <summary>What somebody does with the first open task of that step, or of the only step of that flow.</summary>
    private static async Task ActAsync(ApiFixture server, string step, string person, string action, object body)
    {
        var task = await server.ScalarAsync<string>(
            "select id from tasks where state = 'Open' and (activity_id = $1 or definition_id = $1) order by id limit 1", step);
        (await (await server.AsAsync(person)).PostAsync($"/api/tasks/{task}/acts/{action}", body)).MustBe(HttpStatusCode.OK);
        await server.DrainAsync();
    }
}
