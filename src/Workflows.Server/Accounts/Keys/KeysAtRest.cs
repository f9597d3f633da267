using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Server.Persistence;

namespace Workflows.Server.Accounts.Keys;

/// <summary>
/// At every start, writes the keys of the ring anew with the passphrase or certificate of now, those that lay there in the clear as well,
/// and knows how many it cannot read. It never deletes one: a passphrase that is found again opens them.
/// </summary>
public sealed partial class KeysAtRest(
    IServiceScopeFactory scopes, IServiceProvider services, KeyProtectionOptions protection, IOptions<KeyManagementOptions> ring,
    ILogger<KeysAtRest> log) : IHostedService
{
    private static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName Closed = Framework + "encryptedSecret", DecryptorType = "decryptorType",
    MustBeClosed = Framework + "requiresEncryption";

    private int _unreadable;
    private int _all;

    /// <summary>What whoever runs the server has to know of its keys; null when there is nothing.</summary>
    public string? Warning =>
        _unreadable > 0
            ? $"{_unreadable} de {_all} no se pueden leer con la frase o el certificado de ahora: quienes entraron antes ingresan de "
                + $"nuevo y usan sus códigos "
                + "de respaldo. Si tienes la frase anterior, agrégala en DataProtection__PreviousPassphrases__0."
            : protection.IsOn ? null
            : "Se guardan sin cifrar en la base y en sus respaldos. Indica DataProtection__Passphrase o DataProtection__Certificate.";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        var keys = await db.Set<DataProtectionKey>().AsNoTracking().ToListAsync(cancellationToken);
        _all = keys.Count;
        foreach (var key in keys)
        {
            var element = XElement.Parse(key.Xml);
            if (!TryOpen(element))
                _unreadable++;
            else if (ring.Value.XmlEncryptor is { } encryptor)
                await SaveAsync(key.Id, Close(element, encryptor), db, cancellationToken);
        }

        if (_unreadable > 0)
            UnreadableKeys(_unreadable, _all);
        if (!protection.IsOn)
            InTheClear();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task SaveAsync(int id, XElement element, WorkflowsDb db, CancellationToken ct)
    {
        var xml = element.ToString(SaveOptions.DisableFormatting);
        await db.Set<DataProtectionKey>().Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Xml, xml), ct);
    }

    /// <summary>Puts what is encrypted back in the clear, in place.</summary>
    private bool TryOpen(XElement key)
    {
        try
        {
            foreach (var closed in key.Descendants(Closed).ToList())
            {
                var type = Type.GetType((string)closed.Attribute(DecryptorType)!, throwOnError: true)!;
                var decryptor = (IXmlDecryptor)Activator.CreateInstance(type, services)!;
                closed.ReplaceWith(decryptor.Decrypt(new XElement(closed.Elements().Single())));
            }

            return true;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or TypeLoadException or InvalidOperationException)
        {
            return false;
        }
    }

    // As the framework does it with a new key.
    private static XElement Close(XElement key, IXmlEncryptor encryptor)
    {
        foreach (var open in key.DescendantsAndSelf().Where(element => (bool?)element.Attribute(MustBeClosed) == true).ToList())
        {
            var closed = encryptor.Encrypt(open);
            open.ReplaceWith(
                new XElement(Closed, new XAttribute(DecryptorType, closed.DecryptorType.AssemblyQualifiedName!), closed.EncryptedElement));
        }

        return key;
    }

    [LoggerMessage(
        4030, LogLevel.Warning,
        "Data-protection keys are kept in the clear: set DataProtection__Passphrase or DataProtection__Certificate")]
    private partial void InTheClear();

    [LoggerMessage(
        4031, LogLevel.Error, "{Unreadable} of {All} data-protection keys cannot be read: is the passphrase or certificate another one?")]
    private partial void UnreadableKeys(int unreadable, int all);
}
