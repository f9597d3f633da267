using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Backup;

namespace Workflows.Server.Backup;

/// <summary>What a backup says it contains: enough to know whether it is whole and which program can take it back.</summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest.json";
    private const string SumName = $"{FileName}.sha256";
    private const string SignatureName = $"{FileName}.sig";
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public required int Format { get; init; }
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The last migration the tables had: they are made the same before the rows go back.</summary>
    public required string Migration { get; init; }
    public required IReadOnlyList<BackupTable> Tables { get; init; }
    public required IReadOnlyList<BackupSequence> Sequences { get; init; }

    /// <summary>Hashes of the stored files; the hash is also the name.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Files that rows name and that were missing or damaged: they are not in the backup, and every row is.</summary>
    public IReadOnlyList<BadFile> BadFiles { get; init; } = [];

    /// <param name="key">Signs everything the manifest says, and so every row and file of the backup.</param>
    public async Task WriteAsync(string folder, BackupKey? key, CancellationToken ct)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        if (key is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, SignatureName), key.Sign(bytes) + "\n", ct);
        // First its sum, in the form that sha256sum checks: where the manifest is, the backup is whole.
        await File.WriteAllTextAsync(
            Path.Combine(folder, SumName), $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {FileName}\n", ct);
        await using var file = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(bytes, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Whether somebody signed the backup in a folder; whose signature it is, only a key can tell.</summary>
    public static bool IsSigned(string folder) => File.Exists(Path.Combine(folder, SignatureName));

    /// <param name="key">With one, a backup it did not sign is refused.</param>
    /// <exception cref="CommandRefusedException">There is no backup here, or it cannot be read.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, BackupKey? key, CancellationToken ct)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new CommandRefusedException($"En {folder} no hay un respaldo: falta {FileName}.");
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, ct);
            // Backups of the first versions have no sum.
            var sum = Path.Combine(folder, SumName);
            if (File.Exists(sum) && !(await File.ReadAllTextAsync(sum, ct))
                .StartsWith(Convert.ToHexStringLower(SHA256.HashData(bytes)), StringComparison.Ordinal))
                throw new CommandRefusedException($"El respaldo está dañado: {FileName} no es el que se escribió.");
            if (key is not null)
                await CheckSignatureAsync(folder, key, bytes, ct);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, Json);
            if (manifest is null || manifest.Tables.Any(table => !table.IsPlain)
                || manifest.Sequences.Any(sequence => !BackupTable.IsName(sequence.Name)))
                throw new CommandRefusedException($"El respaldo está dañado: {FileName} no es de este programa.");
            return manifest.Format == CurrentFormat
                ? manifest
                : throw new CommandRefusedException(
                    $"El respaldo tiene el formato {manifest.Format} y este programa lee el {CurrentFormat}. Usa una versión más nueva.");
        }
        catch (JsonException broken)
        {
            throw new CommandRefusedException($"El respaldo está dañado: {FileName} no se puede leer ({broken.Message}).");
        }
    }

    private static async Task CheckSignatureAsync(string folder, BackupKey key, byte[] manifest, CancellationToken ct)
    {
        if (!IsSigned(folder))
            throw new CommandRefusedException(
                $"El respaldo no está firmado: falta {SignatureName}. No se restauró nada; si sabes de dónde viene, restáuralo sin --key.");
        if (!key.HasSigned(manifest, (await File.ReadAllTextAsync(Path.Combine(folder, SignatureName), ct)).Trim()))
            throw new CommandRefusedException(
                "La firma del respaldo no corresponde a esta llave: alguien lo cambió, o lo firmó otra. No se restauró nada.");
    }
}

/// <summary>One table: its rows are a file of the backup, in PostgreSQL's binary COPY.</summary>
public sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows, long Bytes, string Sha256)
{
    [JsonIgnore]
    public string File => Path.Combine("tables", $"{Name}.copy");

    /// <summary>Names go into SQL and paths: only what PostgreSQL and we ourselves would call a table or column.</summary>
    [JsonIgnore]
    public bool IsPlain => IsName(Name) && Columns.Count > 0 && Columns.All(IsName);

    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 63 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
