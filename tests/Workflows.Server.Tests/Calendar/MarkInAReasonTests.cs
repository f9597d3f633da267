using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Calendar;

/// <summary>One sentence stops no mail: what looks like a mark of the program is words.</summary>
public class MarkInAReasonTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_reason_with_the_mark_of_an_account_link_leaves_as_typed_and_the_recovery_asked_after_it_leaves_too()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);
        const string reason = "Falta el oficio [[enlace-de-cuenta]] y [[enlace-personal]] {{ruta}} <b>";

        (await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason })).MustBe(HttpStatusCode.OK);
        (await server.Nobody().SendAsync(HttpMethod.Post, "/api/account-links", new { email = "pmg.ctci@example.cl" }))
            .MustBe(HttpStatusCode.Accepted);

        var asked = await server.ScalarAsync<string[]>("select emails from mails where template = 'prorroga-pedida' limit 1");
        var sent = await server.Mails.OneToAsync(asked[0], mail => mail.Text.Contains("Falta el oficio", StringComparison.Ordinal));
        Assert.Contains(reason, sent.Text, StringComparison.Ordinal);
        var secret = await server.Mails.SecretForAsync("pmg.ctci@example.cl");
        (await server.Nobody().SendAsync(HttpMethod.Post, "/api/account-links/look", new { secret })).MustBe(HttpStatusCode.OK);
        await server.PassToAsync(server.Clock.GetUtcNow());
        Assert.Equal(1, await server.CountAsync("select count(*) from account_link_secrets"));
        Assert.Equal(0, await server.CountAsync("select count(*) from mails where state not in ('Delivered', 'Filed', 'Held')"));
    }
}
