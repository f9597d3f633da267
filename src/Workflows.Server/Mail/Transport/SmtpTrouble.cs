using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Workflows.Server.Mail.Transport;

/// <summary>Says in Spanish what went wrong between this server and the mail server, and what to do. It never repeats a secret.</summary>
internal static class SmtpTrouble
{
    private const string Hidden = "···";

    /// <summary>What servers, networks and certificates do; anything else is a fault of this program.</summary>
    public static bool IsOfTheOtherSide(Exception failure) => failure is IOException or SocketException or OperationCanceledException
        or ProtocolException or CommandException or SslHandshakeException or AuthenticationException
        or NotSupportedException or ServiceNotConnectedException or ServiceNotAuthenticatedException or ObjectDisposedException
            or MailRefusedException;

    public static string Words(Exception failure, SmtpConnection connection, MailOptions options)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.Port}");
        var words = failure switch
        {
            MailRefusedException => failure.Message,
            SmtpCommandException refusal => $"El servidor de correo respondió {(int)refusal.StatusCode}: {refusal.Message}",
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
                $"No se encuentra un servidor con el nombre «{options.Host}». Revisa Mail:Host.",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                $"{server} rechazó la conexión: ahí no escucha nadie. Revisa Mail:Host y Mail:Port.",
            SocketException socket when connection.Step == SmtpStep.Connection =>
                $"No se llega a {server} ({socket.SocketErrorCode}). Revisa la red y el cortafuegos.",
            SslHandshakeException => OfCertificate(connection.Certificate, options, server),
            AuthenticationException => OfLogin(options),
            NotSupportedException => OfMissing(connection, options, server),
            OperationCanceledException => OfSilence(connection, options, server),
            // Some servers hang up on a wrong password instead of refusing it.
            _ when connection.Step == SmtpStep.Login => $"{server} cortó la conversación durante el ingreso. {OfLogin(options)}",
            _ when connection.Step == SmtpStep.Encryption =>
                $"{server} cerró la conexión antes de saludar o no habla SMTP: {Causes(failure)}{PlainOrTls(options)}",
            _ => $"Se cortó la conversación con {server}: {Causes(failure)}",
        };
        return WithoutSecrets(words, options);
    }

    private static string OfCertificate(SeenCertificate? seen, MailOptions options, string server)
    {
        if (seen is null)
            return $"{server} no respondió con TLS.{PlainOrTls(options)}";
        if (options.Pin is not null)
            return $"El certificado de {server} no es el fijado en Mail:CertificateSha256. Ahora muestra {seen.Fingerprint}. "
                + "Si lo renovaron, compruébalo con quien lo administra antes de fijarlo.";
        if (seen.Flaws.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return seen.ValidTo < TimeProvider.System.GetUtcNow()
                ? $"El certificado de {server} venció el {Day(seen.ValidTo)}. Quien lo administra debe renovarlo."
                : $"El certificado de {server} vale desde el {Day(seen.ValidFrom)}. Revisa el reloj de esta máquina.";
        if (seen.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            && !seen.Errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            return $"El certificado de {server} es de otro nombre («{seen.Name}»). Escribe ese nombre en Mail:Host si es el "
                + $"servidor que corresponde.";
        return $"El certificado de {server} lo firmó alguien en quien esta máquina no confía (¿el servidor mismo?). Su huella "
            + $"SHA-256 es {seen.Fingerprint}. "
            + "Compruébala con quien lo administra y fíjala en Mail:CertificateSha256.";
    }

    private static string OfLogin(MailOptions options) => options.OAuth.IsOn
        ? $"El servidor de correo rechazó el token para {options.User}. Revisa que la aplicación tenga permiso de enviar por esa casilla."
        : $"El servidor de correo rechazó el usuario o la clave de {options.User}. Revisa Mail:User y Mail:Password.";

    private static string OfMissing(SmtpConnection connection, MailOptions options, string server) => connection.Step switch
    {
        SmtpStep.Encryption =>
            $"{server} no ofrece STARTTLS: no se envía nada sin cifrar. Usa otro puerto (465 con TLS implícito), o pide que lo activen.",
        SmtpStep.Login => $"{server} no ofrece ninguna manera de entrar que conozcamos. Quita Mail:User si no la necesita.",
        _ => "Una dirección de este correo tiene letras que el servidor de correo no acepta (SMTPUTF8). Corrígela.",
    };

    private static string OfSilence(SmtpConnection connection, MailOptions options, string server) => connection.Step switch
    {
        SmtpStep.Name => $"No hay respuesta sobre el nombre «{options.Host}». Revisa Mail:Host y el DNS de esta máquina.",
        SmtpStep.Connection => $"{server} no respondió en {options.TimeoutSeconds} segundos. Revisa Mail:Port y el cortafuegos.",
        SmtpStep.Encryption => $"{server} aceptó la conexión y no saludó en {options.TimeoutSeconds} segundos.{PlainOrTls(options)}",
        _ => $"El servidor de correo no respondió en {options.TimeoutSeconds} segundos.",
    };

    private static string PlainOrTls(MailOptions options) => options.UsesImplicitTls
        ? " Si ese puerto usa STARTTLS (587), cambia Mail:Port o Mail:ImplicitTls."
        : " Si ese puerto es de TLS implícito (465), usa Mail:ImplicitTls=true.";

    private static string Day(DateTimeOffset day) => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);

    private static string Causes(Exception? failure)
    {
        var words = new List<string>();
        for (; failure is not null; failure = failure.InnerException)
            words.Add(failure.Message);
        return string.Join(" ", words.Distinct());
    }

    // A server may repeat what it was told, also as it travelled.
    private static string WithoutSecrets(string words, MailOptions options)
    {
        foreach (var secret in new[] { options.Password, options.OAuth.ClientSecret }.OfType<string>().Where(one => one.Length > 0))
            foreach (var form in new[] { secret, Base64(secret), Base64($"\0{options.User}\0{secret}") })
                words = words.Replace(form, Hidden, StringComparison.Ordinal);
        return words;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
