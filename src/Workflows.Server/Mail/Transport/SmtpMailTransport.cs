using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Mail;

namespace Workflows.Server.Mail.Transport;

/// <summary>
/// Sends over SMTP with STARTTLS. Once a mail is on its way it is never interrupted by a shutdown, only by the timeout:
/// interrupting would make «uncertain» what was about to be known.
/// </summary>
public sealed class SmtpMailTransport : IMailTransport
{
    private const string Sent = "Aceptado por el servidor de correo.";

    private readonly MailOptions _options;
    private readonly MailAddress _from;

    public SmtpMailTransport(MailOptions options)
    {
        // Also here: over port 465 .NET waits for a greeting that never comes.
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _options = options;
        _from = new MailAddress(options.From);
    }

    public async Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var bodyLeft = false;
        using var message = MailComposer.Compose(mail, _from, onContentRead: () => bodyLeft = true);
        try
        {
            // Timeout only works in the synchronous call, and only it ends a wait for the answer to the body.
            await Task.Run(() => Send(message), CancellationToken.None);
            return new(MailOutcome.Delivered, Sent);
        }
        catch (SmtpFailedRecipientException refusal) when (bodyLeft)
        {
            var refused = RefusalsIn(refusal);
            return new(MailOutcome.Delivered, $"{Sent} Rechazó: {string.Join("; ", refused.Select(one => $"{one.FailedRecipient} ({Words(one)})"))}")
            {
                Refused = [.. refused.Select(one => one.FailedRecipient?.Trim('<', '>') ?? "")],
            };
        }
        catch (SmtpException failure)
        {
            return new(OutcomeOf(failure, bodyLeft), Words(failure));
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or ObjectDisposedException)
        {
            return new(bodyLeft ? MailOutcome.Uncertain : MailOutcome.TemporaryFailure, Words(failure));
        }
    }

    private void Send(MailMessage message)
    {
        using var client = new SmtpClient(_options.Host, _options.Port)
        {
            EnableSsl = _options.StartTls,
            Timeout = _options.TimeoutSeconds * 1000,
            UseDefaultCredentials = false,
        };
        if (!string.IsNullOrEmpty(_options.User))
            client.Credentials = new NetworkCredential(_options.User, _options.Password);

        client.Send(message);
    }

    private static MailOutcome OutcomeOf(SmtpException failure, bool bodyLeft) => (int)failure.StatusCode switch
    {
        // The server does not know us (530, 534, 535, 538): the configuration is wrong, not the mail.
        530 or 534 or 535 or 538 => MailOutcome.TemporaryFailure,
        >= 400 and < 500 => MailOutcome.TemporaryFailure,
        >= 500 and < 600 => MailOutcome.PermanentFailure,
        // No answer: it never came, or the connection broke while waiting for it.
        _ => bodyLeft ? MailOutcome.Uncertain : MailOutcome.TemporaryFailure,
    };

    private static SmtpFailedRecipientException[] RefusalsIn(SmtpFailedRecipientException refusal) =>
        refusal is SmtpFailedRecipientsException { InnerExceptions: { Length: > 0 } several } ? several : [refusal];

    private static string Words(Exception? failure)
    {
        var words = new List<string>();
        for (; failure is not null; failure = failure.InnerException)
            words.Add(failure.Message);
        return string.Join(" ", words.Distinct());
    }
}
