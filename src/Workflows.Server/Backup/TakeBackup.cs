using System.Security.Cryptography;
using Npgsql;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Backup;

namespace Workflows.Server.Backup;

/// <summary>
/// Writes a backup: every table in one snapshot, then the files it refers to. It reads only, so a server may be working; the folder
/// gets its name when everything in it is on disk, so a folder with that name has every row. A file that is missing or damaged stops
/// nothing: the manifest names it.
/// </summary>
/// <param name="key">Signs the backup when there is one.</param>
public sealed class TakeBackup(NpgsqlDataSource source, string filesFolder, TimeProvider clock, BackupKey? key = null)
{
    public async Task<BackupManifest> RunAsync(string target, CancellationToken ct)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new CommandRefusedException($"{target} ya existe. Indica una carpeta nueva: un respaldo no se escribe sobre otro.");

        var aside = $"{target}.incompleto-{Guid.NewGuid().ToString("n")[..8]}";
        CreatePrivate(aside);
        try
        {
            var manifest = await WriteAsync(aside, ct);
            if (Directory.Exists(target))
                Directory.Delete(target); // empty
            Directory.Move(aside, target);
            DurableFolder.Flush(Path.GetDirectoryName(target)!);
            return manifest;
        }
        catch
        {
            Directory.Delete(aside, recursive: true);
            throw;
        }
    }

    private async Task<BackupManifest> WriteAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(folder, "tables"));
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var snapshot = await TableCopies.BeginSnapshotAsync(connection, ct);

        var tables = new List<BackupTable>();
        foreach (var (name, columns) in await TableList.TablesAsync(connection, ct))
            tables.Add(await CopyAsync(connection, folder, name, columns, ct));
        // Sequences do not belong to the snapshot: read last, they are past every number in it.
        var sequences = await TableList.SequencesAsync(connection, ct);
        var migration = await TableCopies.LastMigrationAsync(connection, ct);
        var (files, bad) = new BackupFiles(filesFolder)
            .CopyAll(Path.Combine(folder, "files"), await TableCopies.ReferencedFilesAsync(connection, ct), ct);

        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            TakenAt = clock.GetUtcNow(),
            Migration = migration,
            Tables = tables,
            Sequences = sequences,
            Files = files,
            BadFiles = bad,
        };
        await manifest.WriteAsync(folder, key, ct);
        return manifest;
    }

    private static async Task<BackupTable> CopyAsync(
        NpgsqlConnection connection, string folder, string name, string[] columns, CancellationToken ct)
    {
        var table = new BackupTable(name, columns, await TableCopies.CountAsync(connection, name, ct), 0, "");
        if (!table.IsPlain)
            throw new CommandRefusedException($"La tabla {name} no es de este programa y no se puede respaldar.");

        using var sha = SHA256.Create();
        await using var file = new FileStream(Path.Combine(folder, table.File), FileMode.CreateNew, FileAccess.Write);
        await using (var hashing = new CryptoStream(file, sha, CryptoStreamMode.Write, leaveOpen: true))
            await TableCopies.WriteAsync(connection, name, columns, hashing, ct);
        file.Flush(flushToDisk: true);
        return table with { Bytes = file.Length, Sha256 = Convert.ToHexStringLower(sha.Hash!) };
    }

    // Everything about everybody is in here.
    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
