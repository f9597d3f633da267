using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tests.Api;
using Workflows.Server.World;

namespace Workflows.Server.Tests.Privacy;

/// <summary>Whoever asks to be forgotten loses their name and address; what they did can still be proved.</summary>
public class SuppressionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_granted_erasure_takes_name_and_address_from_every_page_and_leaves_the_journal_whole()
    {
        const string person = ApiFixture.OtherOfficer;
        var officer = await server.AsAsync(person);
        var name = await server.ScalarAsync<string>("select name from people where id = $1", person);
        var instance = await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var submitted =
            (await officer.PostAsync(
                $"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/submit",
                new { answers = new { resumen = "Listo" } })).MustBe(HttpStatusCode.OK);
        await server.PassToAsync(server.Clock.GetUtcNow());
        var id = (await officer.PostAsync("/api/account/data/requests", new { right = "Erasure", text = "Ya no trabajo aquí." }))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetString();
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        var yes = new { outcome = "Granted", reason = "Suprimimos tu nombre y tu correo.", suppress = true };

        var tooEarly = (await administrator.PostAsync($"/api/privacy/requests/{id}/answer", yes)).MustBe(HttpStatusCode.Conflict);
        Assert.Contains("ocupa un cargo", tooEarly.Detail, StringComparison.Ordinal);
        await server.ExecuteAsync($"update appointments set valid_to = '2026-08-01' where person_id = '{person}'");
        await server.Services.GetRequiredService<WorldKeeper>().ChangedAsync(CancellationToken.None);
        var answered = (await administrator.PostAsync($"/api/privacy/requests/{id}/answer", yes)).MustBe(HttpStatusCode.OK).Json;

        var pseudonym = answered.GetProperty("personName").GetString()!;
        Assert.Matches(@"^Persona suprimida \(\d+\)$", pseudonym);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var folio = submitted.Json.GetProperty("receipt").GetProperty("submissionId").GetString();
        var mail = await server.ScalarAsync<string>("select id from mails where instance_id = $1 and template = 'acuse-recibo'", instance);
        foreach (var path in new[] { $"instances/{instance}/journal", $"submissions/{folio}/document", $"mails/{mail}",
            $"organisation/people/{person}", "organisation/people?search=Persona%20suprimida" })
        {
            var page = (await coordinator.GetAsync($"/api/{path}")).MustBe(HttpStatusCode.OK).Text;
            Assert.DoesNotContain(name, page, StringComparison.Ordinal);
            Assert.DoesNotContain($"{person}@example.cl", page, StringComparison.Ordinal);
            Assert.Contains(pseudonym, page, StringComparison.Ordinal);
        }

        Assert.NotEqual(
            0, await server.CountAsync(
                "select count(*) from journal where instance_id = $1 and text like '%' || $2 || '%'", instance, name));
        Assert.Empty(await server.FaultsAsync());
        (await server.Nobody().LogInAsync(person)).MustBe(HttpStatusCode.Unauthorized);
        foreach (var table in new[] { "accounts", "sessions", "external_identities", "saved_filters", "calendar_feeds" })
            Assert.Equal(0, await server.CountAsync($"select count(*) from {table} where person_id = $1", person));
        var told = await server.Mails.OneToAsync(
            $"{person}@example.cl", one => one.Subject.StartsWith("Respondimos una solicitud", StringComparison.Ordinal));
        Assert.Contains("Suprimimos tu nombre", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_granted_erasure_suppresses()
    {
        var officer = await server.AsAsync(ApiFixture.OtherSectorOfficer);
        var id = (await officer.PostAsync("/api/account/data/requests", new { right = "Access", text = "Mis datos" }))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetString();
        var administrator = await server.AsAsync(ApiFixture.Administrator);

        (await administrator.PostAsync($"/api/privacy/requests/{id}/answer", new { outcome = "Granted", reason = "x", suppress = true }))
            .MustBe(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            0, await server.CountAsync("select count(*) from suppressed_people where person_id = $1", ApiFixture.OtherSectorOfficer));
    }
}
