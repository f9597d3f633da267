using System.Net;
using System.Text.Json;

namespace Workflows.Server.Tests.Api;

/// <summary>The list behind a field that asks for somebody of the organisation: whom it is for, and how far it reaches.</summary>
public class ChoiceTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Whoever_has_the_task_finds_people_of_its_institution_by_part_of_the_name_page_by_page()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var officer = await server.AsAsync(ApiFixture.Officer);

        var all = (await officer.GetAsync($"/api/tasks/{task}/choices?field=responsable")).MustBe(HttpStatusCode.OK);
        var found = (await officer.GetAsync($"/api/tasks/{task}/choices?field=responsable&search=auditor%20INTERNO"))
            .MustBe(HttpStatusCode.OK);
        var second = (await officer.GetAsync($"/api/tasks/{task}/choices?field=responsable&page=2&pageSize=2")).MustBe(HttpStatusCode.OK);

        Assert.All(all.Items, one => Assert.EndsWith("pe-agn-00597", one.GetProperty("id").GetString(), StringComparison.Ordinal));
        Assert.Equal("auditoria.pe-agn-00597", Assert.Single(found.Items).GetProperty("id").GetString());
        Assert.Equal(all.Items.Skip(2).Take(2).Select(IdOf), second.Items.Select(IdOf));
        Assert.Equal((2, all.Items.Count()), (second.Json.GetProperty("number").GetInt32(), second.Json.GetProperty("total").GetInt32()));
        Assert.DoesNotContain("@", all.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ApiFixture.OtherOfficer)]
    [InlineData(ApiFixture.SectorOfficer)]
    [InlineData(ApiFixture.Coordinator)]
    [InlineData(ApiFixture.Reviewer)]
    public async Task Whoever_the_task_is_not_asked_of_learns_nobodys_name(string person)
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        (await (await server.AsAsync(person)).GetAsync($"/api/tasks/{task}/choices?field=responsable")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_task_that_is_over_lists_nobody()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        await server.ActAsync(instance, ApiFixture.Officer, "submit", new { answers = new { resumen = "Listo" } });

        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks/{task}/choices?field=responsable"))
            .MustBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("field=resumen", "no deja elegir nada en «resumen»")]
    [InlineData("field=otro.cosa.mas", "no deja elegir nada")]
    [InlineData("field=responsable&page=0", "«page» empieza en 1")]
    [InlineData("field=responsable&pageSize=201", "«pageSize» puede ir de 1 a 200")]
    [InlineData("field=responsable&sort=correo", "No se puede ordenar por «correo»")]
    public async Task A_list_that_does_not_exist_is_refused_in_words(string query, string said)
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        var answer = await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks/{task}/choices?{query}");

        Assert.Contains(said, answer.MustBe(HttpStatusCode.BadRequest).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pmg.ca-con-00725")]
    [InlineData("nadie")]
    public async Task Somebody_out_of_reach_is_refused_at_the_field_and_nothing_is_handed_in(string person)
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);

        var answer = await SubmitAsync(task, new { id = person, name = "Quien sea" });

        Assert.Equal(
            "«Responsable» no está entre las personas que puedes elegir: elige de la lista.",
            answer.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").GetProperty("answers.responsable")[0].GetString());
        Assert.Equal(task, await server.OpenTaskOfAsync(instance));
    }

    [Fact]
    public async Task The_name_that_is_kept_is_the_organisations()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);

        (await SubmitAsync(task, new { id = "jefatura.pe-agn-00597", name = "<b>Otro nombre</b>" })).MustBe(HttpStatusCode.OK);

        var body = JsonDocument.Parse(
            await server.ScalarAsync<string>("select body from submissions where instance_id = $1", instance)).RootElement;
        var kept = body.GetProperty("answers").GetProperty("responsable");
        Assert.Equal(
            await server.ScalarAsync<string>("select name from people where id = $1", "jefatura.pe-agn-00597"),
            kept.GetProperty("name").GetString());
        Assert.Equal("jefatura.pe-agn-00597", kept.GetProperty("id").GetString());
    }

    private async Task<ApiAnswer> SubmitAsync(string task, object responsible) => await (await server.AsAsync(ApiFixture.Officer))
        .PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "Listo", responsable = responsible } });

    private static string? IdOf(JsonElement one) => one.GetProperty("id").GetString();
}
