using System.Net;
using System.Text;

namespace Workflows.Server.Tests.Api;

/// <summary>The character of value zero, and half a character, can be kept nowhere: every way of sending one is refused in words.</summary>
public class UnstorableTextTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("""{ "definitionId": "entrega", "businessKey": "a\u0000b" }""")]
    [InlineData("""{ "definitionId": "entrega\u0000", "businessKey": "x" }""")]
    [InlineData("""{ "definitionId": "entrega", "businessKey": "x", "input": { "nota": ["\\\u0000"] } }""")]
    [InlineData("""{ "definitionId": "entrega", "businessKey": "x", "input": { "no\u0000ta": 1 } }""")]
    [InlineData("""{ "definitionId": "entrega", "businessKey": "\ud800" }""")]
    [InlineData("""{ "definitionId": "entrega", "businessKey": "\ud800\u0041" }""")]
    [InlineData("""{ "definitionId": "entrega", "businessKey": "\udc00" }""")]
    public async Task In_a_body_it_is_refused(string body)
    {
        var answer = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/instances", body);

        Assert.Contains("no se puede guardar", answer.MustBe(HttpStatusCode.BadRequest).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/tasks?search=a%00b")]
    [InlineData("/api/mails?email=%00")]
    [InlineData("/api/instances/x%00y")]
    [InlineData("/api/tasks/%00")]
    public async Task In_an_address_it_is_refused(string path) =>
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync(path)).MustBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task In_the_name_of_a_file_and_in_a_key_it_is_refused()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);

        (await officer.SendAsync(HttpMethod.Post, "/api/files?name=a%00.pdf", new ByteArrayContent([1, 2])))
            .MustBe(HttpStatusCode.BadRequest);
        (await officer.PostAsync("/api/tasks/x/claim", key: "a%00b")).MustBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task In_a_list_to_import_it_is_refused()
    {
        using var list = new StringContent("code,name\nA\0B,Ministerio\n", Encoding.UTF8, "text/csv");

        var answer = await (await server.AsAsync(ApiFixture.Administrator)).PostAsync("/api/organisation/import/ministries", list);

        Assert.Contains("no se puede guardar", answer.MustBe(HttpStatusCode.BadRequest).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_escaped_backslash_before_it_is_only_text_and_whole_characters_pass()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var answer = await coordinator.PostAsync(
            "/api/instances", """{ "definitionId": "no-existe", "businessKey": "\\u0000 \ud83d\ude00 \u00e1" }""");

        Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity, answer.Text);
    }

    [Fact]
    public async Task An_address_that_can_never_be_mailed_is_refused_for_a_person_and_in_a_list_of_people()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);

        var answer = await administrator.PostAsync("/api/organisation/people", new
        {
            name = "Prueba Muñoz", email = "muñoz@servicio.gob.cl"
        });

        Assert.Contains("antes de la arroba", answer.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }
}
