using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Jobs;

/// <summary>What follows the opening of a stage. It opens nothing: it says how far the opening is.</summary>
public sealed class OpenStageJobTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static int _year = 2030;

    [Fact]
    public async Task Who_opens_a_stage_sees_how_many_of_its_processes_are_open_and_that_all_are()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var (stage, id) = await OpenAsync(coordinator);
        await server.DrainAsync();

        await server.RunJobsAsync();

        var job = (await coordinator.GetAsync($"/api/jobs/{id}")).MustBe(HttpStatusCode.OK).Json;
        var open = await server.CountAsync("select count(*) from instances where parent_id = $1", stage);
        Assert.True(open > 100);
        Assert.Equal(
            ("Done", open, open),
            (job.GetProperty("state").GetString(), job.GetProperty("done").GetInt64(), job.GetProperty("total").GetInt64()));
        Assert.Equal($"Quedaron abiertos los {open} procesos de la etapa.", job.GetProperty("progress").GetString());
    }

    [Fact]
    public async Task A_stage_that_is_cancelled_while_it_opens_ends_its_job_and_says_how_far_it_came()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var (stage, id) = await OpenAsync(coordinator);
        await server.DrainAsync();
        await server.ExecuteAsync($"update instances set parent_id = null where parent_id = '{stage}'");
        await server.ExecuteAsync($"update instances set status = 'Finished' where id = '{stage}'");

        await server.RunJobsAsync();

        var job = (await coordinator.GetAsync($"/api/jobs/{id}")).Json;
        Assert.Equal("Done", job.GetProperty("state").GetString());
        Assert.StartsWith("La etapa terminó o se canceló con 0 de ", job.GetProperty("progress").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_whose_opening_failed_too_often_are_told_with_where_to_try_them_again()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var (stage, id) = await OpenAsync(coordinator);
        await server.DrainAsync();
        var total = await server.CountAsync("select count(*) from instances where parent_id = $1", stage);
        await server.ExecuteAsync(
            $"update instances set parent_id = null where id = (select min(id) from instances where parent_id = '{stage}')");
        await server.ExecuteAsync(
            $"""
            insert into stimuli (key, kind, target_instance_id, payload, available_at, attempts, parked_reason)
            values ('start:{stage}:x', 'startChild', 'x', '{"{}"}', now(), 5, 'Falló cinco veces.')
            """);

        await server.RunJobsAsync();

        var job = (await coordinator.GetAsync($"/api/jobs/{id}")).Json;
        Assert.Equal("Failed", job.GetProperty("state").GetString());
        var error = job.GetProperty("errors")[0].GetString()!;
        Assert.StartsWith($"Se abrieron {total - 1} de {total} procesos.", error, StringComparison.Ordinal);
        Assert.Contains("Programador", error, StringComparison.Ordinal);
    }

    private async Task<(string Stage, string Job)> OpenAsync(ApiClient coordinator)
    {
        var year = Interlocked.Increment(ref _year);
        var opened = (await coordinator.PostAsync(
            "/api/instances",
            new { definitionId = "pmg-formulacion-anual", businessKey = $"{year}", input = new { year } }))
                .MustBe(HttpStatusCode.Created).Json;
        return (opened.GetProperty("instanceId").GetString()!, opened.GetProperty("jobId").GetString()!);
    }
}
