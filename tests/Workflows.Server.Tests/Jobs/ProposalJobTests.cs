using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Jobs;

/// <summary>Approved deadlines move as a job, whichever node has it and however often it begins.</summary>
public sealed class ProposalJobTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_approval_of_many_deadlines_leaves_a_job_that_says_how_many_have_moved()
    {
        var (technical, tasks, job) = await ApproveAsync("2026-12-04T13:00", ApiFixture.Institution, ApiFixture.OtherInstitution);

        await server.RunJobsAsync();

        var done = (await technical.GetAsync($"/api/jobs/{job}")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(
            ("Done", 2, 2),
            (done.GetProperty("state").GetString(), done.GetProperty("done").GetInt32(), done.GetProperty("total").GetInt32()));
        Assert.Equal("Se movieron los plazos de la propuesta: 2.", done.GetProperty("progress").GetString());
        Assert.Equal(2, await MovedAsync(tasks));
    }

    [Fact]
    public async Task A_job_whose_node_died_after_some_deadlines_moves_the_rest_and_none_twice()
    {
        var (technical, tasks, job) = await ApproveAsync("2026-12-09T13:00", ApiFixture.Institution, ApiFixture.OtherInstitution);
        await server.ExecuteAsync(
            $"update jobs set state = 'Running', lease_owner = 'nodo-muerto', lease_until = now() - interval '1 minute', "
            + $"attempts = 1 where id = '{job}'");
        var bursts = await server.CountAsync("select count(*) from journal");

        await server.Services.GetRequiredService<Workflows.Server.Calendar.ProposalApplier>().ApplyAsync(default);
        await server.Services.GetRequiredService<Workflows.Server.Jobs.JobRunner>().RunAsync(job, default);
        await server.Services.GetRequiredService<Workflows.Server.Jobs.JobRunner>().RunAsync(job, default);

        Assert.Equal("Done", (await technical.GetAsync($"/api/jobs/{job}")).Json.GetProperty("state").GetString());
        Assert.Equal(2, await MovedAsync(tasks));
        Assert.Equal(bursts + 2, await server.CountAsync("select count(*) from journal"));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_deadline_that_cannot_move_keeps_no_other_and_the_job_says_that_one_is_left()
    {
        var (technical, tasks, job) = await ApproveAsync("2026-12-11T13:00", ApiFixture.Institution, ApiFixture.OtherInstitution);
        await server.ExecuteAsync(
            $"""
            create function no_se_mueve() returns trigger language plpgsql as 'begin raise exception ''esta tarea no se mueve''; end';
            create trigger no_se_mueve before update on tasks for each row when (new.id = '{tasks[0]}') execute function no_se_mueve()
            """);
        try
        {
            await server.RunJobsAsync();
        }
        finally
        {
            await server.ExecuteAsync("drop trigger no_se_mueve on tasks; drop function no_se_mueve()");
        }

        var done = (await technical.GetAsync($"/api/jobs/{job}")).Json;
        Assert.Equal("Done", done.GetProperty("state").GetString());
        Assert.StartsWith("Se movieron 1 de 2 plazos.", done.GetProperty("progress").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, await MovedAsync(tasks));

        await server.Services.GetRequiredService<Workflows.Server.Calendar.ProposalApplier>().ApplyAsync(default);
        Assert.Equal(2, await MovedAsync(tasks));
    }

    private async Task<(ApiClient Technical, string[] Tasks, string Job)> ApproveAsync(string deadline, params string[] institutions)
    {
        var (coordinator, technical) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync("secretaria-tecnica"));
        var tasks = new List<string>();
        foreach (var institution in institutions)
            tasks.Add(await server.OpenTaskOfAsync(await server.OpenDeliveryAsync(institution)));
        var proposed = (
            await coordinator.PostAsync(
                "/api/calendar/proposals/dates",
                new { taskIds = tasks, deadline, reason = "Lo pidió el comité", norm = "Oficio 7" })).MustBe(HttpStatusCode.OK).Json;
        var id = proposed.GetProperty("id").GetString();
        (await technical.PostAsync($"/api/calendar/proposals/{id}/approve", new { reason = "Conforme" })).MustBe(HttpStatusCode.OK);
        var job = await server.ScalarAsync<string>("select id from jobs where kind = 'proposal' and arguments like $1", $"%{id}%");
        return (technical, [.. tasks], job);
    }

    private async Task<int> MovedAsync(string[] tasks)
    {
        var moved = 0;
        foreach (var task in tasks)
            moved += (int)await server.CountAsync("select count(*) from deadline_impacts where task_id = $1 and state = 'Applied'", task);
        return moved;
    }
}
