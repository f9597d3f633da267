using Microsoft.AspNetCore.Http;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Mail;

/// <summary>
/// How this server says who it is: by password or by a token. A wrong one delays the mails and loses none; no secret is ever told.
/// </summary>
public class SmtpLoginTests
{
    private const string Password = "clave-muy-secreta";

    [Fact]
    public async Task With_user_and_password_mails_leave()
    {
        await using var server = Server(new() { Password = Password });
        await using var transport = new SmtpMailTransport(server.Options);

        Assert.Equal(MailOutcome.Delivered, (await transport.SendAsync(SampleMail.Reminder, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task A_wrong_password_delays_the_mail_and_is_never_shown()
    {
        await using var server = Server(new() { Password = "otra" });
        var options = server.Options;
        options.Password = Password;
        await using var transport = new SmtpMailTransport(options);

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Contains("usuario o la clave", receipt.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, receipt.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XOAUTH2", MailOAuthMechanism.Offered)]
    [InlineData("OAUTHBEARER", MailOAuthMechanism.Offered)]
    [InlineData("XOAUTH2 OAUTHBEARER", MailOAuthMechanism.XOAuth2)]
    public async Task With_a_token_mails_leave_by_whichever_way_the_server_speaks(string offered, MailOAuthMechanism wanted)
    {
        await using var source = await LoopbackTokenSource.StartAsync();
        await using var server = Server(new() { Tokens = ["ficha-1"], OAuth = offered });
        await using var transport = new SmtpMailTransport(OptionsWith(server, source, wanted));

        Assert.Equal(MailOutcome.Delivered, (await transport.SendAsync(SampleMail.Reminder, CancellationToken.None)).Outcome);

        Assert.Contains(
            server.Commands, command =>
                command.StartsWith($"AUTH {(wanted == MailOAuthMechanism.XOAuth2 ? "XOAUTH2" : offered)}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_token_serves_many_connections_until_the_server_refuses_it()
    {
        await using var source = await LoopbackTokenSource.StartAsync();
        source.Tokens.Add("ficha-2");
        var accepted = new HashSet<string> { "ficha-1" };
        await using var server = new LoopbackSmtpServer(
            SmtpBehaviour.CloseAfterEachMail, new() { Certificate = TestCertificates.Good(), Tokens = accepted });
        await using var transport = new SmtpMailTransport(OptionsWith(server, source));

        await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);
        await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);
        Assert.Equal(1, source.Asked);

        accepted.Clear();
        accepted.Add("ficha-2");
        Assert.Equal(MailOutcome.Delivered, (await transport.SendAsync(SampleMail.Reminder, CancellationToken.None)).Outcome);
        Assert.Equal(2, source.Asked);
    }

    [Fact]
    public async Task A_token_is_asked_for_again_shortly_before_it_ends()
    {
        await using var source = await LoopbackTokenSource.StartAsync();
        source.Tokens.Add("ficha-2");
        var clock = new TestClock(new(2026, 10, 15, 12, 0, 0, TimeSpan.Zero));
        using var tokens = new SmtpTokens(source.Options, clock);

        Assert.Equal(new SmtpToken("ficha-1", IsNew: true), await tokens.GetAsync(CancellationToken.None));
        clock.TurnTo(clock.GetUtcNow().AddMinutes(58));
        Assert.Equal(new SmtpToken("ficha-1", IsNew: false), await tokens.GetAsync(CancellationToken.None));
        clock.TurnTo(clock.GetUtcNow().AddMinutes(1));
        Assert.Equal(new SmtpToken("ficha-2", IsNew: true), await tokens.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_token_that_the_mail_server_refuses_delays_the_mail()
    {
        await using var source = await LoopbackTokenSource.StartAsync();
        var receipt = await DelayedAsync(source, "otra-ficha");

        Assert.Contains("rechazó el token", receipt.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("ficha-1", receipt.Answer, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> BrokenAnswers => new()
    {
        { """{"error":"invalid_client","error_description":"secreto-de-la-aplicación is wrong"}""", "invalid_client" },
        { "<html>Proxy</html>", "401" },
    };

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task A_source_of_tokens_that_refuses_is_named_and_tells_no_secret(string answer, string words)
    {
        await using var source = await LoopbackTokenSource.StartAsync();
        source.Broken = Results.Text(answer, statusCode: 401);

        var receipt = await DelayedAsync(source, "ficha-1");

        Assert.Contains("fuente de tokens", receipt.Answer, StringComparison.Ordinal);
        Assert.Contains(words, receipt.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain(LoopbackTokenSource.Secret, receipt.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no es json")]
    [InlineData("[]")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"a\r\nb"}""")]
    public async Task An_answer_without_a_token_delays_the_mail(string answer)
    {
        await using var source = await LoopbackTokenSource.StartAsync();
        source.Broken = Results.Text(answer, "application/json");

        Assert.Contains("no trae un token", (await DelayedAsync(source, "ficha-1")).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_of_tokens_that_is_down_delays_the_mail()
    {
        await using var source = await LoopbackTokenSource.StartAsync();
        var options = source.Options;
        await source.StopAsync();

        Assert.Contains("no responde", (await DelayedAsync(source, "ficha-1", options)).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_OAuth2_is_told_apart_from_a_refused_token()
    {
        await using var source = await LoopbackTokenSource.StartAsync();
        await using var server = Server(new() { Password = Password });
        await using var transport = new SmtpMailTransport(OptionsWith(server, source));

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Contains("no ofrece entrar con OAuth2", receipt.Answer, StringComparison.Ordinal);
        Assert.Equal(0, source.Asked);
    }

    private static async Task<MailReceipt> DelayedAsync(LoopbackTokenSource source, string accepted, MailOAuthOptions? oauth = null)
    {
        await using var server = Server(new() { Tokens = [accepted] });
        var options = OptionsWith(server, source);
        options.OAuth = oauth ?? options.OAuth;
        await using var transport = new SmtpMailTransport(options);

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Empty(server.Received);
        return receipt;
    }

    private static LoopbackSmtpServer Server(SmtpOffer offer) =>
        new(SmtpBehaviour.Accept, offer with { Certificate = TestCertificates.Good() });

    private static MailOptions OptionsWith(
        LoopbackSmtpServer server, LoopbackTokenSource source, MailOAuthMechanism wanted = MailOAuthMechanism.Offered)
    {
        var options = server.Options;
        (options.User, options.Password, options.OAuth) = (LoopbackSmtpServer.User, null, source.Options);
        options.OAuth.Mechanism = wanted;
        return options;
    }
}
