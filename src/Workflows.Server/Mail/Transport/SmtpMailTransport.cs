using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Transport;

/// <summary>
/// Sends over SMTP, many mails over one connection. Once a mail is on its way it is never interrupted by a shutdown, only by the
/// timeout. What fails before the end of the text was certainly not accepted; only after it there is a doubt.
/// </summary>
public sealed class SmtpMailTransport : IMailTransport, IAsyncDisposable, IDisposable
{
    private const int LongestAnswer = 1_000;

    private readonly MailOptions _options;
    private readonly System.Net.Mail.MailAddress _from;
    private readonly SmtpTokens? _tokens;
    private readonly SmtpConnections? _connections;

    /// <param name="keepsConnections">False opens one for each mail, as a test of the settings wants.</param>
    public SmtpMailTransport(MailOptions options, bool keepsConnections = true)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _options = options;
        _from = new(options.From);
        _tokens = options.OAuth.IsOn ? new SmtpTokens(options.OAuth, TimeProvider.System) : null;
        _connections = keepsConnections ? new SmtpConnections(TimeProvider.System) : null;
    }

    public async Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var message = MailComposer.Compose(mail, _from);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        if (_connections?.Take() is { } kept && await TryAsync(kept, message, isKept: true, limit.Token) is { } receipt)
            return receipt;
        return (await TryAsync(new(_options), message, isKept: false, limit.Token))!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connections is not null)
            await _connections.DisposeAsync();
        _tokens?.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <returns>Null when a kept connection turned out to be closed before the text left: nothing was accepted, a new one may
    /// try.</returns>
    private async Task<MailReceipt?> TryAsync(SmtpConnection connection, MimeMessage message, bool isKept, CancellationToken limit)
    {
        var body = new BodyProgress();
        var isGood = false;
        try
        {
            if (!isKept)
                await connection.OpenAsync(_tokens, limit);
            var answer = await connection.HandOverAsync(message, body, limit);
            isGood = true;
            return Delivered(answer, connection.Refused);
        }
        catch (SmtpCommandException refusal) when (refusal.StatusCode != SmtpStatusCode.ServiceNotAvailable)
        {
            isGood = connection.IsConnected;
            return new(OutcomeOf(refusal), Short(Words(refusal, connection)));
        }
        catch (Exception failure) when (SmtpTrouble.IsOfTheOtherSide(failure))
        {
            if (isKept && !body.HasLeft && !limit.IsCancellationRequested)
                return null;
            // 421 after the text is an answer: it was not accepted.
            var isDoubt = body.HasLeft && failure is not SmtpCommandException;
            return new(isDoubt ? MailOutcome.Uncertain : OutcomeOf(failure, connection), Short(Words(failure, connection)));
        }
        finally
        {
            if (isGood && _connections is not null)
                _connections.PutBack(connection);
            else
                connection.Dispose();
        }
    }

    private static string InWords(RefusedRecipient one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Address} ({one.Status} {one.Answer})");

    private static MailReceipt Delivered(string answer, IReadOnlyList<RefusedRecipient> refused)
    {
        var words = answer.Length == 0 ? "Aceptado por el servidor de correo." : $"Aceptado por el servidor de correo: {answer}";
        if (refused.Count > 0)
            words += $" Rechazó: {string.Join("; ", refused.Select(InWords))}";
        return new(MailOutcome.Delivered, Short(words)) { QueueId = QueueId.In(answer), Refused = [.. refused.Select(one => one.Address)] };
    }

    private static MailOutcome OutcomeOf(SmtpCommandException refusal) => (int)refusal.StatusCode switch
    {
        // The server does not know us (530, 534, 535, 538): the configuration is wrong, not the mail.
        530 or 534 or 535 or 538 => MailOutcome.TemporaryFailure,
        >= 500 => MailOutcome.PermanentFailure,
        _ => MailOutcome.TemporaryFailure,
    };

    // Only one thing is the mail's own fault: an address that this server has no letters for.
    private static MailOutcome OutcomeOf(Exception failure, SmtpConnection connection) =>
        failure is NotSupportedException && connection.Step == SmtpStep.Ready ? MailOutcome.PermanentFailure : MailOutcome.TemporaryFailure;

    private string Words(Exception failure, SmtpConnection connection) => SmtpTrouble.Words(failure, connection, _options);

    private static string Short(string words)
    {
        var clean = string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c));
        return clean.Length <= LongestAnswer ? clean : clean[..LongestAnswer] + "…";
    }

    /// <summary>Whether the whole text is on its way: from then on the server may have taken it.</summary>
    private sealed class BodyProgress : ITransferProgress
    {
        public bool HasLeft { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasLeft = totalSize < 0 || bytesTransferred >= totalSize;

        public void Report(long bytesTransferred) => HasLeft = true;
    }
}
