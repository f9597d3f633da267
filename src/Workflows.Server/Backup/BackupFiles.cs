using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;

namespace Workflows.Server.Backup;

/// <summary>What is wrong with a stored file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileFault>))]
public enum FileFault { Missing, Damaged, Unreadable }

/// <summary>A stored file that is not what rows say it is; its name is the hash it should have.</summary>
public sealed record BadFile(string Hash, FileFault Fault)
{
    /// <summary>In words.</summary>
    public override string ToString() => Fault switch
    {
        FileFault.Missing => $"Falta el archivo {Hash}, que la base de datos nombra.",
        FileFault.Damaged => $"El archivo {Hash} está dañado: su contenido no es el que dice su nombre.",
        _ => $"El archivo {Hash} no se puede leer.",
    };
}

/// <summary>
/// The stored files, in and out of a backup, and compared with what rows name. Their names are the hashes of their contents, so every
/// copy is checked by its name, and one that is right is never written again.
/// </summary>
internal sealed class BackupFiles(string folder)
{
    private const int HashLength = 64;

    /// <summary>
    /// Copies what is stored to another folder of the same shape: what went, and what is named by rows and is not as it should.
    /// </summary>
    public (IReadOnlyList<string> Copied, IReadOnlyList<BadFile> Bad) CopyAll(
        string target, IReadOnlyCollection<string> required, CancellationToken ct)
    {
        var (copied, bad) = (new List<string>(), new List<BadFile>());
        var needed = required.ToHashSet(StringComparer.Ordinal);
        foreach (var hash in Stored().Union(required, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            ct.ThrowIfCancellationRequested();
            if (CopyOne(hash, target) is not { } fault)
                copied.Add(hash);
            // One nobody refers to may be collected at this moment, and a bad one harms nobody.
            else if (needed.Contains(hash))
                bad.Add(new(hash, fault));
        }

        return (copied, bad);
    }

    /// <summary>
    /// Puts checked files where they are served from. One that is there and is not what its name says is replaced; those are answered.
    /// </summary>
    public IReadOnlyList<string> Restore(string target, IReadOnlyCollection<string> hashes, CancellationToken ct)
    {
        var replaced = new List<string>();
        var there = new BackupFiles(target);
        foreach (var hash in hashes)
        {
            ct.ThrowIfCancellationRequested();
            var fault = there.FaultOf(hash);
            if (fault is null)
                continue;
            if (CopyOne(hash, target) is not null)
                throw new CommandRefusedException($"El archivo {hash} del respaldo cambió mientras se restauraba. No se restauró nada.");
            if (fault is not FileFault.Missing)
                replaced.Add(hash);
        }

        return replaced;
    }

    /// <summary>Reads every listed file of a backup and compares it with its name.</summary>
    /// <exception cref="CommandRefusedException">The first that is not right.</exception>
    public void Check(IEnumerable<string> hashes, CancellationToken ct)
    {
        foreach (var hash in hashes)
        {
            ct.ThrowIfCancellationRequested();
            switch (IsHash(hash) ? FaultOf(hash) : FileFault.Missing)
            {
                case FileFault.Missing: throw new CommandRefusedException($"El respaldo está incompleto: falta el archivo {hash}.");
                case { }: throw new CommandRefusedException($"El respaldo está dañado: cambió el archivo {hash}.");
            }
        }
    }

    /// <summary>Reads what rows name and compares it, and names what is stored and named by no row.</summary>
    /// <param name="progress">Told how many of how many have been read.</param>
    public (IReadOnlyList<BadFile> Bad, IReadOnlyList<string> Extra) Compare(
        IReadOnlyCollection<string> required, Action<int, int>? progress, CancellationToken ct)
    {
        var bad = new List<BadFile>();
        var done = 0;
        foreach (var hash in required)
        {
            ct.ThrowIfCancellationRequested();
            if (!IsHash(hash))
                bad.Add(new(hash, FileFault.Missing));
            else if (FaultOf(hash) is { } fault)
                bad.Add(new(hash, fault));
            progress?.Invoke(++done, required.Count);
        }

        return (bad, [.. Stored().Except(required, StringComparer.Ordinal)]);
    }

    /// <summary>Null when the file is there and is what its name says.</summary>
    private FileFault? FaultOf(string hash)
    {
        try
        {
            using var content = File.OpenRead(PathIn(folder, hash));
            return Convert.ToHexStringLower(SHA256.HashData(content)) == hash ? null : FileFault.Damaged;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileFault.Missing;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return FileFault.Unreadable;
        }
    }

    private FileFault? CopyOne(string hash, string target)
    {
        if (!IsHash(hash))
            return FileFault.Missing;
        FileStream content;
        try
        {
            content = File.OpenRead(PathIn(folder, hash));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileFault.Missing;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return FileFault.Unreadable;
        }

        using (content)
            return Write(content, PathIn(target, hash), hash);
    }

    private static FileFault? Write(FileStream content, string to, string hash)
    {
        DurableFolder.Create(Path.GetDirectoryName(to)!);
        var aside = $"{to}.incompleto";
        try
        {
            using (var copy = new FileStream(aside, FileMode.Create, FileAccess.ReadWrite))
            {
                if (!TryCopy(content, copy))
                    return FileFault.Unreadable;
                copy.Position = 0;
                if (Convert.ToHexStringLower(SHA256.HashData(copy)) != hash)
                    return FileFault.Damaged;
                copy.Flush(flushToDisk: true);
            }

            File.Move(aside, to, overwrite: true);
            return null;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>False when the disk cannot read it; what cannot be written is an error of the whole.</summary>
    private static bool TryCopy(FileStream from, FileStream to)
    {
        var buffer = new byte[128 * 1024];
        while (true)
        {
            int read;
            try
            {
                read = from.Read(buffer);
            }
            catch (IOException)
            {
                return false;
            }

            if (read == 0)
                return true;
            to.Write(buffer, 0, read);
        }
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
