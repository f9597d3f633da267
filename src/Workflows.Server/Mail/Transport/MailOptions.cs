using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Workflows.Server.Mail.Transport;

/// <summary>Section <c>Mail</c> of the configuration. Without a server, mails are left as files in a folder.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    private const int ImplicitTlsPort = 465;

    /// <summary>Who sends, for instance <c>Flujos &lt;no-responder@flujos.gob.cl&gt;</c>.</summary>
    public string From { get; set; } = "Flujos <no-responder@localhost>";

    /// <summary>Where mails are left when there is no server.</summary>
    public string PickupFolder { get; set; } = Path.Combine("data", "mail");

    /// <summary>The SMTP server; empty means the pickup folder.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Ask for STARTTLS before anything else; without it, a password travels in the open.</summary>
    public bool StartTls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>How long the server may take for the whole of one mail.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    public bool UsesServer => !string.IsNullOrWhiteSpace(Host);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryCreate(From, out _))
            yield return Wrong(nameof(From), $"no es una dirección de correo: «{From}».");
        if (!UsesServer && string.IsNullOrWhiteSpace(PickupFolder))
            yield return Wrong(nameof(PickupFolder), "falta: indica una carpeta para los correos, o un servidor en Mail:Host.");
        if (Port == ImplicitTlsPort)
            yield return Wrong(nameof(Port), "el puerto 465 (TLS implícito) no funciona con este servidor. Usa el puerto 587 con STARTTLS.");
        else if (Port is < 1 or > 65535)
            yield return Wrong(nameof(Port), $"{Port} no es un puerto. Usa 587.");
        if (TimeoutSeconds is < 1 or > 600)
            yield return Wrong(nameof(TimeoutSeconds), "indica entre 1 y 600 segundos.");
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return Wrong(nameof(User), "indica el usuario y la clave, o ninguno de los dos.");
        if (UsesServer && !StartTls && !string.IsNullOrEmpty(User) && !IsThisMachine(Host!))
            yield return Wrong(nameof(StartTls), "la clave viajaría sin cifrar. Activa Mail:StartTls o quita el usuario.");
    }

    private static bool IsThisMachine(string host) => host is "localhost" or "127.0.0.1" or "::1";

    private static ValidationResult Wrong(string setting, string problem) => new($"Mail:{setting}: {problem}", [setting]);
}
