using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts.Keys;

/// <summary>
/// The ring of keys that protects cookies and the secrets of phones: in the database, encrypted when there is something to do it with.
/// </summary>
internal static class KeysSetup
{
    public static void AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var options = KeyProtectionOptions.From(configuration);
        services.AddSingleton(options);
        services.AddRunning<KeysAtRest>();
        var protection = services.AddDataProtection().SetApplicationName("workflows");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>((ring, scopes) => ring.XmlRepository = new DataProtectionKeys(scopes));
        if (!string.IsNullOrEmpty(options.Passphrase))
            services.Configure<KeyManagementOptions>(ring => ring.XmlEncryptor = new PassphraseEncryptor(options.Passphrase));
        if (!string.IsNullOrEmpty(options.Certificate))
            protection.ProtectKeysWithCertificate(options.CertificateFrom(options.Certificate));
        if (options.PreviousCertificates.Count > 0)
            protection.UnprotectKeysWithAnyCertificate([.. options.PreviousCertificates.Select(options.CertificateFrom)]);
    }
}
