using System.Security.Cryptography;
using Workflows.Server.Persistence;

namespace Workflows.Server.Backup;

/// <summary>
/// Signs backups and proves who made them: an elliptic-curve key in a PEM file. Who backs up has the private half; the public one is
/// enough to restore. It never leaves its file.
/// </summary>
public sealed class BackupKey : IDisposable
{
    private readonly ECDsa _key;

    private BackupKey(ECDsa key) => _key = key;

    /// <exception cref="CommandRefusedException">The file is no key.</exception>
    public static BackupKey Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new(key);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new CommandRefusedException(
                $"{path} no es una llave que se pueda usar. Tiene que ser una llave de curva elíptica en PEM y sin contraseña.", error);
        }
    }

    /// <exception cref="CommandRefusedException">Only the public half is here.</exception>
    internal string Sign(byte[] content)
    {
        try
        {
            return Convert.ToBase64String(_key.SignData(content, HashAlgorithmName.SHA256));
        }
        catch (CryptographicException error)
        {
            throw new CommandRefusedException("Para firmar un respaldo hace falta la llave privada: esta es la pública.", error);
        }
    }

    public void Dispose() => _key.Dispose();

    internal bool HasSigned(byte[] content, string signature)
    {
        var bytes = new byte[512];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && _key.VerifyData(content, bytes.AsSpan(0, length), HashAlgorithmName.SHA256);
    }
}
