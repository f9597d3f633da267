using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.Mail.Outbox;

/// <summary>A mail that fails, for whatever reason, ends alone where a person sees it. Its neighbours leave.</summary>
public sealed class OneMailAloneTests : IAsyncLifetime
{
    private const int Tries = 3;

    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public static TheoryData<string> Poisons =>
    [
        "update mails set addressees = 'no es JSON' where id = 'm-2'",
        "update mails set addressees = '[{\"name\":7,\"email\":8}]' where id = 'm-2'",
        "update mails set model = '{\"tarea\":\"x\\u0000y\"}' where id = 'm-2'",
        """
        update mails set template = 'escalamiento', level = 2, link_for = 'jefa' where id = 'm-2';
        create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no cabe'; end $$;
        create trigger refuse before insert on personal_links for each row execute function refuse();
        """,
        """
        create function refuse() returns trigger language plpgsql as $$ begin if new.state = 'Sending' and new.id = 'm-2' then raise exception 'no cabe'; end if; return new; end $$;
        create trigger refuse before update on mails for each row execute function refuse();
        """,
    ];

    [Theory]
    [MemberData(nameof(Poisons))]
    public async Task A_mail_that_cannot_be_prepared_waits_for_a_person_after_its_tries_and_the_others_leave_at_once(string poison)
    {
        for (var i = 1; i <= 3; i++) await _world.AddAsync($"m-{i}");
        await _world.ExecuteAsync(poison);
        var sender = _world.Sender(mail: new() { PickupFolder = "x" });

        await sender.SendDueAsync(default);
        Assert.Equal(
            [MailState.Delivered, MailState.Delivered],
            new[] { (await _world.ReadAsync("m-1")).State, (await _world.ReadAsync("m-3")).State });
        for (var tries = 1; tries < Tries; tries++)
        {
            await _world.LetRetriesComeAsync();
            await sender.SendDueAsync(default);
        }

        var mail = await _world.ReadAsync("m-2");
        Assert.Equal(MailState.Rejected, mail.State);
        Assert.NotEqual("", mail.ServerAnswer);
        Assert.DoesNotContain(_world.Transport.Sent, sent => sent.MessageId == "<m-2@flujos.gob.cl>");
        Assert.Equal(2, _world.Transport.Sent.Count);
    }

    [Fact]
    public async Task An_answer_of_the_server_that_no_table_can_hold_is_kept_without_what_it_cannot()
    {
        await _world.AddAsync("m-1");
        await _world.AddAsync("m-2");
        _world.Transport.AnswerWith(MailOutcome.PermanentFailure, "550 nadie\0 aquí \ud800");

        await _world.Sender().SendDueAsync(default);

        Assert.Equal(
            (MailState.Rejected, "550 nadie aquí \ufffd"),
            ((await _world.ReadAsync("m-1")).State, (await _world.ReadAsync("m-1")).ServerAnswer));
        Assert.Equal(MailState.Rejected, (await _world.ReadAsync("m-2")).State);
    }
}
