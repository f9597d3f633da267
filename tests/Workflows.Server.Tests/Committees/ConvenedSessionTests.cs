using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MimeKit;
using Workflows.Engine;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Calendar;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Committees;

/// <summary>
/// The Comité Técnico is called to a session by a real server: what leaves, what is kept and what a cancelled process undoes.
/// </summary>
public class ConvenedSessionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static readonly string[] Members = ["comite-tecnico.dipres", "comite-tecnico.segpres", "comite-tecnico.subdere"];

    private static readonly DateTimeOffset FirstTime = new(2026, 8, 12, 19, 0, 0, TimeSpan.Zero); // 15:00 in winter
    private static readonly DateTimeOffset SecondTime = new(2026, 8, 19, 14, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_mail_carries_the_session_as_an_alternative_for_calendars_and_as_a_file()
    {
        var instance = await OpenAsync("citar-una");

        var mail = Assert.Single(await CallsOfAsync(instance));

        Assert.Equal(
            Members.Append("secretaria-tecnica").Select(person => $"{person}@example.cl").Order(),
            mail.To.Select(address => address.Address).Order());
        using var message = await MimeMessage.LoadAsync(Path.Combine(server.Pickup, MailComposer.FileNameOf(mail.MessageId)));
        var mixed = Assert.IsType<Multipart>(message.Body);
        var alternatives = Assert.IsType<MultipartAlternative>(mixed[0]);
        Assert.Equal(["text/plain", "text/html", "text/calendar"], alternatives.Select(part => part.ContentType.MimeType));
        Assert.Equal(("REQUEST", "utf-8"), (alternatives[2].ContentType.Parameters["method"], alternatives[2].ContentType.Charset));
        var file = Assert.IsType<MimePart>(mixed[1], exactMatch: false);
        Assert.Equal(("citacion.ics", true), (file.FileName, file.IsAttachment));
        Assert.Equal(ContentOf((MimePart)alternatives[2]), ContentOf(file));
        var reader = new IcsReader(ContentOf(file));
        Assert.Equal((FirstTime, "REQUEST"), (reader.StartOf(reader.Entries.Single()), reader.Method));
        Assert.Contains("miércoles 12/08/2026 a las 15:00 horas (hora de Santiago)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("1. Marco 2027", mail.Text, StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_mail_that_somebody_sends_again_carries_the_same_bytes()
    {
        var instance = await OpenAsync("citar-otra-vez");
        var first = Assert.Single(await CallsOfAsync(instance));
        var id = await server.ScalarAsync<string>("select id from mails where instance_id = $1", instance);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var shown = (await coordinator.GetAsync($"/api/mails/{id}")).MustBe(HttpStatusCode.OK).Json.GetProperty("calendar");
        Assert.Equal(
            (FirstTime, 0, false),
            (shown.GetProperty("start").GetDateTimeOffset(), shown.GetProperty("sequence").GetInt32(), shown.GetProperty("isCalledOff")
                .GetBoolean()));

        server.Clock.TurnTo(server.Clock.GetUtcNow().AddHours(3));
        (await coordinator.PostAsync($"/api/mails/{id}/resend", new { reason = "No llegó" })).MustBe(HttpStatusCode.OK);

        var calls = await CallsOfAsync(instance, 2);
        Assert.NotEqual(calls[0].MessageId, calls[1].MessageId);
        Assert.True(calls[1].Attachments.Single().Content.Span.SequenceEqual(first.Attachments.Single().Content.Span));
    }

    [Fact]
    public async Task A_session_that_is_moved_and_whose_process_is_cancelled_leaves_no_meeting_in_any_calendar()
    {
        var instance = await OpenAsync("citar-y-cancelar");
        await CallsOfAsync(instance);
        Assert.Equal(Server.Flows.DispatchStatus.Applied, (await server.SendAsync(instance, new EventReceived("cambia"))).Status);
        var moved = (await CallsOfAsync(instance, 2))[1];
        Assert.Contains("Antes era el miércoles 12/08/2026 a las 15:00 horas", moved.Text, StringComparison.Ordinal);

        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        (await coordinator.PostAsync($"/api/instances/{instance}/cancel", new { reason = "El comité no sesionará." }))
            .MustBe(HttpStatusCode.OK);

        var calls = await CallsOfAsync(instance, 3);
        Assert.StartsWith("Sesión anulada", calls[2].Subject, StringComparison.Ordinal);
        Assert.Equal(calls[1].To.Select(one => one.Address).Order(), calls[2].To.Select(one => one.Address).Order());
        var files = calls.Select(call => Encoding.UTF8.GetString(call.Attachments.Single().Content.Span)).ToList();
        Assert.Single(files.Select(file => new IcsReader(file).Entries[0]["UID"]).Distinct());
        foreach (var order in new[] { new[] { 0, 1, 2 }, [2, 0, 1], [1, 2, 0], [2, 1, 0] })
            Assert.Empty(order.Aggregate(new ReadersCalendar(), (calendar, i) => calendar.Take(files[i])).Meetings);
        Assert.Equal([SecondTime], new ReadersCalendar().Take(files[1]).Take(files[0]).Meetings);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task Whoever_is_called_reads_the_papers_of_the_session_and_nobody_else_does()
    {
        var instance = await OpenAsync("citar-con-papeles");
        var mail = Assert.Single(await CallsOfAsync(instance));
        var document = await server.ScalarAsync<string>("select id from facts where instance_id = $1 and kind = 'documento'", instance);

        Assert.Contains($"/documentos/{document}", mail.Text, StringComparison.Ordinal);
        (await (await server.AsAsync(Members[1])).GetAsync($"/api/documents/{document}")).MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/documents/{document}")).MustBe(HttpStatusCode.NotFound);
    }

    private async Task<string> OpenAsync(string flow)
    {
        await server.PublishAsync(Drawn.Chart(
            flow,
            [
                Drawn.Start(),
                Drawn.Activity("papeles", "Workflows.WriteDocument", ("kind", "minuta"), ("title", "Antecedentes"))
                    .With("template", "Object", JsonNode.Parse("""[{ "text": "El marco propuesto." }]""")!).Bound("documentId", "papel"),
                Call("citar", "2026-08-12", "15:00"), Drawn.Event("espera", "cambia"), Call("cambiar", "2026-08-19", "10:30"),
                Drawn.Event("fin", "firmado"),
            ],
            [
                Drawn.Arrow("start", "Done", "papeles"), Drawn.Arrow("papeles", "Done", "citar"), Drawn.Arrow("citar", "Cited", "espera"),
                Drawn.Arrow("citar", "Returned", "fin"), Drawn.Arrow("espera", "Done", "cambiar"), Drawn.Arrow("cambiar", "Cited", "fin"),
                Drawn.Arrow("cambiar", "Returned", "fin"),
            ],
            "citacion", "papel"));
        return (await server.OpenAsync(flow, "uno", ("year", 2026.0))).InstanceId;
    }

    private static JsonObject Call(string id, string date, string hour) => Drawn
        .Activity(
            id, "Workflows.Convene", ("body", "comite-tecnico-pmg"), ("title", "Sesión ordinaria 3"), ("date", date), ("hour", hour),
            ("place", "Sala 1"))
        .With("items", "Object", new JsonArray("Marco 2027"))
        .With("document", "Variable", new JsonObject { ["id"] = "papel", ["name"] = "papel" })
        .With("previous", "Variable", new JsonObject { ["id"] = "citacion", ["name"] = "citacion" })
        .Bound("result", "citacion");

    /// <summary>What left of a process, oldest first, once there are so many.</summary>
    private async Task<IReadOnlyList<OutgoingMail>> CallsOfAsync(string instance, int count = 1)
    {
        var sent = new List<OutgoingMail>();
        var ids = new List<string>();
        await using var command = server.Source.CreateCommand(
            "select message_id from mails where instance_id = $1 order by created_at, length(id), id");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = instance });
        await using (var row = await command.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
                ids.Add(row.GetString(0));
        }

        Assert.Equal(count, ids.Count);
        foreach (var id in ids)
            sent.Add(await server.Mails.OneToAsync($"{Members[0]}@example.cl", mail => mail.MessageId == id));
        return sent;
    }

    private static string ContentOf(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
