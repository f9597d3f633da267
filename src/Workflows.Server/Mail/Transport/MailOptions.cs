using System.ComponentModel.DataAnnotations;
using MailKit.Security;

namespace Workflows.Server.Mail.Transport;

/// <summary>Section <c>Mail</c> of the configuration. Without a server, mails are left as files in a folder.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    private const int ImplicitTlsPort = 465;
    private const int FingerprintLength = 64;

    /// <summary>Who sends, for instance <c>Flujos &lt;no-responder@flujos.gob.cl&gt;</c>.</summary>
    public string From { get; set; } = "Flujos <no-responder@localhost>";

    /// <summary>Where mails are left when there is no server.</summary>
    public string PickupFolder { get; set; } = Path.Combine("data", "mail");

    /// <summary>The SMTP server; empty means the pickup folder.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Ask for STARTTLS before anything else; without it, a password travels in the open.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Whether TLS comes before the first word, as on port 465. Null asks the port.</summary>
    public bool? ImplicitTls { get; set; }

    /// <summary>
    /// The fingerprint (SHA-256) of the one certificate to accept, for a server that signs its own. Null asks the machine's authorities.
    /// </summary>
    public string? CertificateSha256 { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Instead of a password: a token of the office's identity provider.</summary>
    public MailOAuthOptions OAuth { get; set; } = new();

    /// <summary>On a rehearsal copy: the one address that gets every mail, whomever it was for.</summary>
    public string? TrapTo { get; set; }

    /// <summary>How long the server may take for the whole of one mail.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    public bool UsesServer => !string.IsNullOrWhiteSpace(Host);

    public bool IsTrapped => !string.IsNullOrWhiteSpace(TrapTo);

    internal bool UsesImplicitTls => ImplicitTls ?? Port == ImplicitTlsPort;

    internal SecureSocketOptions Security =>
        UsesImplicitTls ? SecureSocketOptions.SslOnConnect : StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None;

    /// <summary>The fingerprint without the colons and spaces that tools write in it.</summary>
    internal string? Pin => string.IsNullOrWhiteSpace(CertificateSha256) ? null
        : CertificateSha256.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MailableAddress.ProblemWithNamed(From) is { } sender)
            yield return Wrong(nameof(From), sender);
        if (IsTrapped && MailableAddress.ProblemWithNamed(TrapTo!) is { } trap)
            yield return Wrong(nameof(TrapTo), trap);
        if (!UsesServer && string.IsNullOrWhiteSpace(PickupFolder))
            yield return Wrong(nameof(PickupFolder), "falta: indica una carpeta para los correos, o un servidor en Mail:Host.");
        if (Port is < 1 or > 65535)
            yield return Wrong(nameof(Port), $"{Port} no es un puerto. Usa 587 (STARTTLS) o 465 (TLS implícito).");
        if (TimeoutSeconds is < 1 or > 600)
            yield return Wrong(nameof(TimeoutSeconds), "indica entre 1 y 600 segundos.");
        if (Pin is { } pin && (pin.Length != FingerprintLength || !pin.All(char.IsAsciiHexDigit)))
            yield return Wrong(nameof(CertificateSha256), "no es una huella SHA-256: son 64 cifras hexadecimales.");
        foreach (var wrong in ProblemsOfLogin())
            yield return wrong;
    }

    private IEnumerable<ValidationResult> ProblemsOfLogin()
    {
        var hasPassword = !string.IsNullOrEmpty(Password);
        if (OAuth.IsOn)
        {
            if (string.IsNullOrEmpty(User))
                yield return Wrong(nameof(User), "falta: con OAuth2 es la casilla que envía.");
            if (hasPassword)
                yield return Wrong(nameof(Password), "sobra: con OAuth2 se entra con un token. Quita la clave o la sección Mail:OAuth.");
            foreach (var problem in OAuth.Problems())
                yield return Wrong(problem.Setting, problem.Text);
        }
        else if (string.IsNullOrEmpty(User) == hasPassword)
        {
            yield return Wrong(nameof(User), "indica el usuario y la clave, o ninguno de los dos.");
        }

        if (UsesServer && Security == SecureSocketOptions.None && !string.IsNullOrEmpty(User) && !IsThisMachine(Host!))
            yield return Wrong(nameof(StartTls), "la clave viajaría sin cifrar. Activa Mail:StartTls o quita el usuario.");
    }

    private static bool IsThisMachine(string host) => host is "localhost" or "127.0.0.1" or "::1";

    private static ValidationResult Wrong(string setting, string problem) => new($"Mail:{setting}: {problem}", [setting]);
}
