using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Flows;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Organisation;

public class ImportTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_preview_counts_and_changes_nothing()
    {
        const string csv = "code,name,ministry,incentive,confidence\nNUEVO-1,Servicio nuevo,CTCI,PMG,alta\nPE-AGN-00597,Otro nombre,CTCI,PMG,media\n";

        var preview = (await ImportAsync("institutions?preview=true", csv)).MustBe(HttpStatusCode.OK).Json;

        Assert.Equal((1, 1), (preview.GetProperty("added").GetInt32(), preview.GetProperty("changed").GetInt32()));
        Assert.Equal(0, await server.CountAsync("select count(*) from institutions where code = 'NUEVO-1'"));
    }

    [Fact]
    public async Task People_that_are_imported_hold_their_posts_at_once()
    {
        var world = server.Services.GetRequiredService<WorldSource>().Current.Version;
        const string csv = "id;name;email;role;scope\nnueva;Persona nueva;NUEVA@example.cl;institution.pmgOfficer;PE-AGN-00597\n";

        (await ImportAsync("people", csv)).MustBe(HttpStatusCode.OK);

        Assert.NotEqual(world, server.Services.GetRequiredService<WorldSource>().Current.Version);
        Assert.Equal("nueva@example.cl", await server.ScalarAsync<string>("select email from people where id = 'nueva'"));
    }

    [Theory]
    [InlineData("code,name,ministry,incentive,confidence\nA-1,Uno,CTCI,PMG,alta\nA-1,Dos,CTCI,PMG,alta\n", "Fila 3")]
    [InlineData("code,name,ministry,incentive,confidence\nA-1,Uno,NO-HAY,PMG,alta\n", "el ministerio «NO-HAY» no existe")]
    [InlineData("código\n1\n", "Falta la columna «code»")]
    [InlineData("", "vacío")]
    public async Task A_wrong_row_refuses_the_whole_file_and_is_named(string csv, string expected)
    {
        var answer = await ImportAsync("institutions", csv);

        Assert.Contains(expected, answer.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from institutions where code = 'A-1'"));
    }

    [Fact]
    public async Task A_post_in_a_place_that_does_not_exist_refuses_the_whole_file()
    {
        const string csv = "id,name,email,role,scope\nbuena,Buena,buena@example.cl,institution.pmgOfficer,PE-AGN-00597\nmala,Mala,mala@example.cl,institution.pmgOfficer,NO-HAY\n";

        var answer = await ImportAsync("people", csv);

        Assert.Contains("«NO-HAY», que no existe", answer.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from people where id in ('buena', 'mala')"));
    }

    [Fact]
    public async Task A_file_in_Latin_1_keeps_its_accents()
    {
        const string csv = "code,name\nACENTOS,Ministerio de Ñuñoa y Órdenes\n";

        (await ImportAsync("ministries", csv, Encoding.Latin1)).MustBe(HttpStatusCode.OK);

        Assert.Equal("Ministerio de Ñuñoa y Órdenes", await server.ScalarAsync<string>("select name from ministries where code = 'ACENTOS'"));
    }

    [Fact]
    public async Task Three_hundred_people_are_previewed_and_then_invited_each_once()
    {
        const string header = "id;name;email;role;scope\n";
        var rows = Enumerable.Range(1, 300).Select(n => $"masivo.{n};Muñoz Ibáñez {n};masivo.{n}@example.cl;institution.indicatorOfficer;{ApiFixture.Institution}").ToArray();
        var csv = header + string.Join('\n', rows) + "\n";
        string[] wrong = [.. rows.Select((row, at) => at is 149 or 250 ? row.Replace("@", "", StringComparison.Ordinal) : row)];

        var refused = await ImportAsync("people?preview=true&invite=true", header + string.Join('\n', wrong) + "\n", Encoding.Latin1);
        var preview = (await ImportAsync("people?preview=true&invite=true", csv, Encoding.Latin1)).MustBe(HttpStatusCode.OK).Json;
        var before = await server.CountAsync("select count(*) from people where id like 'masivo.%'") + await server.CountAsync("select count(*) from mails where template = 'invitacion'");
        var confirmed = (await ImportAsync("people?invite=true", csv, Encoding.Latin1)).MustBe(HttpStatusCode.OK).Json;

        var problems = refused.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").GetProperty("file").EnumerateArray().Select(problem => problem.GetString()!).ToList();
        Assert.Equal(["Fila 151", "Fila 252"], problems.Select(problem => problem[..8]));
        Assert.Equal((300, 300, 0), (preview.GetProperty("added").GetInt32(), preview.GetProperty("invited").GetInt32(), before));
        Assert.Equal((300, 300), (confirmed.GetProperty("added").GetInt32(), confirmed.GetProperty("invited").GetInt32()));
        Assert.Equal(300, await server.CountAsync("select count(distinct emails[1]) from mails where template = 'invitacion'"));
        Assert.Equal(300, await server.CountAsync("select count(*) from mails where template = 'invitacion'"));
        Assert.Equal("Muñoz Ibáñez 7", await server.ScalarAsync<string>("select name from people where id = 'masivo.7'"));
    }

    private async Task<ApiAnswer> ImportAsync(string list, string csv, Encoding? encoding = null)
    {
        using var body = new ByteArrayContent((encoding ?? Encoding.UTF8).GetBytes(csv));
        body.Headers.ContentType = new("text/csv");
        return await (await server.AsAsync(ApiFixture.Administrator)).PostAsync($"/api/organisation/import/{list}", body);
    }
}
