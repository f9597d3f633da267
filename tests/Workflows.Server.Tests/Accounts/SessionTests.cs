using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

public class SessionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Logging_in_says_who_one_is_and_where_one_may_act()
    {
        var browser = server.Nobody();

        var login = await browser.LogInAsync(ApiFixture.Officer);
        var session = await browser.GetAsync("/api/session");

        login.MustBe(HttpStatusCode.OK);
        Assert.Contains(login.Headers.GetValues("Set-Cookie"), cookie =>
            cookie.StartsWith("__Host-workflows=", StringComparison.Ordinal)
            && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase)
                && cookie.Contains("secure", StringComparison.OrdinalIgnoreCase)
            && cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        var post = session.MustBe(HttpStatusCode.OK).Json.GetProperty("posts")[0];
        Assert.Equal("institution.pmgOfficer", post.GetProperty("role").GetString());
        Assert.Equal("Agencia Nacional de Investigación y Desarrollo", post.GetProperty("scopeName").GetString());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var wrong = await server.Nobody().LogInAsync(ApiFixture.Officer, "equivocada");
        var unknown = await server.Nobody().LogInAsync("nadie");

        Assert.Equal(wrong.MustBe(HttpStatusCode.Unauthorized).Detail, unknown.MustBe(HttpStatusCode.Unauthorized).Detail);
    }

    [Fact]
    public async Task A_new_security_stamp_ends_the_session_at_its_next_request()
    {
        var browser = server.Nobody();
        await browser.LogInAsync("jefatura.pe-agn-00597");
        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);

        await server.ExecuteAsync("update accounts set security_stamp = 'otro' where person_id = 'jefatura.pe-agn-00597'");

        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_person_made_inactive_is_nobody_at_their_next_request()
    {
        var browser = server.Nobody();
        await browser.LogInAsync("asociacion.pe-agn-00597");

        await server.ExecuteAsync("update people set active = false where id = 'asociacion.pe-agn-00597'");

        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_twelve_hours_after_it_was_opened_however_much_it_is_used()
    {
        const string person = "indicadores.pe-agn-00597";
        var browser = server.Nobody();
        await browser.LogInAsync(person);
        await server.ExecuteAsync(
            $"update sessions set started_at = started_at - interval '11 hours 59 minutes' where person_id = '{person}'");
        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);

        await server.ExecuteAsync($"update sessions set started_at = started_at - interval '2 minutes' where person_id = '{person}'");

        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
        (await browser.LogInAsync(person)).MustBe(HttpStatusCode.OK);
        Assert.Single((await browser.GetAsync("/api/account/sessions")).Json.EnumerateArray());
    }

    [Fact]
    public async Task A_session_that_nobody_used_for_hours_is_over()
    {
        const string person = "auditoria.pe-agn-00597";
        var browser = server.Nobody();
        await browser.LogInAsync(person);

        await server.ExecuteAsync($"update sessions set seen_at = seen_at - interval '10 hours 1 minute' where person_id = '{person}'");

        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Entering_again_in_a_browser_ends_the_session_it_had_whoever_enters()
    {
        var browser = server.Nobody();
        await browser.LogInAsync(ApiFixture.Officer);
        var first = browser.Copied();
        await browser.LogInAsync(ApiFixture.Officer);
        var second = browser.Copied();
        await browser.LogInAsync(ApiFixture.OtherOfficer);

        (await first.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
        (await second.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_password_leaves_the_session_that_is_open()
    {
        var browser = server.Nobody();
        await browser.LogInAsync(ApiFixture.Officer);

        await browser.LogInAsync(ApiFixture.Officer, "equivocada");

        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_page_cannot_act_with_our_cookie()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var browser = server.Nobody();
        await browser.LogInAsync(ApiFixture.Officer);
        browser.ForgetCsrf();

        var answer = await browser.PostAsync($"/api/tasks/{task}/claim");

        Assert.Contains("X-CSRF-Token", answer.MustBe(HttpStatusCode.BadRequest).Detail, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from tasks where id = $1 and claimed_by is not null", task));
    }

    [Fact]
    public async Task After_logging_out_the_cookie_opens_nothing()
    {
        var browser = server.Nobody();
        await browser.LogInAsync(ApiFixture.Officer);

        (await browser.SendAsync(HttpMethod.Delete, "/api/session")).MustBe(HttpStatusCode.NoContent);

        (await browser.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_that_are_not_ours()
    {
        var answer = await server.Nobody().GetAsync("/api/session");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }
}
