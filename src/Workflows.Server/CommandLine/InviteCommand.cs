using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Accounts.Administration;
using Workflows.Server.Flows;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>
/// <c>invite --email … --name …</c>: the first administrator of a server, or another one. Writes the link that sets their password, and
/// leaves the same one in the outbox for the server to mail. Done again, it gives a new link and the old one stops working.
/// </summary>
internal static class InviteCommand
{
    private const string DefaultSite = "http://localhost:5080";

    public static Command Create(TimeProvider clock)
    {
        var email = new Option<string>("--email") { Description = "Correo de la persona.", HelpName = "CORREO", Required = true };
        var name = new Option<string>("--name") { Description = "Nombre de la persona.", HelpName = "NOMBRE", Required = true };
        var command = new Command(
            "invite", "Invita a quien administrará el sistema y muestra su enlace, que sirve una vez.") { email, name };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = await CommandDatabase.OpenAsync(parsed.Database(), create: true, ct);
            await Database.MigrateAsync(database.Source, ct);
            var settings = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [] }).Configuration;
            await using var db = new WorkflowsDb(Database.Options(database.Source));
            var links = new AccountLinks(db, settings.GetSection("Dispatcher").Get<DispatcherOptions>() ?? new(), clock);
            var (link, secret) = await InviteAsync(parsed.GetValue(email)!, parsed.GetValue(name)!, db, links, clock, ct);
            var site = (settings[PublicUrl.Setting] ?? DefaultSite).TrimEnd('/');
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(
                $"Invitación lista. Sirve una vez y vence el {MailText.Moment(link.ExpiresAt)}. También saldrá por correo.");
            await output.WriteLineAsync($"{site}{PersonalLink.AccountPath}#{secret}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<(AccountLink Link, string Secret)> InviteAsync(
        string email, string name, WorkflowsDb db, AccountLinks links, TimeProvider clock, CancellationToken ct)
    {
        if (AddPerson.ProblemWith(name, email, run: null) is not null)
            throw new CommandRefusedException(
                "Escribe un nombre y una dirección de correo, como --email nombre@servicio.gob.cl --name \"Nombre Apellido\".");
        var plain = AddPerson.PlainEmail(email);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Email == plain, ct);
        if (person is null)
            db.Add(person = new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("n"), name.Trim(), plain));
        if (!person.Active)
            throw new CommandRefusedException("Esa persona está desactivada. Actívala desde la página Organización.");
        if (await db.Set<Account>().AnyAsync(account => account.PersonId == person.Id && account.PasswordHash != null, ct))
            throw new CommandRefusedException("Esa persona ya eligió su clave. Puede recuperarla desde la página de ingreso.");
        if (!await db.Set<Appointment>()
            .AnyAsync(post => post.PersonId == person.Id && post.Role == Role.Administrator && post.ValidTo == null, ct))
            db.Add(new Appointment(person.Id, Role.Administrator, Appointment.National));
        var link = await links.AddAsync(person, AccountLinkPurpose.Invitation, "consola", ct);
        var secret = links.AddSecret(link);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (link, secret);
    }
}
