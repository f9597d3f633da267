using System.Net;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;
using static Workflows.Server.Tests.Committees.CommitteeSession;

namespace Workflows.Server.Tests.Committees;

/// <summary>What a committee's norm does not let pass, tried over HTTP: it is refused in words, or recorded as the norm says.</summary>
public sealed class SessionBadInputTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Without_quorum_nothing_is_decided_everybody_hears_and_the_items_stand_in_the_next_agenda_first()
    {
        var (session, day) = await MeetAsync("Marco 2028", "Costos");
        await session.WriteAsync(day, Seats[..2]);

        var held = await session.CloseAsync(day, [], ("1", "aprobado"), ("2", "no_visto"));
        Assert.Contains("nunca hubo quórum", held.MustBe(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        await session.ActAsync(Secretary, "record", new { answers = new { que_paso = "sin_quorum", fecha = Text(day), inicio = "10:30" } });

        Assert.Equal("Finished", await server.ScalarAsync<string>("select sub_status from instances where id = $1", session.Id));
        Assert.Equal(1, await server.CountAsync(
            "select count(*) from mails where instance_id = $1 and model like '%No se reunió el quórum%'", session.Id));
        var next = await OpenAsync(server);
        foreach (var member in Members)
            await next.ActAsync(member, "decline", new { });
        Assert.Equal(["Marco 2028", "Costos"], (await next.ArrivedAsync()).Take(2));
    }

    [Fact]
    public async Task A_member_written_down_twice_counts_once_and_a_substitute_names_no_substitute()
    {
        var (session, day) = await MeetAsync("Marco 2029");
        var ten = SantiagoTime.ToInstant(day, new(10, 0));
        (await session.WriteAsync(day, [Seats[0], Seats[1], Seats[0]])).MustBe(HttpStatusCode.OK);
        (await session.WriteAsync(Entry("Quorum", ten.AddMinutes(1)))).MustBe(HttpStatusCode.OK);

        var record = (await (await server.AsAsync(Secretary)).GetAsync($"/api/tasks/{await session.TaskAsync(Secretary)}/session"))
            .MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(2, record.GetProperty("quorum").GetProperty("attending").GetInt32());
        var substitute = await session.WriteAsync(Entry("Enter", ten, Seats[2], quality: "Alternate", person: "Suplente de suplente"));
        Assert.Contains("no tiene suplente", substitute.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        var vote = await session.WriteAsync(Entry("Vote", ten, "Asociación de Municipalidades", "1", "For"));
        Assert.Contains("no es un asiento con voto", vote.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_on_a_holiday_goes_back_until_somebody_says_why()
    {
        var session = await OpenAsync(server);
        foreach (var member in Members)
            await session.ActAsync(member, "decline", new { });
        // All Saints' Day of 2027 is a Monday.
        await session.AgendaAsync(new(2027, 11, 1), "Marco 2028");

        var remarks = (await session.PageAsync(Secretary)).GetProperty("content").GetProperty("remarks").EnumerateArray();
        Assert.Contains("inhábil", Assert.Single(remarks).GetProperty("text").GetString());
        Assert.Equal(0, await server.CountAsync("select count(*) from mails where instance_id = $1 and template = 'citacion'", session.Id));
    }

    [Fact]
    public async Task Nobody_adds_an_item_once_the_citation_left()
    {
        var session = await OpenAsync(server);
        foreach (var member in Members)
            await session.ActAsync(member, "decline", new { });
        var agenda = await session.TaskAsync(Secretary);
        await session.AgendaAsync(WorkingCalendar.Shipped.AddWorkingDays(session.Today, 7), "Marco 2028");

        var late = await (await server.AsAsync(Secretary)).PostAsync($"/api/tasks/{agenda}/acts/submit", new
        {
            answers = new { puntos = new[] { new { titulo = "Punto de última hora", para = "Decisión" } } },
        });

        late.MustBe(HttpStatusCode.Conflict);
        Assert.DoesNotContain(await session.StepsAsync(Secretary), step => step == "tabla");
        Assert.Equal(0, await server.CountAsync(
            "select count(*) from mails where instance_id = $1 and model like '%última hora%'", session.Id));
    }

    [Fact]
    public async Task An_agreement_without_responsible_or_term_is_refused_in_its_place()
    {
        var (session, day) = await MeetAsync("Marco 2028");
        await session.WriteAsync(day, Seats, "1");

        var refused = await session.CloseAsync(day, [new { punto = "1", texto = "Enviar el marco" }], ("1", "aprobado"));

        var errors = refused.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").EnumerateObject()
            .Select(error => error.Name);
        Assert.Equal(["answers.acuerdos[0].plazo", "answers.acuerdos[0].responsable"], errors.Order());
        Assert.Equal(0, await server.CountAsync(
            "select count(*) from instances where definition_id = 'comite-acuerdo' and root_id = $1", session.Id));
    }

    [Fact]
    public async Task Nobody_observes_the_minutes_after_their_term_nor_changes_them_once_they_are_approved()
    {
        var (session, day) = await MeetAsync("Marco 2028");
        await session.WriteAsync(day, Seats, "1");
        (await session.CloseAsync(day, [], ("1", "aprobado"))).MustBe(HttpStatusCode.OK);
        var draft = await session.TaskAsync(Secretary);
        await session.ActAsync(Secretary, "submit", new { answers = new { publicacion = "En el sitio." } });
        var observation = await session.TaskAsync(Members[1]);

        await server.PassToAsync(SantiagoTime.ToInstant(WorkingCalendar.Shipped.AddWorkingDays(session.Today, 6), new(9, 0)));
        var late = await (await server.AsAsync(Members[1])).PostAsync(
            $"/api/tasks/{observation}/acts/comment", new { comment = "Falta mi voto." });
        late.MustBe(HttpStatusCode.Conflict);
        var papers = await session.DocumentsAsync();
        await session.ActAsync(President, "approve", new { });

        var change = await (await server.AsAsync(Secretary)).PostAsync(
            $"/api/tasks/{draft}/acts/submit", new { answers = new { publicacion = "Otra cosa." } });
        change.MustBe(HttpStatusCode.Conflict);
        Assert.Equal(["firma"], await session.StepsAsync(Secretary));
        Assert.Equal(papers, await session.DocumentsAsync());
    }

    /// <summary>A session that was called for a week from now, an hour after it should be over.</summary>
    private async Task<(CommitteeSession Session, DateOnly Day)> MeetAsync(params string[] items)
    {
        var session = await OpenAsync(server);
        var day = WorkingCalendar.Shipped.AddWorkingDays(session.Today, 7);
        await session.CallAsync(day, items);
        await server.PassToAsync(SantiagoTime.ToInstant(day, new(12, 0)));
        return (session, day);
    }
}
