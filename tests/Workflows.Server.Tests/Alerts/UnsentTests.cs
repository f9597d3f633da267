using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tests.Api;
using Workflows.Server.World;

namespace Workflows.Server.Tests.Alerts;

/// <summary>What should have gone out and did not is told with its reason and with what to do.</summary>
public class UnsentTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Everything_that_did_not_leave_is_listed_with_why_and_what_to_do()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var late = await LateDelivery.OpenAsync(server);

        // A server that was down on Tuesday finds that morning's reminder on Wednesday.
        await server.StopServerAsync();
        server.Clock.TurnTo(server.Clock.GetUtcNow().AddDays(2));
        server.StartServer();
        await server.PassToAsync(server.Clock.GetUtcNow());
        coordinator = server.Nobody();
        (await coordinator.LogInAsync(ApiFixture.Coordinator)).MustBe(HttpStatusCode.OK);
        await late.ReachAsync(3);
        (await coordinator.PostAsync($"/api/held-notices/{await late.MailAsync(3, LateDelivery.Undersecretary)}/suspend",
            new { reason = "Entregaron por oficio" })).MustBe(HttpStatusCode.OK);
        await server.ExecuteAsync(
            "update mails set state = 'Rejected', server_answer = 'La casilla no existe' where level = 2 and link_for is not null");
        await server.ExecuteAsync("update timers set state = 'Parked', reason = 'Falló 8 veces' where name = 'escalation:4'");
        await server.ExecuteAsync("update people set active = false where id = 'jefatura.pe-agn-00597'");
        await server.Services.GetRequiredService<WorldKeeper>().ChangedAsync(CancellationToken.None);

        var answer = (await coordinator.GetAsync("/api/unsent")).MustBe(HttpStatusCode.OK).Json;

        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["Parked", "Rejected", "Suppressed", "Suspended", "Vacancy"],
            items.Select(item => item.GetProperty("kind").GetString()).Distinct().Order());
        Assert.Contains("resumen diario", Why(items, "Suppressed"), StringComparison.Ordinal);
        Assert.Contains("Entregaron por oficio", Why(items, "Suspended"), StringComparison.Ordinal);
        Assert.Equal("La casilla no existe", Why(items, "Rejected"));
        Assert.All(items, item => Assert.NotEqual("", item.GetProperty("then").GetString()));
        Assert.Equal(3, answer.GetProperty("counts").GetProperty("Suspended").GetInt32());
        (await (await LoggedInAsync(ApiFixture.Officer)).GetAsync("/api/unsent")).MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whoever_the_mail_server_refused_while_others_got_it_is_listed_and_the_mail_goes_again_only_to_them_at_their_address_of_now()
    {
        const string stale = "ya-no-trabaja@example.cl";
        var moved = await server.ScalarAsync<string>("select email from people where id = $1", ApiFixture.SectorOfficer);
        await server.ExecuteAsync(
            $$"""
            insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, state, available_at, created_at, attempts, server_answer, refused)
            values ('parcial', '<parcial@x>', 'regla', 'recordatorio', 1, '{}',
                '[{"personId":"{{ApiFixture.SectorOfficer}}","name":"Ana","email":"{{stale}}","role":"","why":"Tiene la tarea.","copy":false},
                  {"personId":"{{ApiFixture.Officer}}","name":"Luis","email":"luis@example.cl","role":"","why":"Con copia.","copy":true}]',
                array['{{stale}}', 'luis@example.cl'], 'Delivered', '{{server.Clock.GetUtcNow():O}}', '{{server.Clock.GetUtcNow():O}}', 1,
                'Aceptado por el servidor de correo. Rechazó: {{stale}} (550 No such user)', array['{{stale}}'])
            """);
        var coordinator = await LoggedInAsync(ApiFixture.Coordinator);

        var item = Assert.Single(await PartlyRejectedAsync(coordinator));
        var sent = (await coordinator.PostAsync("/api/mails/parcial/resend", new { reason = "Ya se corrigió" })).MustBe(HttpStatusCode.OK)
            .Json;

        Assert.Equal([stale], item.GetProperty("to").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("No such user", item.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("resend", item.GetProperty("action").GetString());
        Assert.Equal(
            moved, await server.ScalarAsync<string>(
                "select array_to_string(emails, ',') from mails where id = $1", sent.GetProperty("newMailId").GetString()!));
        Assert.DoesNotContain(
            "luis@example.cl", await server.ScalarAsync<string>("select addressees from mails where resend_of = 'parcial'"),
            StringComparison.Ordinal);
        Assert.Empty(await PartlyRejectedAsync(coordinator));
    }

    [Fact]
    public async Task A_mail_sent_again_that_failed_again_is_settled_by_the_next_one()
    {
        var (now, later) = (server.Clock.GetUtcNow().ToString("O"), server.Clock.GetUtcNow().AddMinutes(5).ToString("O"));
        foreach (var (id, of, state,
            at) in new[] { ("dos", "null", "Rejected", now), ("dos-r1", "'dos'", "Rejected", now),
            ("dos-r2", "'dos'", "Delivered", later) })
        {
            await server.ExecuteAsync(
                "insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, state, available_at, "
                + "created_at, attempts, resend_of) "
                + $"values ('{id}', '<{id}@x>', 'regla', 'recordatorio', 1, '{{}}', '[]', array['a@example.cl'], '{state}', "
                + $"'{at}', '{at}', 1, {of})");
        }

        var items = (await (await LoggedInAsync(ApiFixture.Coordinator)).GetAsync("/api/unsent")).MustBe(HttpStatusCode.OK)
            .Json.GetProperty("items").EnumerateArray();

        Assert.DoesNotContain(items, item => item.GetProperty("mailId").GetString() is "dos" or "dos-r1" or "dos-r2");
    }

    private static async Task<List<JsonElement>> PartlyRejectedAsync(ApiClient coordinator) =>
        [.. (await coordinator.GetAsync("/api/unsent?kind=PartlyRejected")).MustBe(HttpStatusCode.OK).Json.GetProperty("items")
            .EnumerateArray()];

    private async Task<ApiClient> LoggedInAsync(string person)
    {
        var client = server.Nobody();
        (await client.LogInAsync(person)).MustBe(HttpStatusCode.OK);
        return client;
    }

    private static string Why(List<JsonElement> items, string kind) =>
        items.First(item => item.GetProperty("kind").GetString() == kind).GetProperty("why").GetString()!;
}
