using System.Globalization;
using System.Net.Mail;

namespace Workflows.Server.Mail.Transport;

/// <summary>One step on the way to the mail server, and what was seen there.</summary>
public sealed record MailCheckStep(string Name, bool Passed, string Said);

/// <summary>How far a test of the mail settings came.</summary>
public sealed record MailCheck(bool Passed, IReadOnlyList<MailCheckStep> Steps);

/// <summary>
/// Tries the settings the way a mail goes: name, connection, encryption, login, and one mail of test. It is the only sender beside the
/// outbox, and what it sends is about nobody.
/// </summary>
public sealed class MailServerCheck(MailOptions options)
{
    private static readonly string[] Names = ["Nombre", "Conexión", "Cifrado", "Ingreso"];

    public async Task<MailCheck> RunAsync(MailAddress to, DateTimeOffset now, CancellationToken ct)
    {
        var steps = new List<MailCheckStep>();
        if (options.UsesServer && !await ReachAsync(steps, ct))
            return new(false, steps);

        var receipt = await SendAsync(to, now);
        var isSent = receipt.Outcome is MailOutcome.Delivered or MailOutcome.Filed && receipt.Refused.Count == 0;
        steps.Add(new("Correo de prueba", isSent, isSent ? Sent(to, receipt) : receipt.Answer));
        return new(isSent, steps);
    }

    private async Task<bool> ReachAsync(List<MailCheckStep> steps, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        using var tokens = options.OAuth.IsOn ? new SmtpTokens(options.OAuth, TimeProvider.System) : null;
        using var connection = new SmtpConnection(options);
        string? trouble = null;
        try
        {
            await connection.OpenAsync(tokens, limit.Token);
        }
        catch (Exception failure) when (SmtpTrouble.IsOfTheOtherSide(failure) && !ct.IsCancellationRequested)
        {
            trouble = SmtpTrouble.Words(failure, connection, options);
        }

        for (var step = SmtpStep.Name; step < connection.Step; step++)
            steps.Add(new(Names[(int)step], true, Seen(step, connection)));
        if (trouble is not null)
            steps.Add(new(Names[Math.Min((int)connection.Step, Names.Length - 1)], false, trouble));
        return trouble is null;
    }

    private string Seen(SmtpStep step, SmtpConnection connection) => step switch
    {
        SmtpStep.Name => $"Se encontró «{options.Host}».",
        SmtpStep.Connection => string.Create(CultureInfo.InvariantCulture, $"Responde en el puerto {options.Port}."),
        SmtpStep.Encryption when connection.Certificate is { } seen =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"Cifra con {connection.Encryption}; su certificado vale hasta el {seen.ValidTo:dd-MM-yyyy}."),
        SmtpStep.Encryption => "Habla sin cifrar, como está configurado.",
        _ when options.OAuth.IsOn => $"Entró como {options.User} con un token.",
        _ when !string.IsNullOrEmpty(options.User) => $"Entró como {options.User}.",
        _ => "No hay usuario configurado: se envía sin identificarse.",
    };

    private async Task<MailReceipt> SendAsync(MailAddress to, DateTimeOffset now)
    {
        var own = MailSetup.TransportFor(options, keepsConnections: false);
        try
        {
            var id = Guid.CreateVersion7(now).ToString("n");
            return await own.SendAsync(
                new()
                {
                    MessageId = $"<prueba-{id}@{new MailAddress(options.From).Host}>",
                    To = [to],
                    Subject = "Correo de prueba",
                    Text = "Este correo prueba la configuración del servidor de flujos de trabajo. No tienes que hacer nada.",
                    Headers = new Dictionary<string, string> { ["Auto-Submitted"] = "auto-generated" },
                },
                CancellationToken.None);
        }
        finally
        {
            (own as IDisposable)?.Dispose();
        }
    }

    private string Sent(MailAddress to, MailReceipt receipt)
    {
        var where = options.IsTrapped
            ? $"Este servidor es un ensayo: el correo para {to.Address} fue a {options.TrapTo}."
            : options.UsesServer ? $"El servidor de correo lo aceptó para {to.Address}. Revisa que llegue." : "No hay Mail:Host.";
        return $"{where} {receipt.Answer}";
    }
}
