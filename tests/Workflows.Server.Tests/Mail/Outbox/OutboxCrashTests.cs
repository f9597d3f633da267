using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.Mail.Outbox;

/// <summary>A sender dies or loses its lease at each moment of a mail's way.</summary>
public sealed class OutboxCrashTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_mail_taken_by_a_sender_that_died_returns_when_its_lease_ends()
    {
        await _world.AddAsync("m-1");
        await _world.Table.ClaimAsync("muerto", OutboxWorld.Morning, 10, Lease, default);

        Assert.Equal(0, await _world.Sender().SendDueAsync(default));
        await _world.LetLeasesRunOutAsync();
        Assert.Equal(1, await _world.Sender().SendDueAsync(default));

        Assert.Equal(MailState.Delivered, (await _world.ReadAsync("m-1")).State);
    }

    [Fact]
    public async Task A_mail_on_its_way_when_the_sender_died_becomes_uncertain_and_never_leaves_again_by_itself()
    {
        await _world.AddAsync("m-1");
        await MarkSendingAsync("muerto", "m-1");

        Assert.Equal(0, await _world.Sender().SendDueAsync(default));
        Assert.Equal(MailState.Sending, (await _world.ReadAsync("m-1")).State);
        await _world.LetLeasesRunOutAsync();
        Assert.Equal(0, await _world.Sender().SendDueAsync(default));
        _world.Clock.Turn(TimeSpan.FromDays(30));
        Assert.Equal(0, await _world.Sender().SendDueAsync(default));

        var mail = await _world.ReadAsync("m-1");
        Assert.Equal((MailState.Uncertain, OutboxTable.UncertainAnswer), (mail.State, mail.ServerAnswer));
        Assert.Equal("asunto", mail.Subject);
        Assert.Equal(["Uncertain"], await _world.AttemptsAsync("m-1"));
    }

    [Fact]
    public async Task A_slow_sender_that_comes_back_with_the_truth_is_believed()
    {
        await _world.AddAsync("m-1");
        _world.Transport.Answer = async _ =>
        {
            await _world.LetLeasesRunOutAsync();
            await _world.Table.ExpireAsync(OutboxWorld.Morning, default); // another node looks and finds it abandoned
            Assert.Equal(MailState.Uncertain, (await _world.ReadAsync("m-1")).State);
            return new(MailOutcome.Delivered, "250 ok");
        };

        await _world.Sender().SendDueAsync(default);

        Assert.Equal(MailState.Delivered, (await _world.ReadAsync("m-1")).State);
    }

    [Fact]
    public async Task A_sender_whose_lease_ran_out_before_it_began_does_not_begin()
    {
        await _world.AddAsync("m-1");
        var mine = await _world.Table.ClaimAsync("lento", OutboxWorld.Morning, 10, Lease, default);
        await _world.LetLeasesRunOutAsync();

        var ours = await _world.Table.MarkSendingAsync("lento", [], [new(mine[0].Id, "asunto", "texto", null, 1)], Lease, default);

        Assert.Empty(ours);
        Assert.Equal(MailState.Claimed, (await _world.ReadAsync("m-1")).State);
    }

    [Fact]
    public async Task A_server_that_stops_gives_back_what_it_took_and_did_not_send()
    {
        for (var i = 0; i < 5; i++) await _world.AddAsync($"m-{i}", availableAt: OutboxWorld.Morning.AddSeconds(-10 + i));
        using var stopping = new CancellationTokenSource();
        _world.Transport.Answer = async _ =>
        {
            await stopping.CancelAsync();
            return new(MailOutcome.Delivered, "250 ok");
        };

        Assert.Equal(1, await _world.Sender().SendDueAsync(stopping.Token));

        var states = await _world.StatesAsync();
        Assert.Equal((1, 4), (states[MailState.Delivered], states[MailState.Queued]));
    }

    [Fact]
    public async Task Two_senders_never_send_one_mail_twice()
    {
        const int mails = 200;
        for (var i = 0; i < mails; i++) await _world.AddAsync($"m-{i}");
        var first = _world.Sender(lanes: 4, node: "nodo-1");
        var second = _world.Sender(lanes: 4, node: "nodo-2");

        var sent = await Task.WhenAll(first.SendDueAsync(default), second.SendDueAsync(default));

        Assert.Equal(mails, sent.Sum());
        Assert.Equal(mails, _world.Transport.Sent.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(mails, (await _world.StatesAsync())[MailState.Delivered]);
    }

    [Fact]
    public async Task What_became_of_a_mail_is_remembered_while_the_database_is_away()
    {
        await _world.AddAsync("m-1");
        _world.Transport.Answer = async _ =>
        {
            await _world.ExecuteAsync("alter table mail_attempts rename to away");
            return new(MailOutcome.Delivered, "250 ok");
        };
        var sender = _world.Sender();

        await sender.SendDueAsync(default);
        Assert.Equal(MailState.Sending, (await _world.ReadAsync("m-1")).State);
        await _world.ExecuteAsync("alter table away rename to mail_attempts");
        await sender.SendDueAsync(default);

        Assert.Equal(MailState.Delivered, (await _world.ReadAsync("m-1")).State);
        Assert.Single(_world.Transport.Sent);
    }

    private async Task MarkSendingAsync(string owner, string id)
    {
        await _world.Table.ClaimAsync(owner, OutboxWorld.Morning, 10, Lease, default);
        Assert.Single(await _world.Table.MarkSendingAsync(owner, [], [new(id, "asunto", "texto", null, 1)], Lease, default));
    }
}
