using System.Security.Cryptography;
using Npgsql;
using Workflows.Server.CommandLine;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Backup;

/// <summary>
/// The stored files, in and out of a backup. Their names are the hashes of their contents, so every copy is checked by its name and
/// one that exists is never written again.
/// </summary>
internal sealed class BackupFiles(string folder)
{
    private const int HashLength = 64;

    /// <summary>The files that rows of the snapshot refer to. What the antivirus set apart is in no backup.</summary>
    public static async Task<IReadOnlyList<string>> ReferencedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "(select hash from files union select hash from file_uses) except select hash from file_scans where state = 'Infected'", connection);
        var hashes = new List<string>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            hashes.Add(row.GetString(0));
        return hashes;
    }

    /// <summary>Copies what is stored to another folder of the same shape, and answers what went.</summary>
    /// <exception cref="CommandRefusedException">A file that is referred to is missing or damaged.</exception>
    public IReadOnlyList<string> Copy(string target, IReadOnlyCollection<string> required, CancellationToken ct)
    {
        var copied = new List<string>();
        foreach (var hash in Stored())
        {
            ct.ThrowIfCancellationRequested();
            // One nobody refers to may be collected at this moment.
            if (CopyOne(hash, target) || required.Contains(hash))
                copied.Add(hash);
        }

        if (required.Except(copied, StringComparer.Ordinal).FirstOrDefault() is { } missing)
            throw new CommandRefusedException($"Falta el archivo {missing}, que la base de datos nombra. El respaldo no se hizo.");
        return copied;
    }

    /// <summary>Reads every listed file and compares it with its name.</summary>
    public void Check(IEnumerable<string> hashes, CancellationToken ct)
    {
        foreach (var hash in hashes)
        {
            ct.ThrowIfCancellationRequested();
            if (!IsHash(hash) || !File.Exists(PathIn(folder, hash)))
                throw new CommandRefusedException($"El respaldo está incompleto: falta el archivo {hash}.");
            using var content = File.OpenRead(PathIn(folder, hash));
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != hash)
                throw new CommandRefusedException($"El respaldo está dañado: cambió el archivo {hash}.");
        }
    }

    private bool CopyOne(string hash, string target)
    {
        var (from, to) = (PathIn(folder, hash), PathIn(target, hash));
        if (File.Exists(to))
            return true;
        DurableFolder.Create(Path.GetDirectoryName(to)!);
        var aside = $"{to}.incompleto";
        try
        {
            using (var content = File.OpenRead(from))
            using (var copy = new FileStream(aside, FileMode.Create, FileAccess.ReadWrite))
            {
                content.CopyTo(copy);
                copy.Position = 0;
                if (Convert.ToHexStringLower(SHA256.HashData(copy)) != hash)
                    throw new CommandRefusedException($"El archivo {hash} está dañado en {folder}: su contenido no es el que dice su nombre.");
                copy.Flush(flushToDisk: true);
            }
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (CommandRefusedException)
        {
            File.Delete(aside);
            throw;
        }

        File.Move(aside, to, overwrite: true);
        return true;
    }

    private IEnumerable<string> Stored() => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder, "??")
            .SelectMany(inside => Directory.EnumerateFiles(inside, "*", SearchOption.AllDirectories))
            .Select(path => Path.GetFileName(path)!)
            .Where(IsHash)
            .Order(StringComparer.Ordinal)
        : [];

    private static string PathIn(string folder, string hash) => Path.Combine(folder, hash[..2], hash[2..4], hash);

    private static bool IsHash(string name) => name.Length == HashLength && name.All(char.IsAsciiHexDigitLower);
}
