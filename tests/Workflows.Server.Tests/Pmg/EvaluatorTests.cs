using System.Net;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Pmg;

/// <summary>
/// Whoever evaluates from outside, over HTTP: from which day, which services, and what can no longer change under their eyes.
/// </summary>
public class EvaluatorTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Evaluator = "experto.transformacion-digital.1";
    private const string Minister = "ministro.ctci";
    private const string Auditor = "auditoria.pe-agn-00597";

    private static readonly object Results = new
    {
        resultados =
            new[] { new { objetivo = "gestion-eficaz", indicador = "Atenciones en plazo", ponderacion = 100, meta = 100, resultado = 95 } },
    };

    private static readonly object Evaluated = new
    {
        resultados = new[]
        {
            new
            {
                objetivo = "gestion-eficaz", indicador = "Atenciones en plazo", ponderacion = 100, meta = 100, resultado = 95,
                razones = "Consta en el registro."
            },
        },
    };

    [Fact]
    public async Task Story_9_an_evaluator_sees_from_2_January_only_the_services_assigned_and_evidence_that_no_longer_changes()
    {
        await AppointAsync(Evaluator, "2027-01-02");
        await server.PassToAsync(SantiagoTime.ToInstant(new(2026, 12, 31), new(12, 0)));
        var evaluator = await server.AsAsync(Evaluator);
        var own = await OpenAsync(ApiFixture.Institution);
        var other = await OpenAsync(ApiFixture.OtherInstitution);
        var receipt = await HandInAsync(own);
        await server.ActAsync(own, Minister, "approve", new { });
        (await evaluator.GetAsync($"/api/instances/{own}")).MustBe(HttpStatusCode.NotFound);

        await server.PassToAsync(SantiagoTime.ToInstant(new(2027, 1, 2), new(12, 0)));

        (await evaluator.GetAsync($"/api/instances/{own}")).MustBe(HttpStatusCode.OK);
        (await evaluator.GetAsync($"/api/instances/{other}")).MustBe(HttpStatusCode.NotFound);
        var task = Assert.Single(
            (await evaluator.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK).Items, item =>
                item.GetProperty("institutionCode").GetString() == ApiFixture.Institution);
        var content = (await evaluator.GetAsync($"/api/tasks/{task.GetProperty("id").GetString()}"))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("content");
        var hash = content.GetProperty("previous").GetProperty("evidence")[0].GetProperty("fileHash").GetString();
        Assert.Equal(hash, await server.ScalarAsync<string>(
            "select data::jsonb->'evidencia'->0->>'fileHash' from facts where kind = 'pmg.antecedentes' and instance_id = $1", own));
        (await evaluator.GetAsync($"/api/files/{hash}")).MustBe(HttpStatusCode.OK);
        var about = (await evaluator.GetAsync($"/api/tasks/{task.GetProperty("id").GetString()}/rounds?about=true"))
            .MustBe(HttpStatusCode.OK).Json;
        Assert.Equal("Informar los resultados del PMG", about.GetProperty("title").GetString());
        Assert.Equal(
            hash, about.GetProperty("rounds")[0].GetProperty("body").GetProperty("evidence")[0].GetProperty("fileHash").GetString());
        Assert.Empty(
            (await evaluator.GetAsync($"/api/tasks/{task.GetProperty("id").GetString()}/rounds"))
                .MustBe(HttpStatusCode.OK).Json.GetProperty("rounds").EnumerateArray());

        var withdrawn = await (await server.AsAsync(ApiFixture.Officer)).PostAsync($"/api/submissions/{receipt}/withdraw");
        Assert.StartsWith("La revisión ya empezó", withdrawn.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        await server.ActAsync(own, Evaluator, "submit", new { answers = Evaluated });
        Assert.Equal(
            "respuesta", await server.ScalarAsync<string>("select activity_id from tasks where instance_id = $1 and state = 'Open'", own));
    }

    [Fact]
    public async Task An_evaluator_with_a_post_in_the_service_is_refused_in_words_and_nothing_is_received()
    {
        await AppointAsync(Auditor, "2026-01-01");
        var instance = await OpenAsync(ApiFixture.Institution);
        await HandInAsync(instance);
        await server.ActAsync(instance, Minister, "approve", new { });

        var refused = await (await server.AsAsync(Auditor)).PostAsync(
            $"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/submit", new { answers = Evaluated });

        Assert.Contains("y no puede evaluarla", refused.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Equal(
            "evaluacion",
            await server.ScalarAsync<string>("select activity_id from tasks where instance_id = $1 and state = 'Open'", instance));
    }

    private static int _opened;

    private async Task<string> OpenAsync(string institution) => (await server.OpenAsync(
        "pmg-evaluacion", $"{institution}/{Interlocked.Increment(ref _opened)}", ("institution", institution), ("year", 2026d))).InstanceId;

    private async Task AppointAsync(string person, string from) =>
        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/organisation/appointments", new
        {
            personId = person, role = Role.ExternalEvaluator.Code, scope = ApiFixture.Institution, validFrom = from,
        })).MustBe(HttpStatusCode.OK);

    private async Task<string> HandInAsync(string instance)
    {
        var officer = await server.AsAsync(ApiFixture.Officer);
        var hash = (await officer.UploadAsync("medios.pdf", Proposal.Pdf)).MustBe(HttpStatusCode.OK).Json.GetProperty("hash").GetString();
        var answer = await server.ActAsync(instance, ApiFixture.Officer, "submit", new
        {
            answers = Results, evidence = new[] { new { requirement = "medios", fileHash = hash, fileName = "medios.pdf" } },
        });
        return answer.Json.GetProperty("receipt").GetProperty("submissionId").GetString()!;
    }
}
