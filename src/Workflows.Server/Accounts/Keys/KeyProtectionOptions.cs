using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Workflows.Server.Accounts.Keys;

/// <summary>What encrypts the data-protection keys where they are kept: a passphrase or a certificate, and those before it.</summary>
public sealed record KeyProtectionOptions
{
    public const string Section = "DataProtection";

    private const int ShortestPassphrase = 16;

    public string? Passphrase { get; init; }

    /// <summary>Still opens what it encrypted. The next start writes the keys anew with what is given now.</summary>
    public IReadOnlyList<string> PreviousPassphrases { get; init; } = [];

    /// <summary>A PKCS#12 file with its RSA key.</summary>
    public string? Certificate { get; init; }
    public string? CertificatePassword { get; init; }

    /// <summary>Files of earlier certificates, under the same password.</summary>
    public IReadOnlyList<string> PreviousCertificates { get; init; } = [];

    public bool IsOn => !string.IsNullOrEmpty(Passphrase) || !string.IsNullOrEmpty(Certificate);

    public IEnumerable<string> Passphrases =>
        string.IsNullOrEmpty(Passphrase) ? PreviousPassphrases : PreviousPassphrases.Prepend(Passphrase);

    public static KeyProtectionOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<KeyProtectionOptions>() ?? new();
        if (!string.IsNullOrEmpty(options.Passphrase) && !string.IsNullOrEmpty(options.Certificate))
            throw new InvalidOperationException($"{Section}: give a {nameof(Passphrase)} or a {nameof(Certificate)}, not both.");
        if (options.Passphrase is { Length: > 0 and < ShortestPassphrase })
            throw new InvalidOperationException($"{Section}:{nameof(Passphrase)} needs {ShortestPassphrase} letters or more.");
        return options;
    }

    public X509Certificate2 CertificateFrom(string file)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, CertificatePassword);
            return certificate.HasPrivateKey && certificate.GetRSAPublicKey() is not null
                ? certificate
                : throw new InvalidOperationException($"{Section}:{nameof(Certificate)}: {file} holds no RSA key.");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"{Section}:{nameof(Certificate)}: {file} cannot be read with its password: {unreadable.Message}", unreadable);
        }
    }
}
