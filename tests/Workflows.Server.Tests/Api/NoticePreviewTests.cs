using System.Net;

namespace Workflows.Server.Tests.Api;

/// <summary>Whoever draws a flow reads the mail of a step before anybody gets it.</summary>
public class NoticePreviewTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Address = "/api/definitions/notice-preview";

    [Fact]
    public async Task A_mail_is_read_with_its_words_and_the_names_of_its_data_and_none_is_sent()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var before = await server.CountAsync("select count(*) from mails");

        var mail = (await coordinator.PostAsync(Address, new
        {
            subject = "Decreto [número]", message = "Se publicó el decreto.", facts = new[] { "Fecha de publicación" },
        })).MustBe(HttpStatusCode.OK).Json;

        Assert.StartsWith("Decreto [número]", mail.GetProperty("subject").GetString(), StringComparison.Ordinal);
        var text = mail.GetProperty("text").GetString();
        Assert.Contains("Se publicó el decreto.", text, StringComparison.Ordinal);
        Assert.Contains("Fecha de publicación: …", text, StringComparison.Ordinal);
        Assert.Contains("no es una notificación legal", text, StringComparison.Ordinal);
        Assert.Equal(before, await server.CountAsync("select count(*) from mails"));
    }

    [Fact]
    public async Task A_template_that_does_not_exist_and_words_without_end_are_refused_at_their_field()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var unknown = await coordinator.PostAsync(
            Address, new { subject = "a", message = "b", facts = Array.Empty<string>(), template = "ninguna" });
        var endless = await coordinator.PostAsync(Address, new
        {
            subject = "a", message = new string('a', 10_001), facts = Array.Empty<string>(),
        });

        Assert.True(unknown.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").TryGetProperty("template", out _));
        Assert.True(endless.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").TryGetProperty("message", out _));
    }
}
