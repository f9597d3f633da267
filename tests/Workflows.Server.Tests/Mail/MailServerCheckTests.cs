using System.Net.Mail;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Embedded;

namespace Workflows.Server.Tests.Mail;

/// <summary>Whoever administers the server sees at which step the way of the mails breaks, in Spanish and without a secret.</summary>
public class MailServerCheckTests
{
    private static readonly MailAddress To = new("administra@ejemplo.cl");
    private static readonly DateTimeOffset Now = new(2026, 10, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_good_way_is_walked_to_its_end()
    {
        await using var server = new LoopbackSmtpServer(
            SmtpBehaviour.Accept, new() { Certificate = TestCertificates.Good(), Password = "clave" });

        var check = await new MailServerCheck(server.Options).RunAsync(To, Now, CancellationToken.None);

        Assert.True(check.Passed);
        Assert.Equal(["Nombre", "Conexión", "Cifrado", "Ingreso", "Correo de prueba"], check.Steps.Select(step => step.Name));
        Assert.Contains("Subject: Correo de prueba", Assert.Single(server.Received), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_the_first_step_that_fails()
    {
        var check = await new MailServerCheck(new() { Host = "no-existe.invalid", TimeoutSeconds = 10 })
            .RunAsync(To, Now, CancellationToken.None);

        var step = Assert.Single(check.Steps);
        Assert.Equal(("Nombre", false), (step.Name, step.Passed));
        Assert.Contains("no-existe.invalid", step.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_the_connection_fails()
    {
        var gone = new LoopbackSmtpServer(SmtpBehaviour.Accept);
        var options = gone.Options;
        await gone.DisposeAsync();

        var check = await new MailServerCheck(options).RunAsync(To, Now, CancellationToken.None);

        Assert.Equal(("Conexión", false), (check.Steps[^1].Name, check.Steps[^1].Passed));
        Assert.Contains("no escucha nadie", check.Steps[^1].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_fails_the_login_after_all_that_went_well()
    {
        await using var server = new LoopbackSmtpServer(
            SmtpBehaviour.Accept, new() { Certificate = TestCertificates.Good(), Password = "buena" });
        var options = server.Options;
        options.Password = "clave-muy-secreta";

        var check = await new MailServerCheck(options).RunAsync(To, Now, CancellationToken.None);

        Assert.Equal([true, true, true, false], check.Steps.Select(step => step.Passed));
        Assert.DoesNotContain("clave-muy-secreta", string.Join(' ', check.Steps.Select(step => step.Said)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_recipient_fails_the_mail_of_test()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Refuse550);

        var check = await new MailServerCheck(server.Options).RunAsync(To, Now, CancellationToken.None);

        Assert.False(check.Passed);
        Assert.Contains("No such user here", check.Steps[^1].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_rehearsal_copy_the_mail_of_test_is_trapped_too()
    {
        using var folder = new TemporaryFolder();

        var check = await new MailServerCheck(new() { PickupFolder = folder.Path, TrapTo = "ensayo@ejemplo.cl" })
            .RunAsync(To, Now, CancellationToken.None);

        Assert.True(check.Passed);
        Assert.Contains("ensayo@ejemplo.cl", Assert.Single(check.Steps).Said, StringComparison.Ordinal);
        Assert.Contains(
            "To: ensayo@ejemplo.cl", await File.ReadAllTextAsync(Directory.EnumerateFiles(folder.Path).Single()), StringComparison.Ordinal);
    }
}
