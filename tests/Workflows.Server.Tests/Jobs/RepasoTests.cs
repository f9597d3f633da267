using Workflows.Definitions.Calendar;

namespace Workflows.Server.Tests.Jobs;

public sealed class RepasoTests(JobFixture server) : IClassFixture<JobFixture>
{
    [Fact]
    public async Task A_duty_whose_hour_passed_while_nobody_woke_it_is_done_by_the_next_look_and_once()
    {
        server.Clock.TurnTo(SantiagoTime.ToInstant(new(2026, 9, 21), new(7, 0)));
        await server.Repaso.RunAsync(default);
        // Two mornings passed and nothing woke anybody.
        server.Clock.TurnTo(SantiagoTime.ToInstant(new(2026, 9, 23), new(9, 12)));

        await server.Repaso.RunAsync(default);
        await server.Repaso.RunAsync(default);

        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from duty_runs where duty = 'resumen-diario' and date = '2026-09-23' and state = 'Done' and attempts = 1"));
        Assert.Equal(2, await server.CountAsync("select count(*) from duty_runs where duty = 'raiz-del-diario' and state = 'Done'"));
    }
}
