using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Workflows.Server.Mail.Transport;

/// <summary>How far a connection came; what failed is the step it stands at.</summary>
internal enum SmtpStep { Name, Connection, Encryption, Login, Ready }

/// <summary>An address the server did not take, and its words about it.</summary>
internal sealed record RefusedRecipient(string Address, int Status, string Answer);

/// <summary>
/// One conversation with the mail server, for one mail after another. It knows how far it came, which certificate it saw and whom the
/// server refused; it never decides what that means.
/// </summary>
internal sealed class SmtpConnection : SmtpClient
{
    private readonly MailOptions _options;
    private readonly List<RefusedRecipient> _refused = [];

    public SmtpConnection(MailOptions options)
    {
        _options = options;
        // Servers in closed networks cannot reach the lists of revoked certificates.
        CheckCertificateRevocation = false;
        ServerCertificateValidationCallback = Judge;
        DeliveryStatusNotificationType = MailKit.Net.Smtp.DeliveryStatusNotificationType.HeadersOnly;
    }

    public SmtpStep Step { get; private set; }

    /// <summary>Which TLS is spoken, once it is.</summary>
    public string Encryption { get; private set; } = "";

    public SeenCertificate? Certificate { get; private set; }

    /// <summary>When it was last put aside, for whoever closes what rests too long.</summary>
    public long RestingSince { get; set; }

    public IReadOnlyList<RefusedRecipient> Refused => _refused;

    /// <summary>From nothing to a server that takes mails from us.</summary>
    public async Task OpenAsync(SmtpTokens? tokens, CancellationToken ct)
    {
        Step = SmtpStep.Name;
        var addresses = IPAddress.TryParse(_options.Host, out var address)
            ? [address]
            : await Dns.GetHostAddressesAsync(_options.Host!, ct);
        Step = SmtpStep.Connection;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, _options.Port, ct);
            Step = SmtpStep.Encryption;
            await ConnectAsync(socket, _options.Host!, _options.Port, _options.Security, ct);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        (Step, Encryption) = (SmtpStep.Login, SslProtocol.ToString());
        if (tokens is not null)
            await LogInWithTokenAsync(tokens, ct);
        else if (!string.IsNullOrEmpty(_options.User))
            await AuthenticateAsync(Encoding.UTF8, _options.User, _options.Password!, ct);
        Step = SmtpStep.Ready;
    }

    /// <summary>The server's last words about the mail. Whom it refused meanwhile stands in <see cref="Refused"/>.</summary>
    public Task<string> HandOverAsync(MimeMessage message, ITransferProgress progress, CancellationToken ct)
    {
        _refused.Clear();
        if (!Capabilities.HasFlag(SmtpCapabilities.UTF8) && message.GetRecipients().Any(one => !one.LocalPart.All(char.IsAscii)))
            throw new NotSupportedException("The server takes no address with letters beyond ASCII.");
        return SendAsync(FormatOptions.Default, message, ct, progress);
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        _refused.Add(new(mailbox.Address, (int)response.StatusCode, response.Response));

    // Only when nobody is left the mail itself has failed. One that may be taken later makes the whole worth another try.
    protected override void OnNoRecipientsAccepted(MimeMessage message)
    {
        var said = _refused.Find(one => one.Status < 500) ?? _refused[0];
        throw new SmtpCommandException(
            SmtpErrorCode.RecipientNotAccepted, (SmtpStatusCode)said.Status,
            string.Join("; ", _refused.Select(one => $"{one.Address}: {one.Answer}")));
    }

    protected override string GetEnvelopeId(MimeMessage message) => MailComposer.LocalPartOf(message.Headers[HeaderId.MessageId]!);

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    private async Task LogInWithTokenAsync(SmtpTokens tokens, CancellationToken ct)
    {
        var mechanism = MechanismOrRefuse();
        var token = await tokens.GetAsync(ct);
        try
        {
            await AuthenticateAsync(Sasl(mechanism, token.Text), ct);
        }
        catch (AuthenticationException) when (!token.IsNew && IsConnected)
        {
            // It was good for some mails already: the office may have renewed its keys. One new token, and no more.
            tokens.Forget(token);
            await AuthenticateAsync(Sasl(mechanism, (await tokens.GetAsync(ct)).Text), ct);
        }
    }

    private MailOAuthMechanism MechanismOrRefuse()
    {
        var wanted = _options.OAuth.Mechanism;
        if (wanted != MailOAuthMechanism.XOAuth2 && AuthenticationMechanisms.Contains("OAUTHBEARER"))
            return MailOAuthMechanism.OAuthBearer;
        if (wanted != MailOAuthMechanism.OAuthBearer && AuthenticationMechanisms.Contains("XOAUTH2"))
            return MailOAuthMechanism.XOAuth2;
        throw new MailRefusedException(
            "El servidor de correo no ofrece entrar con OAuth2. Usa usuario y clave, o pide a quien lo administra que lo active.");
    }

    private SaslMechanism Sasl(MailOAuthMechanism mechanism, string token) => mechanism == MailOAuthMechanism.OAuthBearer
        ? new SaslMechanismOAuthBearer(_options.User!, token)
        : new SaslMechanismOAuth2(_options.User!, token);

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 seen)
            return false;
        var print = seen.GetCertHashString(HashAlgorithmName.SHA256);
        var flaws = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status)
            ?? X509ChainStatusFlags.NoError;
        Certificate = new(print, seen.GetNameInfo(X509NameType.DnsName, forIssuer: false), seen.NotBefore, seen.NotAfter, errors, flaws);
        return _options.Pin is { } pin ? pin == print : errors == SslPolicyErrors.None;
    }
}

/// <summary>What a server showed of itself when it began to speak TLS.</summary>
internal sealed record SeenCertificate(
    string Fingerprint, string Name, DateTimeOffset ValidFrom, DateTimeOffset ValidTo, SslPolicyErrors Errors, X509ChainStatusFlags Flaws);

/// <summary>Why a mail cannot leave by the way that is set, in words for whoever administers it.</summary>
internal sealed class MailRefusedException(string message) : Exception(message);
