using System.Net;
using System.Text;

namespace Workflows.Server.Tests.Api;

public class FileTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count "
        + "0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    [Fact]
    public async Task Evidence_is_read_by_who_follows_the_process_and_by_nobody_else()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var file = (await UploadAsync(officer, "oficio.pdf", Pdf)).MustBe(HttpStatusCode.OK).Json;
        var hash = file.GetProperty("hash").GetString()!;
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        (await coordinator.GetAsync($"/api/files/{hash}")).MustBe(HttpStatusCode.NotFound);

        var act = await officer.PostAsync($"/api/tasks/{task}/acts/submit", new
        {
            answers = new { resumen = "con oficio" },
            evidence = new[] { new { requirement = "oficio", fileHash = hash, officialNumber = "123", officialDate = "2026-08-03" } },
        });

        act.MustBe(HttpStatusCode.OK);
        var download = (await coordinator.GetAsync($"/api/files/{hash}")).MustBe(HttpStatusCode.OK);
        Assert.Equal(Pdf, download.Body);
        Assert.Equal("attachment", download.ContentHeaders.ContentDisposition?.DispositionType);
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(download.Headers.GetValues("Content-Security-Policy")));
        (await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync($"/api/files/{hash}")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_hash_that_another_institution_uploaded_is_no_evidence_of_mine()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var theirs = (await UploadAsync(await server.AsAsync(ApiFixture.OtherOfficer), "ajeno.pdf", [.. Pdf, (byte)'\n']))
            .Json.GetProperty("hash").GetString();

        var answer = await (await server.AsAsync(ApiFixture.Officer)).PostAsync($"/api/tasks/{task}/acts/submit", new
        {
            answers = new { resumen = "con archivo ajeno" },
            evidence = new[] { new { requirement = "oficio", fileHash = theirs } },
        });

        Assert.Contains("súbelo de nuevo", answer.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\temp\\oficio.pdf", "oficio.pdf")]
    public async Task A_path_in_the_name_is_only_a_name(string name, string kept)
    {
        var answer = await UploadAsync(await server.AsAsync("indicadores.ca-con-00725"), name, [.. Pdf, .. Encoding.UTF8.GetBytes(name)]);

        Assert.Equal(kept, answer.MustBe(HttpStatusCode.OK).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_file_is_what_it_contains_and_not_what_it_is_called()
    {
        var answer = await UploadAsync(
            await server.AsAsync(ApiFixture.Officer), "oficio.pdf", [0x7f, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2, 3]);

        Assert.Contains(
            "Este archivo es un programa: no se recibe bajo ningún nombre", answer.MustBe(HttpStatusCode.UnsupportedMediaType).Detail,
            StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from files where kind = 'Unknown'"));
    }

    [Theory]
    [InlineData("oficio.pdf", "image/png", "se envió como «image/png» y por su contenido es PDF")]
    [InlineData("oficio.pdf", "application/x-msdownload", "se envió como «application/x-msdownload» y por su contenido es PDF")]
    [InlineData("oficio.pdf", "application/json", "se envió como «application/json» y por su contenido es PDF")]
    [InlineData("oficio.pdf", "multipart/form-data; boundary=x", "sin formulario")]
    [InlineData("oficio.exe", "application/octet-stream", "termina como un programa")]
    [InlineData("oficio.pdf.exe", "application/octet-stream", "termina como un programa")]
    [InlineData("oficio.exe.pdf", "application/octet-stream", "termina como un programa")]
    [InlineData("oficio\u202Efdp.pdf", "application/octet-stream", "cambian el sentido")]
    [InlineData("oficio.docx", "application/octet-stream", "El nombre termina en «.docx» y por su contenido es PDF")]
    [InlineData("oficio", "application/octet-stream", "no dice de qué tipo es y por su contenido es PDF")]
    public async Task A_name_a_declared_type_and_a_content_that_disagree_are_refused_in_words(string name, string type, string reason)
    {
        using var body = new ByteArrayContent([.. Pdf, (byte)'%', (byte)'d']);
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await (await server.AsAsync(ApiFixture.Officer))
            .SendAsync(HttpMethod.Post, $"/api/files?name={Uri.EscapeDataString(name)}", body);

        Assert.Contains(reason, answer.MustBe(HttpStatusCode.UnsupportedMediaType).Detail, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from files where name like 'oficio%exe%' or name like '%docx'"));
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("application/pdf; charset=binary")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task A_file_may_say_what_it_is_or_nothing(string? type)
    {
        using var body = new ByteArrayContent([.. Pdf, (byte)'%', (byte)'e']);
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await (await server.AsAsync(ApiFixture.Officer)).SendAsync(HttpMethod.Post, "/api/files?name=declarado.pdf", body);

        Assert.Equal("Pdf", answer.MustBe(HttpStatusCode.OK).Json.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Something_that_is_no_hash_is_not_found()
    {
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/files/..%2f..%2fetc%2fpasswd")).MustBe(HttpStatusCode.NotFound);
    }

    private static async Task<ApiAnswer> UploadAsync(ApiClient client, string name, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new("application/octet-stream");
        return await client.SendAsync(HttpMethod.Post, $"/api/files?name={Uri.EscapeDataString(name)}", body);
    }
}
