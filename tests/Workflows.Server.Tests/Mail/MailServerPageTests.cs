using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Mail;

/// <summary>Only whoever administers sees and tries how mails leave.</summary>
public class MailServerPageTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_administrator_sees_the_way_and_tries_it_and_others_do_neither()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        var officer = await server.AsAsync(ApiFixture.Officer);

        var seen = (await administrator.GetAsync("/api/mail-server")).MustBe(HttpStatusCode.OK);
        var tried = (await administrator.PostAsync("/api/mail-server/test", new { to = "administra@ejemplo.cl" }))
            .MustBe(HttpStatusCode.OK);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, seen.Json.GetProperty("host").ValueKind);
        Assert.True(tried.Json.GetProperty("passed").GetBoolean());
        (await administrator.PostAsync("/api/mail-server/test", new { to = "nadie" })).MustBe(HttpStatusCode.BadRequest);
        (await administrator.PostAsync("/api/mail-server/test", new { to = "a@b.cl\r\nBcc: otra@b.cl" })).MustBe(HttpStatusCode.BadRequest);
        (await officer.GetAsync("/api/mail-server")).MustBe(HttpStatusCode.Forbidden);
        (await officer.PostAsync("/api/mail-server/test", new { to = "a@b.cl" })).MustBe(HttpStatusCode.Forbidden);
    }
}
