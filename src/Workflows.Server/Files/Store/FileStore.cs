using System.Security.Cryptography;

namespace Workflows.Server.Files.Store;

/// <summary>What was kept: the SHA-256 of the content is its name, for ever.</summary>
public sealed record StoredFile(string Hash, long Length, FileKind Kind);

/// <summary>
/// Files by their content, on disk before their row is committed. It never changes a file it has, never keeps half of one,
/// and knows nothing of who may read it.
/// </summary>
public sealed class FileStore
{
    private const int HashLength = 64;

    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Func<string, Stream> _create;

    public FileStore(string folder, TimeProvider clock)
        : this(folder, clock, path => new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
    {
    }

    internal FileStore(string folder, TimeProvider clock, Func<string, Stream> create)
    {
        _folder = Path.GetFullPath(folder);
        _clock = clock;
        _create = create;
    }

    private string Incoming => Path.Combine(_folder, ".incoming");

    /// <summary>What nobody may read: kept for whoever answers for security, outside the folders that are served and collected.</summary>
    private string Apart => Path.Combine(_folder, ".quarantine");

    private string Leaving => Path.Combine(_folder, ".leaving");

    /// <summary>Keeps a content that is within the limits; the same content twice is kept once.</summary>
    public Task<StoredFile> StoreAsync(Stream content, FileLimits limits, CancellationToken ct) =>
        StoreAsync(content, limits, static _ => { }, ct);

    /// <summary>The same, when whoever sends it has said more of it that must agree with what it is.</summary>
    /// <param name="agree">Throws a <see cref="FileStoreException"/> when it does not.</param>
    public async Task<StoredFile> StoreAsync(Stream content, FileLimits limits, Action<FileKind> agree, CancellationToken ct)
    {
        DurableFolder.Create(Incoming);
        var aside = Path.Combine(Incoming, Guid.NewGuid().ToString("n"));
        try
        {
            StoredFile stored;
            await using (var file = _create(aside))
            {
                var hash = await CopyAsync(content, file, limits.MaxBytes, ct);
                stored = new(hash, file.Length, Check(file, limits));
                agree(stored.Kind);
                if (file is FileStream onDisk)
                    onDisk.Flush(flushToDisk: true);
            }

            Keep(aside, stored.Hash);
            return stored;
        }
        catch (IOException error) when (IsDiskFull(error))
        {
            throw FileStoreException.DiskFull(error);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Keeps what this program writes itself: it is not looked into, and has no limit but the disk. Answers its hash.</summary>
    public async Task<string> WriteAsync(Func<Stream, Task> write, CancellationToken ct)
    {
        DurableFolder.Create(Incoming);
        var aside = Path.Combine(Incoming, Guid.NewGuid().ToString("n"));
        try
        {
            string hash;
            await using (var file = _create(aside))
            {
                await write(file);
                await file.FlushAsync(ct);
                file.Position = 0;
                hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
                if (file is FileStream onDisk)
                    onDisk.Flush(flushToDisk: true);
            }

            Keep(aside, hash);
            return hash;
        }
        catch (IOException error) when (IsDiskFull(error))
        {
            throw FileStoreException.DiskFull(error);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    public bool Exists(string hash) => File.Exists(PathOf(hash));

    /// <exception cref="FileNotFoundException">It is not here.</exception>
    public Stream OpenRead(string hash)
    {
        try
        {
            return new FileStream(
                PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (DirectoryNotFoundException error)
        {
            throw new FileNotFoundException($"File {hash} is not in the store.", error);
        }
    }

    /// <summary>Takes a content out of the store for good. Doing it twice is doing it once.</summary>
    public void Quarantine(string hash)
    {
        DurableFolder.Create(Apart);
        if (Exists(hash))
            File.Move(PathOf(hash), Path.Combine(Apart, hash), overwrite: true);
        DurableFolder.Flush(Apart);
    }

    /// <summary>
    /// Deletes what nobody refers to and is older than the grace: an upload whose transaction has not finished is young. Ask for
    /// the references first. Answers how many went.
    /// </summary>
    public Task<int> DeleteUnreferencedAsync(IReadOnlySet<string> referenced, TimeSpan grace, CancellationToken ct) =>
        Task.Run(() => DeleteUnreferenced(referenced, _clock.GetUtcNow().UtcDateTime - grace, ct), ct);

    private static async Task<string> CopyAsync(Stream from, Stream to, long maxBytes, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var total = 0L;
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            if ((total += read) > maxBytes)
                throw FileStoreException.TooLarge(maxBytes);
            sha.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        await to.FlushAsync(ct);
        return total > 0 ? Convert.ToHexStringLower(sha.GetHashAndReset()) : throw FileStoreException.Empty();
    }

    private static FileKind Check(Stream file, FileLimits limits)
    {
        var kind = FileDetection.Detect(file, limits);
        return limits.Kinds.Contains(kind) ? kind : throw FileStoreException.NotAllowed(kind, limits.Kinds);
    }

    // Also over a copy that is there: the new date keeps it from a collection that was about to take the old one.
    private void Keep(string aside, string hash)
    {
        File.SetLastWriteTimeUtc(aside, _clock.GetUtcNow().UtcDateTime);
        var target = PathOf(hash);
        var folder = Path.GetDirectoryName(target)!;
        DurableFolder.Create(folder);
        File.Move(aside, target, overwrite: true);
        DurableFolder.Flush(folder);
    }

    private int DeleteUnreferenced(IReadOnlySet<string> referenced, DateTime before, CancellationToken ct)
    {
        if (!Directory.Exists(_folder))
            return 0;
        using var alone = TryCollectAlone();
        if (alone is null)
            return 0;

        foreach (var abandoned in FilesIn(Incoming).Where(file => File.GetLastWriteTimeUtc(file) < before))
            File.Delete(abandoned);
        // A collection that was cut short: put back, and judged again below.
        foreach (var left in FilesIn(Leaving))
            PutBack(left);

        var gone = 0;
        foreach (var file in Directory.EnumerateDirectories(_folder, "??")
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
        {
            ct.ThrowIfCancellationRequested();
            var hash = Path.GetFileName(file);
            if (IsHash(hash) && !referenced.Contains(hash) && File.GetLastWriteTimeUtc(file) < before && Remove(file, before))
                gone++;
        }

        return gone;
    }

    // Another node that is collecting does the same work.
    private FileStream? TryCollectAlone()
    {
        try
        {
            return new FileStream(Path.Combine(_folder, ".collecting"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // The same content may be stored again at this very moment: it is taken aside, looked at once more, and only then deleted.
    private bool Remove(string file, DateTime before)
    {
        DurableFolder.Create(Leaving);
        var leaving = Path.Combine(Leaving, Path.GetFileName(file));
        File.Move(file, leaving, overwrite: true);
        if (File.GetLastWriteTimeUtc(leaving) >= before)
        {
            PutBack(leaving);
            return false;
        }

        File.Delete(leaving);
        return true;
    }

    private void PutBack(string leaving)
    {
        var target = PathOf(Path.GetFileName(leaving));
        if (!File.Exists(target))
            File.Move(leaving, target, overwrite: true);
        else
            File.Delete(leaving);
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];

    // Only what a hash can be ever becomes a path.
    private string PathOf(string hash) => IsHash(hash)
        ? Path.Combine(_folder, hash[..2], hash[2..4], hash)
        : throw new ArgumentException("A stored file is named by 64 lower-case hexadecimal digits.", nameof(hash));

    private static bool IsHash(string hash) => hash.Length == HashLength && hash.All(char.IsAsciiHexDigitLower);

    // ENOSPC and EDQUOT on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsDiskFull(IOException error) =>
        error.HResult is 28 or 122 or 69 or unchecked((int)0x80070070) or unchecked((int)0x80070027);
}
