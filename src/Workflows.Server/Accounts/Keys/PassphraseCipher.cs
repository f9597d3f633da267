using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Workflows.Server.Access;

namespace Workflows.Server.Accounts.Keys;

/// <summary>Encrypts a key of the ring with a passphrase: AES-256-GCM under a key that PBKDF2 makes of it with a salt of its own.</summary>
public sealed class PassphraseEncryptor(string passphrase) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement(
            "passphrase",
            Convert.ToBase64String(PassphraseCipher.Encrypt(passphrase, plaintextElement.ToString(SaveOptions.DisableFormatting)))),
        typeof(PassphraseDecryptor));
}

/// <summary>
/// Opens what <see cref="PassphraseEncryptor"/> closed, with the passphrase of now or one of those before. The framework makes it by its
/// name.
/// </summary>
public sealed class PassphraseDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly KeyProtectionOptions _options = services.GetRequiredService<KeyProtectionOptions>();

    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedKey = Convert.FromBase64String(encryptedElement.Value);
        foreach (var passphrase in _options.Passphrases)
        {
            if (PassphraseCipher.TryDecrypt(passphrase, sealedKey) is { } text)
                return XElement.Parse(text);
        }

        throw new CryptographicException("No passphrase of the configuration opens this data-protection key.");
    }
}

/// <summary>Salt, nonce and tag before the text they belong to. Pure but for chance.</summary>
internal static class PassphraseCipher
{
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    public static byte[] Encrypt(string passphrase, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var all = new byte[SaltBytes + NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, SaltBytes + NonceBytes));
        using var cipher = CipherOf(passphrase, all);
        cipher.Encrypt(Nonce(all), plain, all.AsSpan(SaltBytes + NonceBytes + TagBytes), Tag(all));
        return all;
    }

    /// <summary>Null when it is another passphrase, or somebody changed a byte.</summary>
    public static string? TryDecrypt(string passphrase, byte[] all)
    {
        if (all.Length < SaltBytes + NonceBytes + TagBytes)
            return null;
        var text = new byte[all.Length - SaltBytes - NonceBytes - TagBytes];
        using var cipher = CipherOf(passphrase, all);
        try
        {
            cipher.Decrypt(Nonce(all), all.AsSpan(SaltBytes + NonceBytes + TagBytes), Tag(all), text);
            return Encoding.UTF8.GetString(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static Span<byte> Nonce(byte[] all) => all.AsSpan(SaltBytes, NonceBytes);

    private static Span<byte> Tag(byte[] all) => all.AsSpan(SaltBytes + NonceBytes, TagBytes);

    private static AesGcm CipherOf(string passphrase, byte[] all) => new(
        Rfc2898DeriveBytes.Pbkdf2(passphrase, all.AsSpan(0, SaltBytes), AccountOptions.TodaysCost, HashAlgorithmName.SHA512, KeyBytes),
        TagBytes);
}
