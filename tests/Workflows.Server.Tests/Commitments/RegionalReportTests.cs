using System.Net;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Server.Openings;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Commitments;

/// <summary>Friday 26 June 2026: the quarter closes on Tuesday 30.</summary>
public sealed class BeforeTheCutOff() : ApiFixture(SantiagoTime.ToInstant(new(2026, 6, 26), new(9, 0)));

/// <summary>
/// A quarter of regional reports, over HTTP and with the clock turned: opened by its calendar, answered, returned, late, missing, put
/// together and delivered.
/// </summary>
public sealed class RegionalReportTests(BeforeTheCutOff server) : IClassFixture<BeforeTheCutOff>
{
    private const string Dci = "coordinacion-interministerial";
    private const string Late = "11", Missing = "12", Returned = "13", LastMinute = "15";

    [Fact]
    public async Task Story_13_the_quarter_closes_sixteen_counterparts_report_the_missing_are_named_and_the_authority_reads_the_critical_first()
    {
        await LoadAsync();
        await server.ExecuteAsync("update commitments set critical_since = now(), critical_why = 'Prueba' where code = 'P-13'");
        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/opening-calendars", new
        {
            name = "Informes regionales", definitionId = "informes-regionales", rule = new { every = "quarter", roll = "none" },
            reason = "Instructivo presidencial",
        })).MustBe(HttpStatusCode.Created);
        await server.PassToAsync(At(6, 30, 9, 0));
        Assert.Equal(1, await server.Services.GetRequiredService<OpeningRunner>().OpenDueAsync(server.Clock.GetUtcNow(), default));
        await server.DrainAsync();

        Assert.Equal(16, await server.CountAsync("select count(*) from tasks where activity_id = 'informe' and state = 'Open'"));
        Assert.Equal(
            At(7, 14, 23, 59, 59).UtcDateTime,
            await server.ScalarAsync<DateTime>("select min(due_at) from tasks where activity_id = 'informe'"));

        // What was known arrives with the task.
        var task = await TaskAsync("contraparte.13", "informe");
        var row = task.GetProperty("content").GetProperty("arrived").GetProperty("compromisos").GetProperty("value")[0];
        Assert.Equal(
            ("P-13", "En proceso", 40, true),
            (row.GetProperty("codigo").GetString(), row.GetProperty("estado").GetString(), row.GetProperty("avance")
                .GetInt32(), row.GetProperty("critico").GetBoolean()));

        await server.PassToAsync(At(7, 10, 10, 0));
        foreach (var region in Programme.Regions.Except([Late, Missing, Returned, LastMinute]))
            await ReportAsync(region, 60, "onTime");
        await ReportAsync(Returned, 50, "onTime");
        await DecideAsync("13", $"delegacion.{Returned}", "return", new { remarks = new[] { new { text = "Falta el nudo" } } });
        await ReportAsync(Returned, 55, "onTime");
        await DecideAsync("13", $"delegacion.{Returned}", "approve", new { });
        await server.PassToAsync(At(7, 14, 23, 59, 59));
        await ReportAsync(LastMinute, 70, "onTime");
        await server.PassToAsync(At(7, 15, 0, 0));
        await ReportAsync(Late, 65, "late");

        foreach (var region in Programme.Regions.Except([Missing, Returned]))
            await DecideAsync(region, $"delegacion.{region}", "approve", new { });
        foreach (var region in Programme.Regions.Except([Missing]))
            await DecideAsync(region, Dci, "approve", new { });
        await server.DrainAsync();
        Assert.Equal("60,55", $"{await DeclaredAsync("P-05")},{await DeclaredAsync("P-13")}");

        // 16 July is a holiday: fifteen working days after the cut-off is Wednesday 22.
        await server.PassToAsync(At(7, 22, 18, 0));
        var consolidated = await TaskAsync(Dci, "consolidado");
        var arrived = consolidated.GetProperty("content").GetProperty("arrived");
        Assert.Equal(
            "1 compromiso crítico. Llegaron 15 de 16 informes, fuera de plazo: Región de Aysén del General Carlos Ibáñez del Campo. Sin "
            + "informe aprobado al corte: Región de Magallanes y de la Antártica Chilena. "
            + "Avance promedio: 60,7 % (15 con dato, 0 sin dato, 0 no aplican).",
            arrived.GetProperty("resumen").GetProperty("value").GetString());
        Assert.Equal("P-13", arrived.GetProperty("criticos").GetProperty("value")[0].GetProperty("codigo").GetString());
        await ActAsync(consolidated, Dci, "submit", new { answers = AnswersOf(arrived) });
        await ActAsync(await TaskAsync("subsecretario.int", "visto"), "subsecretario.int", "approve", new { });
        await server.PassToAsync(server.Clock.GetUtcNow().AddMinutes(1));

        foreach (var authority in new[] { "ministro.int", "ministro.segpres", "delegacion.05" })
            Assert.StartsWith(
                "1 compromiso crítico.",
                (await server.Mails.OneToAsync(
                    $"{authority}@example.cl", mail =>
                        mail.Subject.Contains("Informes regionales 2026-T2", StringComparison.Ordinal))).Text[..400].Split('\n')
                            .First(line => line.Contains("crítico", StringComparison.Ordinal)).Trim(), StringComparison.Ordinal);

        await ReadTheDocumentAsync();

        // Who was missing has been told level by level, and may still report: late, of that quarter, and never over what is known since.
        await server.PassToAsync(At(8, 6, 12, 0));
        var told = await server.ScalarAsync<string>(
            "select string_agg(distinct m.level || ' ' || e, ', ' order by m.level || ' ' || e) from mails m cross join unnest(m.emails) "
            + "e join tasks t on t.id = m.task_id where t.scope_code = $1 and m.level is not null and m.state = 'Filed'", Missing);
        Assert.Equal(
            "1 contraparte.12@example.cl, 2 delegacion.12@example.cl, 3 subsecretario.int@example.cl, 4 ministro.int@example.cl, 5 "
            + "coordinacion-interministerial@example.cl", told);
        await server.ExecuteAsync("update commitments set declared = 90, known_on = '2026-08-01' where code = 'P-12'");
        await ReportAsync(Missing, 45, "late");
        await DecideAsync(Missing, $"delegacion.{Missing}", "approve", new { });
        await DecideAsync(Missing, Dci, "approve", new { });
        await server.DrainAsync();
        Assert.Equal("90", await DeclaredAsync("P-12"));
        Assert.Equal(
            "2026-06-30",
            await server.ScalarAsync<string>(
                "select max(\"on\")::text from commitment_changes where code = 'P-12' and instance_id is not null"));
        Assert.Empty(await server.FaultsAsync());
    }

    /// <summary>The mail gives the report to read to whom it went, word for word and as a file; to nobody else.</summary>
    private async Task ReadTheDocumentAsync()
    {
        var mail = await server.Mails.OneToAsync(
            "ministro.int@example.cl", it => it.Subject.Contains("Informes regionales 2026-T2", StringComparison.Ordinal));
        var id = mail.Text.Split("/documentos/")[1].Split('\n')[0].Trim();
        var minister = await server.AsAsync("ministro.int");
        var read = (await minister.GetAsync($"/api/documents/{id}")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal("Informes regionales 2026-T2", read.GetProperty("line").GetProperty("title").GetString());
        var parts = read.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(
            "Periodo: 2026-T2, Corte: 30 de junio de 2026, Sin informe aprobado al corte: Región de Magallanes y de la Antártica Chilena",
            string.Join(
                ", ",
                parts[0].GetProperty("facts").EnumerateArray()
                    .Select(fact => $"{fact.GetProperty("label").GetString()}: {fact.GetProperty("value").GetString()}")));
        var tables = parts.Where(part => part.GetProperty("rows").ValueKind == JsonValueKind.Array).Select(part => part.GetProperty("rows"))
            .ToList();
        Assert.Equal(
            ["P-13", "15|0|1"],
            [tables[0][0][1]
                .GetString()!,
                $"{tables[1].EnumerateArray().Count(row => row[1].GetString() != "Sin aprobar")}|{tables[1][0][4]}|{tables[1].EnumerateArray().Count(row => row[1].GetString() == "Fuera de plazo")}"]);

        var (once, again) = (await WordAsync(minister, id), await WordAsync(await server.AsAsync("delegacion.05"), id));
        Assert.Equal(once, again);
        using var word = WordprocessingDocument.Open(new MemoryStream(once), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(word).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Assert.Contains("Sin informe aprobado al corte", word.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);
        Assert.Contains(
            read.GetProperty("line").GetProperty("hash").GetString()!, word.MainDocumentPart.FooterParts.Single().Footer!.InnerText,
            StringComparison.Ordinal);

        (await (await server.AsAsync("ministro.hac")).GetAsync($"/api/documents/{id}")).MustBe(HttpStatusCode.NotFound);
        (await (await server.AsAsync("ministro.hac")).GetAsync($"/api/documents/{id}/word")).MustBe(HttpStatusCode.NotFound);
        // Told of another document of the same process, whose number only begins like this one's; or only by what somebody wrote.
        var told = $"\"documentos\":[{{\"ruta\":\"/documentos/{id}\"}}]";
        foreach (var other in new[] { told.Replace(
            id, $"{id}0", StringComparison.Ordinal), $"\"documentos\":[],\"nota\":\"Lee /documentos/{id}\"" })
        {
            await SayInMailsAsync(other, insteadOf: told);
            (await minister.GetAsync($"/api/documents/{id}")).MustBe(HttpStatusCode.NotFound);
            await SayInMailsAsync(told, insteadOf: other);
        }

        (await minister.GetAsync($"/api/documents/{id}")).MustBe(HttpStatusCode.OK);
    }

    private async Task SayInMailsAsync(string text, string insteadOf) =>
        await server.ExecuteAsync($"update mails set model = replace(model, '{insteadOf}', '{text}')");

    private static async Task<byte[]> WordAsync(ApiClient client, string id) =>
        (await client.GetAsync($"/api/documents/{id}/word")).MustBe(HttpStatusCode.OK).Body;

    private async Task LoadAsync()
    {
        var rows = string.Concat(
            Programme.Regions.Select(
                region => $"P-{region},Obra de la región {region},medida,presidencial,,MOP,{region},2027-12-31,En proceso,40,no\n"));
        using var list = new StringContent(Programme.Header + rows, Encoding.UTF8, "text/csv");
        var coordination = await server.AsAsync(Dci);
        (await server.FinishAsync(coordination, await coordination.PostAsync("/api/commitments/import", list))).MustBe(HttpStatusCode.OK);
    }

    private async Task ReportAsync(string region, int progress, string timeliness)
    {
        var task = await TaskAsync($"contraparte.{region}", "informe");
        var known = AnswersOf(task.GetProperty("content").GetProperty("arrived"))["compromisos"];
        var rows = JsonSerializer.Deserialize<List<Dictionary<string, object?>>>(((JsonElement)known!).GetRawText())!;
        foreach (var row in rows)
            row["avance"] = progress;
        var answer = await ActAsync(
            task, $"contraparte.{region}", "submit",
            new { answers = new { compromisos = rows, situacion = "Sin novedad" }, replies = Proposal.RepliesTo(task) });
        Assert.Equal(timeliness, answer.Json.GetProperty("receipt").GetProperty("timeliness").GetString());
    }

    private async Task DecideAsync(string region, string person, string action, object body)
    {
        var name = await server.ScalarAsync<string>("select name from regions where code = $1", region);
        var page = (await (await server.AsAsync(person)).GetAsync("/api/tasks?pageSize=200")).MustBe(HttpStatusCode.OK);
        var line = page.Items.Single(item => item.GetProperty("title").GetString()!.Contains(name, StringComparison.Ordinal));
        await ActAsync(line, person, action, body);
    }

    /// <summary>The task of a person at a step, as its page reads it.</summary>
    private async Task<JsonElement> TaskAsync(string person, string step)
    {
        var client = await server.AsAsync(person);
        var line = (await client.GetAsync("/api/tasks?pageSize=200"))
            .MustBe(HttpStatusCode.OK).Items.Single(item => item.GetProperty("activityId").GetString() == step);
        return (await client.GetAsync($"/api/tasks/{line.GetProperty("id").GetString()}")).MustBe(HttpStatusCode.OK).Json;
    }

    private async Task<ApiAnswer> ActAsync(JsonElement task, string person, string action, object body)
    {
        var id = task.TryGetProperty("summary", out var summary) ? summary.GetProperty("id").GetString()
            : task.GetProperty("id").GetString();
        var answer = (await (await server.AsAsync(person)).PostAsync($"/api/tasks/{id}/acts/{action}", body)).MustBe(HttpStatusCode.OK);
        await server.DrainAsync();
        return answer;
    }

    private async Task<string> DeclaredAsync(string code) =>
        await server.ScalarAsync<string>("select trim_scale(declared)::text from commitments where code = $1", code);

    private static Dictionary<string, object?> AnswersOf(JsonElement arrived) =>
        arrived.EnumerateObject().ToDictionary(field => field.Name, object? (field) => field.Value.GetProperty("value"));

    private static DateTimeOffset At(int month, int day, int hour, int minute, int second = 0) =>
        SantiagoTime.ToInstant(new(2026, month, day), new(hour, minute, second));
}
