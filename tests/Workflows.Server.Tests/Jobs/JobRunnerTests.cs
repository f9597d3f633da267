using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Hosting;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;

namespace Workflows.Server.Tests.Jobs;

public sealed class JobRunnerTests(JobFixture server) : IClassFixture<JobFixture>
{
    [Fact]
    public async Task A_job_says_how_far_it_is_and_how_it_ended()
    {
        var id = await server.LeaveAsync();
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Work = async (job, _) =>
        {
            job.Report(3, 10, "3 de 10 avisos.");
            await said.Task;
            return new("Salieron 10 avisos.", new { mails = 10 });
        };

        var run = server.Runner.RunAsync(id, CancellationToken.None);
        await UntilAsync(async () => (await server.ReadAsync(id)).Progress == "3 de 10 avisos.");
        Assert.Equal(
            (JobState.Running, 3, 10),
            (await server.ReadAsync(id)) is var midway ? (midway.State, midway.Done, midway.Total!.Value) : default);
        said.SetResult();
        await run;

        var done = await server.ReadAsync(id);
        Assert.Equal(
            (JobState.Done, "Salieron 10 avisos.", """{"mails":10}""", "{}"), (done.State, done.Progress, done.Result, done.Arguments));
        Assert.Equal(server.Clock.GetUtcNow(), done.EndedAt);
    }

