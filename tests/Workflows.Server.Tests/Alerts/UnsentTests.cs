using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tests.Api;

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
        (await coordinator.PostAsync($"/api/held-notices/{await late.MailAsync(3, LateDelivery.Undersecretary)}/suspend", new { reason = "Entregaron por oficio" })).MustBe(HttpStatusCode.OK);
        await server.ExecuteAsync("update mails set state = 'Rejected', server_answer = 'La casilla no existe' where level = 2 and link_for is not null");
        await server.ExecuteAsync("update timers set state = 'Parked', reason = 'Falló 8 veces' where name = 'escalation:4'");
        await server.ExecuteAsync("update people set active = false where id = 'jefatura.pe-agn-00597'");
        await server.Services.GetRequiredService<Server.Organisation.WorldKeeper>().ChangedAsync(CancellationToken.None);

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

    private async Task<ApiClient> LoggedInAsync(string person)
    {
        var client = server.Nobody();
        (await client.LogInAsync(person)).MustBe(HttpStatusCode.OK);
        return client;
    }

    private static string Why(List<JsonElement> items, string kind) =>
        items.First(item => item.GetProperty("kind").GetString() == kind).GetProperty("why").GetString()!;
}
