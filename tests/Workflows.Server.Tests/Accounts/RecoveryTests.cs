using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

public class RecoveryTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Asking_for_a_password_gets_the_same_answer_whether_the_address_exists_or_not()
    {
        var known = await AskAsync("pmg.ctci@example.cl");
        var unknown = await AskAsync("nadie@example.cl");

        Assert.Equal(known.MustBe(HttpStatusCode.Accepted).Text, unknown.MustBe(HttpStatusCode.Accepted).Text);
        await server.Mails.ToAsync("pmg.ctci@example.cl");
        Assert.Equal(0, await server.CountAsync("select count(*) from mails where 'nadie@example.cl' = any(emails)"));
    }

    [Fact]
    public async Task A_recovered_password_ends_the_sessions_of_the_old_one()
    {
        var browser = server.Nobody();
        await browser.LogInAsync("pmg.segegob");
        await AskAsync("pmg.segegob@example.cl");
        var secret = await server.Mails.SecretForAsync("pmg.segegob@example.cl");

        (await server.Nobody().SendAsync(HttpMethod.Post, "/api/account-links/use", new { secret, password = "cinco lápices de colores" }))
            .MustBe(HttpStatusCode.OK);

        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
        (await server.Nobody().LogInAsync("pmg.segegob")).MustBe(HttpStatusCode.Unauthorized);
        (await server.Nobody().LogInAsync("pmg.segegob", "cinco lápices de colores")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_fills_the_mailbox_of_somebody_else()
    {
        for (var times = 0; times < 6; times++)
            (await AskAsync("subdere@example.cl")).MustBe(HttpStatusCode.Accepted);
        // Asked for in order: once the last one is answered by a mail, the others are settled.
        await AskAsync("asociacion.pe-agn-00597@example.cl");
        await server.Mails.SecretForAsync("asociacion.pe-agn-00597@example.cl");

        Assert.Equal(3, await server.CountAsync("select count(*) from mails where 'subdere@example.cl' = any(emails)"));
    }

    [Fact]
    public async Task A_link_to_recover_is_worth_an_hour()
    {
        await AskAsync("asociacion-nacional@example.cl");
        var secret = await server.Mails.SecretForAsync("asociacion-nacional@example.cl");

        await server.TurnAsync(TimeSpan.FromMinutes(61));

        (await server.Nobody().SendAsync(HttpMethod.Post, "/api/account-links/look", new { secret })).MustBe(HttpStatusCode.Gone);
    }

    private Task<ApiAnswer> AskAsync(string email) => server.Nobody().SendAsync(HttpMethod.Post, "/api/account-links", new { email });
}
