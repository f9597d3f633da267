using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Files;
using Workflows.Server.World;

namespace Workflows.Server.Tests.Organisation;

public class ImportTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_preview_counts_and_changes_nothing()
    {
        const string csv =
            "code,name,ministry,incentive,confidence\nNUEVO-1,Servicio nuevo,CTCI,PMG,alta\nPE-AGN-00597,Otro nombre,CTCI,PMG,media\n";

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

    [Fact]
    public async Task A_sheet_with_its_headings_in_Spanish_and_posts_by_their_name_is_read_like_any_other()
    {
        const string csv =
            "Identificador;Nombre;Correo;Cargo;Lugar;Desde;En lugar de\ncastellana;Persona castellana;castellana@example.cl;Encargado/a PMG;PE-AGN-00597;2026-01-05;\n";

        (await ImportAsync("people", csv)).MustBe(HttpStatusCode.OK);

        Assert.Equal(
            "institution.pmgOfficer", await server.ScalarAsync<string>("select role from appointments where person_id = 'castellana'"));
    }

    [Fact]
    public async Task Who_has_no_file_downloads_one_with_the_headings_and_it_is_known_as_it_came()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);

        var template = (await administrator.GetAsync("/api/organisation/import/institutions/template?format=Csv"))
            .MustBe(HttpStatusCode.OK);

        Assert.StartsWith(
            "código,nombre,ministerio,incentivo,confianza,desde,hasta", template.Text.TrimStart('\uFEFF').Replace(';', ','),
            StringComparison.Ordinal);
        (await ImportAsync("institutions?preview=true", template.Text)).MustBe(HttpStatusCode.OK);
        (await administrator.GetAsync("/api/organisation/import/otra/template")).MustBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("code,name,ministry,incentive,confidence\nA-1,Uno,CTCI,PMG,alta\nA-1,Dos,CTCI,PMG,alta\n", "Fila 3")]
    [InlineData("code,name,ministry,incentive,confidence\nA-1,Uno,NO-HAY,PMG,alta\n", "el ministerio «NO-HAY» no existe")]
    [InlineData("código\n1\n", "Falta la columna «nombre»")]
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
        const string csv =
            "id,name,email,role,scope\nbuena,Buena,buena@example.cl,institution.pmgOfficer,PE-AGN-00597\nmala,Mala,mala@example.cl,institution.pmgOfficer,NO-HAY\n";

        var answer = await ImportAsync("people", csv);

        Assert.Contains("«NO-HAY», que no existe", answer.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from people where id in ('buena', 'mala')"));
    }

    [Fact]
    public async Task A_file_in_Latin_1_keeps_its_accents()
    {
        const string csv = "code,name\nACENTOS,Ministerio de Ñuñoa y Órdenes\n";

        (await ImportAsync("ministries", csv, Encoding.Latin1)).MustBe(HttpStatusCode.OK);

        Assert.Equal(
            "Ministerio de Ñuñoa y Órdenes", await server.ScalarAsync<string>("select name from ministries where code = 'ACENTOS'"));
    }

    [Fact]
    public async Task Three_hundred_people_are_previewed_and_then_invited_each_once()
    {
        const string header = "id;name;email;role;scope\n";
        var rows = Enumerable.Range(1, 300).Select(
            n => $"masivo.{n};Muñoz Ibáñez {n};masivo.{n}@example.cl;institution.indicatorOfficer;{ApiFixture.Institution}").ToArray();
        var csv = header + string.Join('\n', rows) + "\n";
        string[] wrong = [.. rows.Select((row, at) => at is 149 or 250 ? row.Replace("@", "", StringComparison.Ordinal) : row)];

        var refused = await ImportAsync("people?preview=true&invite=true", header + string.Join('\n', wrong) + "\n", Encoding.Latin1);
        var preview = (await ImportAsync("people?preview=true&invite=true", csv, Encoding.Latin1)).MustBe(HttpStatusCode.OK).Json;
        var before = await server.CountAsync("select count(*) from people where id like 'masivo.%'")
            + await server.CountAsync("select count(*) from mails where template = 'invitacion'");
        var confirmed = (await ImportAsync("people?invite=true", csv, Encoding.Latin1)).MustBe(HttpStatusCode.OK).Json;

        var problems = refused.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").GetProperty("file").EnumerateArray()
            .Select(problem => problem.GetString()!).ToList();
        Assert.Equal(["Fila 151", "Fila 252"], problems.Select(problem => problem[..8]));
        Assert.Equal((300, 300, 0), (preview.GetProperty("added").GetInt32(), preview.GetProperty("invited").GetInt32(), before));
        Assert.Equal((300, 300), (confirmed.GetProperty("added").GetInt32(), confirmed.GetProperty("invited").GetInt32()));
        Assert.Equal(300, await server.CountAsync("select count(distinct emails[1]) from mails where template = 'invitacion'"));
        Assert.Equal(300, await server.CountAsync("select count(*) from mails where template = 'invitacion'"));
        Assert.Equal("Muñoz Ibáñez 7", await server.ScalarAsync<string>("select name from people where id = 'masivo.7'"));
    }

    [Fact]
    public async Task A_workbook_is_read_like_its_CSV_with_its_dates_and_its_empty_cells()
    {
        var sheet = SampleWorkbook.Of(
            ["id", "name", "email", "role", "scope", "valid_from", "run"],
            ["planilla", "Ñandú, \"la\" persona", "planilla@example.cl", "institution.pmgOfficer", "PE-AGN-00597", new DateTime(
                2026, 1, 5), null]);

        var preview = (await ImportAsync("people?preview=true", sheet)).MustBe(HttpStatusCode.OK).Json;
        (await ImportAsync("people", sheet)).MustBe(HttpStatusCode.OK);

        Assert.Equal(1, preview.GetProperty("added").GetInt32());
        Assert.Equal("Ñandú, \"la\" persona", await server.ScalarAsync<string>("select name from people where id = 'planilla'"));
        Assert.Equal(
            new DateOnly(2026, 1, 5),
            await server.ScalarAsync<DateOnly>("select valid_from from appointments where person_id = 'planilla'"));
    }

    [Fact]
    public async Task A_workbook_with_a_formula_a_wrong_row_or_a_broken_inside_is_refused_by_row()
    {
        object?[] header = ["code", "name"];
        var formula = await ImportAsync("ministries", SampleWorkbook.Of(header, ["F-1", new CellFormula("1+1")]));
        var wrong = await ImportAsync("ministries", SampleWorkbook.Of(header, ["F-1", "Uno"], [], ["F-1", "Dos"]));
        var broken = await ImportAsync("ministries", [.. SampleWorkbook.Of(header, ["F-1", "Uno"])[..200]]);

        Assert.Contains(
            "Fila 2: la celda B2 tiene una fórmula", formula.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Fila 4: el código «F-1» ya está en otra fila", wrong.MustBe(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal);
        Assert.Contains("dañado", broken.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from ministries where code = 'F-1'"));
    }

    private Task<ApiAnswer> ImportAsync(string list, string csv, Encoding? encoding = null) =>
        SendAsync(list, (encoding ?? Encoding.UTF8).GetBytes(csv), "text/csv");

    private Task<ApiAnswer> ImportAsync(string list, byte[] workbook) =>
        SendAsync(list, workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private async Task<ApiAnswer> SendAsync(string list, byte[] content, string type)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new(type);
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        return await server.FinishAsync(administrator, await administrator.PostAsync($"/api/organisation/import/{list}", body));
    }
}
