using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Workflows.Server.Tests.Files;

namespace Workflows.Server.Tests.Api;

public class SheetTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Fact]
    public async Task A_number_of_a_workbook_is_told_from_a_text_that_looks_like_one()
    {
        var rows = await RowsOfAsync(SampleWorkbook.Of(
            ["Texto", "Número", "Porcentaje", "Fecha", "Sí o no"],
            ["1.000", 1000d, new Share(0.955), new DateTime(2026, 9, 17), true],
            ["1.125", 1.125, new Share(0.07), new DateTime(2028, 2, 29), false],
            ["00125", 0.1 + 0.2, null, null, null]));

        Assert.Equal(["1.000", "1000", "95,5 %", "17/09/2026", "sí"], rows[1]);
        Assert.Equal(["1.125", "1,125", "7 %", "29/02/2028", "no"], rows[2]);
        Assert.Equal(["00125", "0,3"], rows[3]);
    }

    [Fact]
    public async Task What_goes_to_Excel_comes_back_the_same_and_is_never_a_formula()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);
        var written = (await officer.SendAsync(HttpMethod.Post, "/api/sheets/workbook", new
        {
            rows = new object[]
            {
                new object[] { new { text = "Indicador" }, new { text = "Meta" }, new { text = "Vence" } },
                new object[] { new { text = "=1+1" }, new { number = -1234.5 }, new { date = "2026-12-31" } },
                new object[] { new { text = "Ñandú 🦩\nsegunda línea" }, new { }, new { date = "1810-09-18" } },
            },
        })).MustBe(HttpStatusCode.OK);

        using (var document = SpreadsheetDocument.Open(new MemoryStream(written.Body), isEditable: false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
            Assert.Empty(document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
        }

        var rows = await RowsOfAsync(written.Body);
        Assert.Equal(["=1+1", "-1234,5", "31/12/2026"], rows[1]);
        Assert.Equal(["Ñandú 🦩\nsegunda línea", "", "18/09/1810"], rows[2]);
    }

    [Fact]
    public async Task A_file_that_is_no_plain_workbook_is_refused_with_what_to_do()
    {
        var formula = SampleWorkbook.Of(["Meta"], [new CellFormula("SUM(A1)")]);

        Assert.Contains("la celda A2 tiene una fórmula. Pega su valor", await RefusalOfAsync(formula), StringComparison.Ordinal);
        Assert.Contains("no es un libro de Excel", await RefusalOfAsync(SampleFiles.Pdf), StringComparison.Ordinal);
        Assert.Contains("no es una planilla de Excel", await RefusalOfAsync(SampleFiles.Docx), StringComparison.Ordinal);
        Assert.Contains("tiene macros", await RefusalOfAsync(SampleFiles.Macros), StringComparison.Ordinal);
        Assert.Contains("dañado", await RefusalOfAsync(formula[..200]), StringComparison.Ordinal);
        Assert.Contains("crece demasiado", await RefusalOfAsync(SampleFiles.ZipOfZeros(32)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_ask_for_it()
    {
        var thief = (await server.AsAsync(ApiFixture.Officer)).Copied();
        thief.ForgetCsrf();

        var refused = (await SendAsync(thief, SampleWorkbook.Of(["Meta"]))).MustBe(HttpStatusCode.BadRequest);

        Assert.Contains("X-CSRF-Token", refused.Detail, StringComparison.Ordinal);
        (await SendAsync(server.Nobody(), SampleWorkbook.Of(["Meta"]))).MustBe(HttpStatusCode.Unauthorized);
    }

    private async Task<string[][]> RowsOfAsync(byte[] file) =>
    [
        .. (await SendAsync(await server.AsAsync(ApiFixture.Officer), file)).MustBe(HttpStatusCode.OK)
            .Json.GetProperty("rows").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(cell => cell.GetString()!).ToArray()),
    ];

    private async Task<string> RefusalOfAsync(byte[] file) =>
        (await SendAsync(await server.AsAsync(ApiFixture.Officer), file)).MustBe(HttpStatusCode.UnprocessableEntity).Text;

    private static async Task<ApiAnswer> SendAsync(ApiClient person, byte[] file)
    {
        using var body = new ByteArrayContent(file);
        body.Headers.ContentType = new(Type);
        return await person.SendAsync(HttpMethod.Post, "/api/sheets/cells", body);
    }
}
