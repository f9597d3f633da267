using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Backup;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Backup;

/// <summary>What came back.</summary>
/// <param name="ReplacedFiles">Files that were here, were not what their name says, and are right now.</param>
public sealed record RestoredBackup(BackupManifest Manifest, IReadOnlyList<string> ReplacedFiles);

/// <summary>
/// Puts a backup back. It reads and checks all of it before it touches anything; files first, because one too many harms nobody, then
/// all rows in one transaction. What was there before stays as it was unless everything succeeds.
/// </summary>
/// <param name="key">With one, only what it signed is restored.</param>
public sealed class RestoreBackup(NpgsqlDataSource source, string filesFolder, BackupKey? key = null)
{
    /// <param name="overwrite">Whether data that is there may be replaced.</param>
    public async Task<RestoredBackup> RunAsync(string folder, bool overwrite, CancellationToken ct)
    {
        var manifest = await BackupManifest.ReadAsync(folder, key, ct);
        foreach (var table in manifest.Tables)
            await CheckAsync(folder, table, ct);
        var files = new BackupFiles(Path.Combine(folder, "files"));
        files.Check(manifest.Files, ct);

        await RequireAloneAsync(ct);
        await using var db = new WorkflowsDb(Database.Options(source));
        await PrepareTablesAsync(db, manifest, overwrite, ct);
        var replaced = files.Restore(filesFolder, manifest.Files, ct);
        await FillAsync(folder, manifest, ct);
        return new(manifest, replaced);
    }

    /// <summary>
    /// Leaves an entry of the restoration. Called once the tables are of this version and have their guards, which sign it.
    /// </summary>
    public Task RecordAsync(BackupManifest manifest, CancellationToken ct) =>
        TableCopies.RecordRestorationAsync(source, manifest.TakenAt, manifest.Tables.Sum(table => table.Rows), ct);

    private static async Task CheckAsync(string folder, BackupTable table, CancellationToken ct)
    {
        var path = Path.Combine(folder, table.File);
        if (!File.Exists(path))
            throw new CommandRefusedException($"El respaldo está incompleto: faltan las filas de {table.Name}.");
        await using var rows = File.OpenRead(path);
        if (rows.Length != table.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(rows, ct)) != table.Sha256)
            throw new CommandRefusedException($"El respaldo está dañado: cambiaron las filas de {table.Name}.");
    }

    /// <summary>A server that works here would see its instances change under it.</summary>
    private async Task RequireAloneAsync(CancellationToken ct)
    {
        if (await TableCopies.IsServedAsync(source, ct))
            throw new CommandRefusedException("Hay un servidor trabajando sobre estos datos. Deténlo y restaura de nuevo.");
    }

    /// <summary>The tables as the backup had them: made for an empty database, required of one that has tables.</summary>
    private async Task PrepareTablesAsync(WorkflowsDb db, BackupManifest manifest, bool overwrite, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToList();
        if (TableVersion.ProblemWith(manifest.Migration, known) is { } problem)
            throw new CommandRefusedException($"Los datos de este respaldo no se pueden restaurar aquí. {problem}");
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var migration = TableVersion.Today(manifest.Migration, known);
        if (applied.Count > 0 && TableVersion.Today(applied[^1], known) != migration)
            throw new CommandRefusedException(
                "Las tablas de aquí no son de la misma versión que las del respaldo. Restaura en una carpeta de datos nueva.");
        if (applied.Count == 0)
            await db.GetService<IMigrator>().MigrateAsync(migration, ct);

        await using var connection = await source.OpenConnectionAsync(ct);
        var tables = (await TableList.TablesAsync(connection, ct))
            .ToDictionary(table => table.Name, table => table.Columns, StringComparer.Ordinal);
        foreach (var table in manifest.Tables)
        {
            if (!tables.TryGetValue(table.Name, out var columns) || !columns.ToHashSet(StringComparer.Ordinal).SetEquals(table.Columns))
                throw new CommandRefusedException(
                    $"La tabla {table.Name} del respaldo no es como la de este programa. No se restauró nada.");
        }

        if (overwrite)
            return;
        foreach (var name in tables.Keys)
        {
            if (await TableCopies.HasRowsAsync(connection, name, ct))
                throw new CommandRefusedException(
                    "Aquí ya hay datos. Restaura en una carpeta de datos nueva, o agrega --overwrite para reemplazarlos.");
        }
    }

    private async Task FillAsync(string folder, BackupManifest manifest, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tables = await TableList.TablesAsync(connection, ct);
        // What is only added is replaced here; the rows that come back bring the entries they had.
        await ProofGuards.SetAsync(connection, isOn: false, ct);
        await TableCopies.EmptyAsync(connection, tables.Select(table => table.Name), ct);
        // Parents first, in the order of this database and not of the backup.
        var order = tables.Select((table, index) => (table.Name, index))
            .ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        foreach (var table in manifest.Tables.OrderBy(table => order[table.Name]))
        {
            await using (var rows = File.OpenRead(Path.Combine(folder, table.File)))
                await TableCopies.ReadAsync(connection, table.Name, table.Columns, rows, ct);
            if (await TableCopies.CountAsync(connection, table.Name, ct) != table.Rows)
                throw new CommandRefusedException($"La tabla {table.Name} no quedó con las filas del respaldo. No se restauró nada.");
        }

        foreach (var sequence in manifest.Sequences)
            await TableCopies.SetAsync(connection, sequence, ct);

        await ProofGuards.SetAsync(connection, isOn: true, ct);
        await transaction.CommitAsync(ct);
    }
}
