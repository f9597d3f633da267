using System.IO.Compression;
using System.Net;
using System.Text;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Processes;

public class ProcessTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_process_says_where_it_stands_how_late_it_is_and_who_has_it()
    {
        var instance = await server.OpenDeliveryAsync();
        await server.TurnToAsync(server.Clock.GetUtcNow().AddDays(20));

        var line =
            (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/processes?state=Late&search=AGN-00597&pageSize=200"))
            .MustBe(HttpStatusCode.OK).Items.Single(item => item.GetProperty("id").GetString() == instance);

        Assert.Equal("Late", line.GetProperty("state").GetString());
        Assert.Equal("entregar", line.GetProperty("steps")[0].GetProperty("label").GetString());
        Assert.True(line.GetProperty("workingDaysLate").GetInt32() > 0);
        var holder = line.GetProperty("tasks")[0].GetProperty("holder");
        Assert.Equal("Encargado/a PMG", holder.GetProperty("roleLabel").GetString());
        Assert.Single(holder.GetProperty("people").EnumerateArray());
    }

    [Fact]
    public async Task The_drawing_shows_what_was_done_where_it_is_and_the_way_it_took()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        (await (await server.AsAsync(ApiFixture.Officer))
            .PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "Listo" } })).MustBe(HttpStatusCode.OK);

        var drawing = (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/processes/{instance}"))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("drawing");

        var steps = drawing.GetProperty("steps").EnumerateArray()
            .ToDictionary(step => step.GetProperty("id").GetString()!, step => step.GetProperty("state").GetString());
        Assert.Equal(("Done", "Current", "NotReached"), (steps["entregar"], steps["revisar"], steps["fin"]));
        Assert.Equal(
            ["start→entregar", "entregar→revisar"],
            drawing.GetProperty("arrows").EnumerateArray().Where(arrow => arrow.GetProperty("isTaken").GetBoolean())
                .Select(arrow => $"{arrow.GetProperty("from").GetString()}→{arrow.GetProperty("to").GetString()}"));
        var history = await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/instances/{instance}/journal?sort=-number");
        Assert.False(string.IsNullOrEmpty(history.Items.First().GetProperty("by").GetString()));
    }

    [Fact]
    public async Task A_step_that_bears_the_name_of_its_flow_is_done_once_it_is_done()
    {
        var calendar =
            (await server.OpenAsync(
                "comite-calendario", "modernizacion/2026", ("body", "modernizacion"), ("committee", "modernizacion"),
                ("periodo", "2026"))).InstanceId;
        await server.ActAsync(calendar, "coordinacion-interministerial", "submit", new
        {
            answers = new { sesiones = new[] { new { cierre = "2026-11-20", fecha = "2026-12-10", tipo = "ordinaria" } } },
        });
        await server.DrainAsync();

        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var drawing = (await coordinator.GetAsync($"/api/processes/{calendar}")).MustBe(HttpStatusCode.OK).Json.GetProperty("drawing");
        var step = drawing.GetProperty("steps").EnumerateArray().Single(one => one.GetProperty("id").GetString() == "calendario");
        Assert.Equal(("Done", 1), (step.GetProperty("state").GetString(), step.GetProperty("visits").GetInt32()));
        var history = (await coordinator.GetAsync($"/api/instances/{calendar}/journal")).MustBe(HttpStatusCode.OK);
        Assert.Contains("«Proponer el calendario»", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_institution_finds_nothing_of_the_first_in_list_search_export_or_drawing()
    {
        var instance = await server.OpenDeliveryAsync(ApiFixture.Institution);
        await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var other = await server.AsAsync(ApiFixture.OtherOfficer);

        Assert.All(
            (await other.GetAsync("/api/processes?pageSize=200")).Items, line =>
                Assert.Equal(ApiFixture.OtherInstitution, line.GetProperty("institutionCode").GetString()));
        Assert.Empty((await other.GetAsync($"/api/processes?search={ApiFixture.Institution}")).Items);
        (await other.GetAsync($"/api/processes/{instance}")).MustBe(HttpStatusCode.NotFound);
        var file = (await other.GetAsync("/api/processes/export")).MustBe(HttpStatusCode.OK);
        Assert.Contains(ApiFixture.OtherInstitution, file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiFixture.Institution, file.Text, StringComparison.Ordinal);
        var stage = (await other.GetAsync($"/api/stages/{DeliveryFlow.Id}/2026")).MustBe(HttpStatusCode.OK);
        Assert.DoesNotContain(ApiFixture.Institution, stage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_looks_like_a_formula_stays_a_text_in_both_files()
    {
        var instance = await server.OpenDeliveryAsync();
        await server.ExecuteAsync($"update instances set name = '=HYPERLINK(\"http://mal.example\";\"haz clic\")' where id = '{instance}'");
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var csv = (await coordinator.GetAsync("/api/processes/export?format=Csv")).MustBe(HttpStatusCode.OK);
        var xlsx = (await coordinator.GetAsync("/api/processes/export?format=Xlsx")).MustBe(HttpStatusCode.OK);

        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, csv.Body[..3]);
        Assert.StartsWith("Institución;Código;", Encoding.UTF8.GetString(csv.Body[3..]), StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"http", csv.Text, StringComparison.Ordinal);
        using var zip = new ZipArchive(new MemoryStream(xlsx.Body));
        using var sheet = new StreamReader(
            zip.Entries.Single(entry => entry.FullName.Contains("worksheets", StringComparison.Ordinal)).Open());
        var cells = await sheet.ReadToEndAsync();
        Assert.Contains("=HYPERLINK", cells, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", cells, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", cells, StringComparison.Ordinal);
    }
}
