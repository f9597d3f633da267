using System.Net;
using System.Text;

namespace Workflows.Server.Tests.Api;

public class BadInputTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("", "Falta el cuerpo")]
    [InlineData("{", "no es JSON válido")]
    [InlineData("[]", "no es JSON válido")]
    [InlineData(
        """{ "definitionId": "entrega", "businessKey": 7 }""", "El campo «businessKey» tiene un valor de un tipo que no corresponde")]
    [InlineData("""{ "definitionId": "entrega", "businessKey": "x", "sobra": 1 }""", "El campo «sobra» no se conoce")]
    [InlineData("""{ "definitionId": "entrega" }""", "businessKey")]
    [InlineData("""{ "definitionId": "entrega", "definitionId": "otro", "businessKey": "x" }""", "repetido")]
    public async Task A_body_that_cannot_be_read_is_refused_and_its_place_is_named(string body, string expected)
    {
        var before = await server.CountAsync("select count(*) from instances");

        var answer = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/instances", body);

        Assert.Contains(expected, answer.MustBe(HttpStatusCode.BadRequest).Detail, StringComparison.Ordinal);
        Assert.Equal(before, await server.CountAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        using var form = new StringContent("a=1", Encoding.UTF8, "application/x-www-form-urlencoded");

        var answer = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/instances", form);

        Assert.Contains("application/json", answer.MustBe(HttpStatusCode.UnsupportedMediaType).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var answer = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/instances", new string(' ', 9 * 1024 * 1024));

        Assert.Contains("8 MB", answer.MustBe(HttpStatusCode.RequestEntityTooLarge).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page=0", "empieza en 1")]
    [InlineData("pageSize=201", "de 1 a 200")]
    [InlineData("sort=clave", "No se puede ordenar")]
    [InlineData("page=muchas", "«page»")]
    [InlineData("state=Volando", "«state»")]
    public async Task A_list_asked_for_wrongly_says_what_it_takes(string query, string expected)
    {
        var answer = await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks?{query}");

        Assert.Contains(expected, answer.MustBe(HttpStatusCode.BadRequest).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absurd_page_is_empty()
    {
        var answer = await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks?page={int.MaxValue}");

        Assert.Empty(answer.MustBe(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_refusal_and_not_a_page()
    {
        var answer = await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/no-existe");

        Assert.Equal("application/problem+json", answer.MustBe(HttpStatusCode.NotFound).ContentHeaders.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_verb_that_a_route_does_not_have_is_a_refusal()
    {
        var answer = await (await server.AsAsync(ApiFixture.Officer)).SendAsync(HttpMethod.Put, "/api/session", new { });

        Assert.Equal("application/problem+json", answer.MustBe(HttpStatusCode.MethodNotAllowed).ContentHeaders.ContentType?.MediaType);
    }
}
