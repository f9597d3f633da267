using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Server.Duties;
using Workflows.Server.Tests.Api;
using Workflows.Server.World;

namespace Workflows.Server.Tests.Privacy;

/// <summary>A person asks about their data and is answered inside the term (Ley 21.719). Each test asks for another person.</summary>
public class DataRequestTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Auditor = "auditoria";

    [Fact]
    public async Task A_request_from_an_account_is_acknowledged_with_its_last_day_and_answered_once_with_reasons()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);
        var asked =
            (await officer.PostAsync("/api/account/data/requests", new { right = "Rectification", text = "Mi nombre está mal escrito." }))
                .MustBe(HttpStatusCode.OK).Json;
        var today = SantiagoTime.DateAt(server.Clock.GetUtcNow());
        Assert.Equal(today.AddDays(30).ToString("yyyy-MM-dd", null), asked.GetProperty("dueOn").GetString());
        var acknowledged = await server.Mails.OneToAsync(
            $"{ApiFixture.Officer}@example.cl", mail => mail.Subject.StartsWith("Recibimos una solicitud", StringComparison.Ordinal));
        Assert.Contains(Definitions.Mail.MailText.Day(today.AddDays(30)), acknowledged.Text, StringComparison.Ordinal);

        var administrator = await server.AsAsync(ApiFixture.Administrator);
        var id = asked.GetProperty("id").GetString();
        (await administrator.PostAsync($"/api/privacy/requests/{id}/answer", new { outcome = "Granted", reason = " " }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        (await administrator.PostAsync($"/api/privacy/requests/{id}/answer", new { outcome = "Granted", reason = "Corregimos tu nombre." }))
            .MustBe(HttpStatusCode.OK);
        (await administrator.PostAsync($"/api/privacy/requests/{id}/answer", new { outcome = "Refused", reason = "Otra vez" }))
            .MustBe(HttpStatusCode.Conflict);

        var seen = (await officer.GetAsync("/api/account/data/requests")).MustBe(HttpStatusCode.OK).Json.EnumerateArray()
            .First(one => one.GetProperty("id").GetString() == id);
        Assert.Equal(
            ("Granted", "Corregimos tu nombre."), (seen.GetProperty("outcome").GetString(), seen.GetProperty("answer").GetString()));
        var told = await server.Mails.OneToAsync(
            $"{ApiFixture.Officer}@example.cl", mail => mail.Subject.StartsWith("Respondimos una solicitud", StringComparison.Ordinal));
        Assert.Contains("Corregimos tu nombre.", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_gives_what_the_server_keeps_of_the_person_and_of_nobody_else_without_secrets()
    {
        var instance = await server.OpenDeliveryAsync();
        var officer = await server.AsAsync(ApiFixture.Officer);
        (await officer.PostAsync(
            $"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/submit",
            new { answers = new { resumen = "Lo que escribí" } })).MustBe(HttpStatusCode.OK);

        var own = (await officer.GetAsync("/api/account/data")).MustBe(HttpStatusCode.OK);
        var other = (await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync("/api/account/data")).MustBe(HttpStatusCode.OK);

        Assert.Equal(ApiFixture.Officer, own.Json.GetProperty("person").GetProperty("id").GetString());
        Assert.Contains("Lo que escribí", own.Text, StringComparison.Ordinal);
        Assert.NotEmpty(own.Json.GetProperty("posts").EnumerateArray());
        Assert.NotEmpty(own.Json.GetProperty("sessions").EnumerateArray());
        Assert.DoesNotContain("Lo que escribí", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await server.ScalarAsync<string>("select password_hash from accounts where person_id = $1", ApiFixture.Officer), own.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("stamp", own.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_has_no_account_proves_their_mailbox_and_reads_the_answer_by_its_link()
    {
        var email = $"{ApiFixture.SectorOfficer}@example.cl";
        var nobody = server.Nobody();
        (await nobody.PostAsync("/api/data-requests", new { email, right = "Access", text = "Quiero mis datos." }))
            .MustBe(HttpStatusCode.Accepted);
        Assert.Empty(await OpenOfAsync(email));
        var secret = SecretIn(
            await server.Mails.OneToAsync(
                email, mail => mail.Subject.StartsWith("Falta confirmar una solicitud", StringComparison.Ordinal)));

        (await nobody.PostAsync("/api/data-requests/data", new { secret })).MustBe(HttpStatusCode.Conflict);
        (await nobody.PostAsync("/api/data-requests/prove", new { secret })).MustBe(HttpStatusCode.OK);
        (await nobody.PostAsync("/api/data-requests/prove", new { secret })).MustBe(HttpStatusCode.OK);
        var request = Assert.Single(await OpenOfAsync(email)).GetProperty("request");
        (await nobody.PostAsync("/api/data-requests/data", new { secret })).MustBe(HttpStatusCode.Conflict);
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync(
            $"/api/privacy/requests/{request.GetProperty("id").GetString()}/answer",
            new { outcome = "Granted", reason = "Están en el enlace." })).MustBe(HttpStatusCode.OK);

        var answered = SecretIn(
            await server.Mails.OneToAsync(email, mail => mail.Subject.StartsWith("Respondimos una solicitud", StringComparison.Ordinal)));
        var data = (await nobody.PostAsync("/api/data-requests/data", new { secret = answered })).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(email, data.GetProperty("person").GetProperty("email").GetString());
        // The link opens this and nothing else.
        (await nobody.PostAsync("/api/account-links/look", new { secret = answered })).MustBe(HttpStatusCode.NotFound);
        (await nobody.PostAsync("/api/data-requests/look", new { secret = "inventado" })).MustBe(HttpStatusCode.NotFound);
        Assert.Equal(
            0, await server.CountAsync(
                "select count(*) from mails where text like '%' || $1 || '%' or html like '%' || $1 || '%'", answered));
    }

    [Fact]
    public async Task An_address_nobody_has_gets_the_same_answer_and_no_data()
    {
        var nobody = server.Nobody();
        var known = await nobody.PostAsync("/api/data-requests", new
        {
            email = $"{ApiFixture.OtherSectorOfficer}@example.cl", right = "Access", text = "Mis datos"
        });
        var unknown = await nobody.PostAsync("/api/data-requests", new
        {
            email = "nadie@example.cl", right = "Access", text = "Mis datos"
        });
        Assert.Equal(known.MustBe(HttpStatusCode.Accepted).Text, unknown.MustBe(HttpStatusCode.Accepted).Text);
        var secret = SecretIn(await server.Mails.OneToAsync("nadie@example.cl", _ => true));
        (await nobody.PostAsync("/api/data-requests/prove", new { secret })).MustBe(HttpStatusCode.OK);
        var request = Assert.Single(await OpenOfAsync("nadie@example.cl"));

        Assert.Equal(JsonValueKind.Null, request.TryGetProperty("personId", out var person) ? person.ValueKind : JsonValueKind.Null);
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync(
            $"/api/privacy/requests/{request.GetProperty("request").GetProperty("id").GetString()}/answer",
            new { outcome = "Granted", reason = "No hay datos tuyos." })).MustBe(HttpStatusCode.OK);
        (await nobody.PostAsync("/api/data-requests/data", new { secret })).MustBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("muñoz@example.cl")]
    [InlineData("dos@example.cl, tres@example.cl")]
    public async Task An_address_that_cannot_be_written_to_is_refused(string email) =>
        (await server.Nobody().PostAsync("/api/data-requests", new { email, right = "Access", text = "Mis datos" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task The_term_is_extended_once_and_administrators_hear_of_it_until_it_is_answered_and_auditors_once_it_is_late()
    {
        var asker = await server.AsAsync(ApiFixture.SecondReviewer);
        var asked = (await asker.PostAsync("/api/account/data/requests", new { right = "Opposition", text = "No quiero resúmenes." }))
            .MustBe(HttpStatusCode.OK).Json;
        var (id, due) = (asked.GetProperty("id").GetString()!, DateOnly.Parse(asked.GetProperty("dueOn").GetString()!, null));
        var administrator = await server.AsAsync(ApiFixture.Administrator);

        var extended =
            (await administrator.PostAsync($"/api/privacy/requests/{id}/extend", new { reason = "Hay que revisar tres sistemas." }))
                .MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(due.AddDays(30).ToString("yyyy-MM-dd", null), extended.GetProperty("request").GetProperty("dueOn").GetString());
        (await administrator.PostAsync($"/api/privacy/requests/{id}/extend", new { reason = "Más" })).MustBe(HttpStatusCode.Conflict);

        await RemindAsync(due.AddDays(24));
        Assert.Equal(0, await RemindersAsync(id));
        await RemindAsync(due.AddDays(25));
        await RemindAsync(due.AddDays(25));
        Assert.Equal(
            await server.CountAsync("select count(*) from appointments where role = 'national.administrator'"), await RemindersAsync(id));
        await RemindAsync(due.AddDays(31));
        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from mails where id like $1 || '-%' and emails @> array[$2]", id, $"{Auditor}@example.cl"));
    }

    [Fact]
    public async Task Nobody_answers_what_they_asked_and_only_who_administers_answers()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        var id = (await administrator.PostAsync("/api/account/data/requests", new { right = "Access", text = "Los míos" }))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetString();
        var answer = new { outcome = "Granted", reason = "Sí" };

        (await administrator.PostAsync($"/api/privacy/requests/{id}/answer", answer)).MustBe(HttpStatusCode.Conflict);
        (await (await server.AsAsync(Auditor)).PostAsync($"/api/privacy/requests/{id}/answer", answer)).MustBe(HttpStatusCode.Forbidden);
        (await (await server.AsAsync(Auditor)).GetAsync("/api/privacy/requests")).MustBe(HttpStatusCode.OK);
        foreach (var path in new[] { "requests", "record", "retention", "breach?from=2026-01-01" })
            (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/privacy/{path}")).MustBe(HttpStatusCode.Forbidden);
    }

    private async Task<IReadOnlyList<JsonElement>> OpenOfAsync(string email) =>
        [.. (await (await server.AsAsync(ApiFixture.Administrator)).GetAsync("/api/privacy/requests?state=Open&pageSize=200"))
            .MustBe(HttpStatusCode.OK).Items
            .Where(item => item.GetProperty("email").GetString() == email)];

    private async Task RemindAsync(DateOnly day) =>
        await server.Services.GetRequiredService<DutyCatalog>().All.Single(duty => duty.Name == "solicitudes-datos").RunAsync(
            new(day, SantiagoTime.ToInstant(day, new(9, 0)), server.Clock.GetUtcNow(), World), CancellationToken.None);

    private Definitions.Organisation.WorldSnapshot World =>
        ((Definitions.Activities.SnapshotWorld)server.Services.GetRequiredService<WorldSource>().Current.World).Snapshot;

    private Task<long> RemindersAsync(string id) => server.CountAsync("select count(*) from mails where id like $1 || '-%'", id);

    private static string SecretIn(Server.Mail.Transport.OutgoingMail mail) =>
        mail.Text[(mail.Text.IndexOf("/mis-datos#", StringComparison.Ordinal) + 11)..].Split('\n')[0].Trim();
}