    [Fact]
    public async Task Run_on_two_nodes_and_again_afterwards_it_is_done_once()
    {
        var id = await server.LeaveAsync();
        var times = 0;
        server.Work = (_, _) =>
        {
            Interlocked.Increment(ref times);
            return Task.FromResult(new JobOutcome("hecho"));
        };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => server.Runner.RunAsync(id, CancellationToken.None))));
        await server.Runner.RunAsync(id, CancellationToken.None);

        Assert.Equal(1, times);
        Assert.Equal(1, (await server.ReadAsync(id)).Attempts);
    }

    [Fact]
    public async Task A_job_whose_node_died_is_found_and_done_by_another_and_the_dead_one_cannot_end_it()
    {
        var id = await server.LeaveAsync();
        server.Work = (_, _) => Task.FromResult(new JobOutcome("hecho por otro"));
        var dead = (await server.Table.ClaimAsync(id, "nodo-muerto", TimeSpan.FromSeconds(30), server.Clock.GetUtcNow(), default))!;
        await server.Runner.RunAsync(id, CancellationToken.None);
        Assert.Equal("nodo-muerto", (await server.ReadAsync(id)).LeaseOwner);

        await server.PassAsync(id);
        await server.Repaso.RunAsync(default);
        await server.RunJobsAsync();

        var job = await server.ReadAsync(id);
        Assert.Equal((JobState.Done, "hecho por otro", 2), (job.State, job.Progress, job.Attempts));
        Assert.False(await server.Table.EndAsync(dead, new(JobState.Failed, dead.Step), server.Clock.GetUtcNow(), default));
        Assert.Equal(JobBeat.Lost, await server.Table.BeatAsync(dead, dead.Step, TimeSpan.FromSeconds(30), default));
    }

    [Fact]
    public async Task A_change_that_must_not_happen_twice_is_undone_when_another_node_has_the_job()
    {
        var id = await server.LeaveAsync();
        server.Work = async (job, ct) =>
        {
            await using var db = new WorkflowsDb(Database.Options(server.Source));
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            db.Add(new JobRow
            {
                Id = $"efecto-{job.Id[..20]}", Kind = "efecto", Title = "x", OwnerId = "x", OwnerName = "x", Posts = [], Arguments = "{}",
                State = JobState.Done,
                CreatedAt = server.Clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(ct);
            // Meanwhile this node was silent for so long that another took the job.
            await server.PassAsync(job.Id);
            Assert.NotNull(await server.Table.ClaimAsync(job.Id, "otro-nodo", TimeSpan.FromMinutes(5), server.Clock.GetUtcNow(), ct));
            await job.EndInAsync(db, new("hecho"), ct);
            await transaction.CommitAsync(ct);
            return new("hecho");
        };

        await server.Runner.RunAsync(id, CancellationToken.None);

        Assert.Equal(0, await server.CountAsync("select count(*) from jobs where kind = 'efecto'"));
        Assert.Equal((JobState.Running, "otro-nodo"), (await server.ReadAsync(id)) is var job ? (job.State, job.LeaseOwner) : default);
        await server.ExecuteAsync($"update jobs set state = 'Done' where id = '{id}'");
    }

    [Fact]
    public async Task A_job_that_runs_and_is_cancelled_stops_and_says_what_it_had_done()
    {
        var id = await server.LeaveAsync();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Work = async (job, ct) =>
        {
            job.Report(2, 5, "2 de 5 plazos movidos.");
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new("no llega");
        };
        var run = server.Runner.RunAsync(id, CancellationToken.None);
        await begun.Task;

        Assert.Equal(JobState.Running, await server.Table.CancelAsync(id, "Coordinación", server.Clock.GetUtcNow(), default));
        await run.WaitAsync(TimeSpan.FromMinutes(1));

        var job = await server.ReadAsync(id);
        Assert.Equal((JobState.Cancelled, "Se canceló. Alcanzó a hacer: 2 de 5 plazos movidos."), (job.State, job.Progress));
        Assert.Null(await server.Table.CancelAsync(id, "Coordinación", server.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_before_it_starts_never_starts()
    {
        var id = await server.LeaveAsync();
        server.Work = (_, _) => throw new InvalidOperationException("It was cancelled.");

        Assert.Equal(JobState.Cancelled, await server.Table.CancelAsync(id, "Coordinación", server.Clock.GetUtcNow(), default));
        await server.Runner.RunAsync(id, CancellationToken.None);

        Assert.Equal((JobState.Cancelled, 0), (await server.ReadAsync(id)) is var job ? (job.State, job.Attempts) : default);
    }

    [Fact]
    public async Task A_server_that_stops_gives_its_job_back_and_the_next_one_begins_anew()
    {
        var id = await server.LeaveAsync();
        using var stopping = new CancellationTokenSource();
        server.Work = async (_, ct) =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
            return new("no llega");
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Runner.RunAsync(id, stopping.Token));
        Assert.Equal(JobState.Waiting, (await server.ReadAsync(id)).State);

        server.Work = (_, _) => Task.FromResult(new JobOutcome("hecho"));
        await server.Runner.RunAsync(id, CancellationToken.None);
        Assert.Equal(JobState.Done, (await server.ReadAsync(id)).State);
    }

    [Fact]
    public async Task What_fails_says_why_in_Spanish_and_an_error_of_the_program_shows_nothing_of_its_inside()
    {
        var (refused, broken, nobody) = (await server.LeaveAsync(), await server.LeaveAsync(), await server.LeaveAsync("nadie"));

        server.Work = (_, _) => throw new JobRefusedException("No salió ningún aviso.", ["Revísalos otra vez."]);
        await server.Runner.RunAsync(refused, CancellationToken.None);
        server.Work = (_, _) => throw new InvalidOperationException("secret inside");
        await server.Runner.RunAsync(broken, CancellationToken.None);
        await server.Runner.RunAsync(nobody, CancellationToken.None);

        Assert.Equal("No salió ningún aviso.\nRevísalos otra vez.", (await server.ReadAsync(refused)).Error);
        var error = (await server.ReadAsync(broken)).Error!;
        Assert.Contains(broken, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        Assert.Contains("ya no tiene una cuenta activa", (await server.ReadAsync(nobody)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_fails_for_a_moment_is_tried_again()
    {
        var id = await server.LeaveAsync();
        server.Work = (_, _) => throw new IOException("connection reset");
        await server.Runner.RunAsync(id, CancellationToken.None);
        Assert.Equal(JobState.Waiting, (await server.ReadAsync(id)).State);

        server.Work = (_, _) => Task.FromResult(new JobOutcome("hecho"));
        await server.RunJobsAsync();

        Assert.Equal(JobState.Done, (await server.ReadAsync(id)).State);
    }

    [Fact]
    public async Task A_job_that_Hangfire_never_heard_of_is_found_by_the_next_look()
    {
        server.Jobs.IsDown = true;
        var id = await server.LeaveAsync();
        await server.Services.GetRequiredService<JobQueue>().TellAsync(id);
        server.Jobs.IsDown = false;
        server.Work = (_, _) => Task.FromResult(new JobOutcome("hecho"));

        await server.Repaso.RunAsync(default);
        await server.RunJobsAsync();
        Assert.Equal(JobState.Waiting, (await server.ReadAsync(id)).State); // it may be on its way
        await server.PassAsync(id);
        await server.Repaso.RunAsync(default);
        await server.RunJobsAsync();

        Assert.Equal(JobState.Done, (await server.ReadAsync(id)).State);
    }

    [Fact]
    public async Task A_job_that_brings_down_every_node_is_not_taken_for_ever()
    {
        var id = await server.LeaveAsync();
        server.Work = (_, _) => throw new InvalidOperationException("It must not be tried.");
        await server.ExecuteAsync($"update jobs set attempts = 1000 where id = '{id}'");

        await server.Runner.RunAsync(id, CancellationToken.None);

        Assert.Contains("se detuvo varias veces", (await server.ReadAsync(id)).Error, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo())
            await look.WaitForNextTickAsync(patience.Token);
    }
}
