using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Mail;

/// <summary>No mail leaves over a wire that is not as private as it was set, and what is wrong is said.</summary>
public class SmtpEncryptionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mail_leaves_by_STARTTLS_and_by_implicit_TLS(bool isImplicit)
    {
        await using var server = new LoopbackSmtpServer(
            SmtpBehaviour.Accept, new() { Certificate = TestCertificates.Good(), ImplicitTls = isImplicit });
        await using var transport = new SmtpMailTransport(server.Options);

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.Delivered, receipt.Outcome);
        Assert.Equal(!isImplicit, server.Commands.Contains("STARTTLS"));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_its_fingerprint_told()
    {
        using var certificate = TestCertificates.Good();
        var receipt = await RefusedAsync(new() { Certificate = certificate }, options => options.CertificateSha256 = null);

        Assert.Contains("no confía", receipt.Answer, StringComparison.Ordinal);
        Assert.Contains(
            certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), receipt.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused_and_the_day_told()
    {
        using var certificate = TestCertificates.Expired();
        var receipt = await RefusedAsync(new() { Certificate = certificate }, options => options.CertificateSha256 = null);

        Assert.Contains($"venció el {certificate.NotAfter.ToUniversalTime():dd-MM-yyyy}", receipt.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused()
    {
        var receipt = await RefusedAsync(
            new() { Certificate = TestCertificates.Good() }, options => options.CertificateSha256 = new string('A', 64));

        Assert.Contains("no es el fijado", receipt.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_gets_nothing()
    {
        var receipt = await RefusedAsync(new(), options => options.StartTls = true);

        Assert.Contains("no ofrece STARTTLS", receipt.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_waits_for_the_other_kind_of_TLS_is_named()
    {
        var waits = await RefusedAsync(
            new() { Certificate = TestCertificates.Good(), ImplicitTls = true }, options =>
                (options.ImplicitTls, options.StartTls, options.TimeoutSeconds) = (false, true, 2));
        var talks = await RefusedAsync(new() { Certificate = TestCertificates.Good() }, options => options.ImplicitTls = true);

        Assert.Contains("465", waits.Answer, StringComparison.Ordinal);
        Assert.Contains("587", talks.Answer, StringComparison.Ordinal);
    }

    private static async Task<MailReceipt> RefusedAsync(SmtpOffer offer, Action<MailOptions> set)
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept, offer);
        var options = server.Options;
        set(options);
        await using var transport = new SmtpMailTransport(options);

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Empty(server.Received);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
        return receipt;
    }
}
