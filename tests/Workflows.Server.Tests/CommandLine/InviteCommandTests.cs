using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Definitions.Organisation;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Embedded;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.CommandLine;

public sealed class InviteCommandTests : IDisposable
{
    private readonly CommandFixture _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task The_first_administrator_gets_a_link_on_the_console_and_the_same_one_by_mail()
    {
        var answer = await CommandFixture.RunAsync(
            "invite", "--email", "Primera@servicio.example.cl", "--name", "Primera Persona", "--data", _commands.Data);
        var again = await CommandFixture.RunAsync(
            "invite", "--email", "primera@servicio.example.cl", "--name", "Primera Persona", "--data", _commands.Data);

        Assert.Equal((0, 0), (answer.Code, again.Code));
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new() { DataFolder = Path.Combine(_commands.Data, "postgres") }, NullLogger.Instance, CancellationToken.None);
        await using var source = Database.Connect(postgres.ConnectionString);
        await using var db = new WorkflowsDb(Database.Options(source));
        var person = await db.Set<Person>().SingleAsync();
        var link = await LinkOfAsync(db, answer);
        var newer = await LinkOfAsync(db, again);
        Assert.Equal("primera@servicio.example.cl", person.Email);
        Assert.Equal(
            [Role.Administrator],
            await db.Set<Appointment>().Where(post => post.PersonId == person.Id).Select(post => post.Role).ToListAsync());
        Assert.NotNull(link.ReplacedAt);
        Assert.Null(newer.ReplacedAt);
        Assert.Equal(2, await db.Set<MailRow>().CountAsync(mail => mail.Id == link.Id || mail.Id == newer.Id));
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_in_one_sentence()
    {
        var answer = await CommandFixture.RunAsync("invite", "--email", "nadie", "--name", "Nadie", "--data", _commands.Data);

        Assert.Equal(2, answer.Code);
        Assert.Contains("dirección de correo", answer.Error, StringComparison.Ordinal);
    }

    private static async Task<AccountLink> LinkOfAsync(WorkflowsDb db, Answer answer)
    {
        var secret = answer.Output.Trim().Split('#')[^1];
        var hash = AccountLinkSecret.HashOf(secret);
        var id = await db.Set<AccountLinkSecret>().Where(kept => kept.Hash == hash).Select(kept => kept.LinkId).SingleAsync();
        return await db.Set<AccountLink>().SingleAsync(link => link.Id == id);
    }
}
