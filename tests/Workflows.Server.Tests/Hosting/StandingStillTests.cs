using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Hosting;

/// <summary>A loop that makes no progress while work is due is seen: by whoever watches the server and by whoever coordinates.</summary>
public sealed class StandingStillTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ApiFixture _server = new();

    public StandingStillTests()
    {
        _server.Settings["Health:Patience"] = "00:00:06";
        _server.Settings["Mail:TimeoutSeconds"] = "1";
    }

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_outbox_that_cannot_take_its_mails_turns_health_and_shows_among_what_did_not_leave_until_it_moves_again()
    {
        var coordinator = await _server.AsAsync(ApiFixture.Coordinator);
        Assert.Equal("Healthy", await CheckAsync("outbox"));
        await _server.ExecuteAsync(
            """
            create function stand_still() returns trigger language plpgsql as $$ begin raise exception 'nadie pasa'; end $$;
            create trigger stand_still before update on mails for each row execute function stand_still();
            create trigger stand_still before update on timers for each row execute function stand_still();
            """);
        await _server.ExecuteAsync(
            $"""
            insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, state, available_at, attempts, created_at)
            values ('quieto', '<quieto@x.cl>', 'prueba', 'tarea-nueva', 0, '{"{}"}', '[]', array['a@x.cl'], 'Queued', '2026-08-03T10:00:00Z', 0, '2026-08-03T10:00:00Z');
            insert into timers (instance_id, bookmark_id, name, activity_id, visit, due_at, state, attempts) values ('nadie', 1, 'Delay', 'x', 1, '2026-08-03T10:00:00Z', 'Pending', 0)
            """);

        await UntilAsync("timers", "Unhealthy");
        await UntilAsync("outbox", "Unhealthy");

        var stuck = (await coordinator.GetAsync("/api/unsent?kind=Stuck"))
            .MustBe(HttpStatusCode.OK).Items.Select(item => item.GetProperty("what").GetString()).Order();
        Assert.Equal(["Correos", "Plazos y recordatorios"], stuck);
        await _server.ExecuteAsync("drop function stand_still() cascade; delete from timers where instance_id = 'nadie'");
        await UntilAsync("timers", "Healthy");
        await UntilAsync("outbox", "Healthy");
        await _server.DrainAsync();
        Assert.Empty((await coordinator.GetAsync("/api/unsent?kind=Stuck")).Items);
    }

    private async Task UntilAsync(string part, string status)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await CheckAsync(part) != status)
            limit.Token.ThrowIfCancellationRequested();
    }

    private async Task<string> CheckAsync(string part)
    {
        var health = (await _server.Nobody().GetAsync("/health")).Json;
        return health.GetProperty("checks").GetProperty(part).GetProperty("status").GetString()!;
    }
}
