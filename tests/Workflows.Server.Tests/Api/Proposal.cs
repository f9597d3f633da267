using System.Net;
using System.Text;
using System.Text.Json;

namespace Workflows.Server.Tests.Api;

/// <summary>The shipped formulation of a PMG, walked by the people of one institution and its ministry.</summary>
internal static class Proposal
{
    public const string Association = "asociacion.pe-agn-00597";
    public const string Head = "jefatura.pe-agn-00597";

    public static readonly object Answers = new
    {
        indicadores = new object[]
        {
            new { objetivo = "gestion-eficaz", tema = "equidad-de-genero", indicador = "Procesos en plazo", meta = 95, ponderacion = 40 },
            new
            {
                objetivo = "eficiencia-institucional", tema = "cambio-climatico", indicador = "Gasto ejecutado", meta = 98, ponderacion = 20
            },
            new
            {
                objetivo = "calidad-de-servicio", tema = "experiencia-usuaria", indicador = "Satisfacción neta", meta = 72, ponderacion = 40
            },
        },
    };

    private static int _opened;

    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count "
        + "0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static async Task<string> OpenProposalAsync(this ApiFixture server)
    {
        var opened = await server.OpenAsync(
            "pmg-formulacion", $"tarea/{Interlocked.Increment(ref _opened)}", ("institution", ApiFixture.Institution), ("year", 2027d));
        return opened.InstanceId;
    }

    /// <summary>Hands the proposal in, with an answer to each remark if none is given, and answers the receipt.</summary>
    public static async Task<JsonElement> SubmitProposalAsync(this ApiFixture server, string instance, object? replies = null)
    {
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);
        replies ??= RepliesTo((await officer.GetAsync($"/api/tasks/{task}")).Json);
        var answer = await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = Answers, replies });
        return answer.MustBe(HttpStatusCode.OK).Json.GetProperty("receipt");
    }

    /// <summary>The association says something, and the head of service proposes.</summary>
    public static async Task ProposeAsync(this ApiFixture server, string instance)
    {
        await server.ActAsync(instance, Association, "comment", new { comment = "De acuerdo." });
        await server.ActAsync(instance, Head, "approve", new { });
    }

    /// <summary>An answer to each remark of a task, as its page shows it.</summary>
    public static IReadOnlyList<object> RepliesTo(JsonElement task) =>
        task.GetProperty("content").TryGetProperty("remarks", out var remarks) && remarks.ValueKind == JsonValueKind.Array
            ? [.. remarks.EnumerateArray().Select(remark => new { remark = remark.GetProperty("id").GetString(), text = "Corregido." })]
            : [];

    public static async Task<ApiAnswer> ActAsync(this ApiFixture server, string instance, string person, string action, object body) =>
        (await (await server.AsAsync(person)).PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/{action}", body))
            .MustBe(HttpStatusCode.OK);

    public static async Task<ApiAnswer> UploadAsync(this ApiClient client, string name, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new("application/octet-stream");
        return await client.SendAsync(HttpMethod.Post, $"/api/files?name={Uri.EscapeDataString(name)}", body);
    }
}
