using System.Net;
using System.Text;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Commitments;

/// <summary>A form asks which commitment something is about: the agenda of a region, whose topics may be about one of its own.</summary>
public sealed class CommitmentFieldTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static int _opened;

    [Fact]
    public async Task A_region_chooses_among_its_own_open_commitments_by_name_or_code()
    {
        var task = await OpenAsync();
        var counterpart = await server.AsAsync("contraparte.04");

        Assert.Equal(["EL-1 Embalse", "EL-2 Hospital"], await FoundAsync(counterpart, task, ""));
        Assert.Equal(["EL-2 Hospital"], await FoundAsync(counterpart, task, "hosp"));
        Assert.Equal(["EL-1 Embalse"], await FoundAsync(counterpart, task, "el-1"));
        Assert.Empty(await FoundAsync(counterpart, task, "Puente"));
    }

    [Fact]
    public async Task What_is_kept_of_a_chosen_commitment_is_its_code_and_the_name_it_has()
    {
        var instance = await OpenInstanceAsync();

        await server.ActAsync(instance, "contraparte.04", "submit", Topic("EL-1", "Un nombre que escribió otro"));

        Assert.Equal("Embalse", await server.ScalarAsync<string>(
            "select body::jsonb->'answers'->'temas'->0->'compromiso'->>'name' from submissions where instance_id = $1", instance));
    }

    [Theory]
    [InlineData("OTRA-1")]
    [InlineData("NO-EXISTE")]
    public async Task A_commitment_of_another_region_and_one_that_does_not_exist_are_refused_alike(string code)
    {
        var task = await OpenAsync();

        var refused = await (await server.AsAsync("contraparte.04")).PostAsync($"/api/tasks/{task}/acts/submit", Topic(code, "Puente"));

        Assert.Contains(
            "no está entre los compromisos que puedes elegir", refused.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Equal(1, await server.CountAsync("select count(*) from tasks where id = $1 and state = 'Open'", task));
    }

    private static object Topic(string code, string name) => new
    {
        answers = new
        {
            temas = new[] { new { tema = "Agua", relevancia = "Alta", fuente = "Prensa", compromiso = new { id = code, name } } },
            sintesis = "La sequía.",
        },
    };

    private static async Task<IEnumerable<string>> FoundAsync(ApiClient client, string task, string search) =>
        (await client.GetAsync($"/api/tasks/{task}/choices?field=temas.compromiso&search={search}")).MustBe(HttpStatusCode.OK).Items
            .Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("name").GetString()}");

    private async Task<string> OpenAsync() => await server.OpenTaskOfAsync(await OpenInstanceAsync());

    private async Task<string> OpenInstanceAsync()
    {
        using var list = new StringContent(
            Programme.Header
                + "EL-1,Embalse,medida,presidencial,,MOP,04,2027-12-31,En "
                + "proceso,10,no\nEL-2,Hospital,medida,presidencial,,SAL,04,,En proceso,,no\n"
            + "EL-3,Escuela,medida,presidencial,,EDU,04,,Terminado,,no\nOTRA-1,Puente,medida,presidencial,,MOP,05,,En proceso,,no\n",
            Encoding.UTF8, "text/csv");
        var coordination = await server.AsAsync("coordinacion-interministerial");
        (await server.FinishAsync(coordination, await coordination.PostAsync("/api/commitments/import", list))).MustBe(HttpStatusCode.OK);
        var opened = await server.OpenAsync(
            "agenda-regional", $"04/{Interlocked.Increment(ref _opened)}", ("code", "04"), ("name", "Región de Coquimbo"), ("year", 2026d),
            ("period", "2026-06"), ("cutOff", "2026-06-25"));
        await server.DrainAsync();
        return opened.InstanceId;
    }
}
