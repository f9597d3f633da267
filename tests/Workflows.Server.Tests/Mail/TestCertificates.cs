using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Workflows.Server.Tests.Mail;

/// <summary>Certificates that nobody signed but themselves, made for one test.</summary>
internal static class TestCertificates
{
    public static X509Certificate2 Good() => Create(validDays: 30);

    public static X509Certificate2 Expired() => Create(validDays: -2);

    private static X509Certificate2 Create(int validDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=smtp.prueba.cl", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-60), now.AddDays(validDays));
        // A server needs the key in a form that its TLS library takes.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
