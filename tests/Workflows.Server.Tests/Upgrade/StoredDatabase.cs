using System.Data.Common;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Workflows.Server.Backup;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Backup;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Upgrade;

/// <summary>
/// A database as a server of some day wrote it, kept as a file: its tables as SQL, triggers and history of migrations included, a backup of
/// its rows and files, and the key of its proofs. Every later server has to raise it.
/// </summary>
internal static class StoredDatabase
{
    /// <summary>Of 29 November 2026, before the migrations became one.</summary>
    public const string November2026 = "database-2026-11-29.zip";

    private const string SchemaFile = "schema.sql", BackupFolder = "backup";

    /// <summary>Unpacks one into a folder: what is inside is <see cref="BackupOf"/> and the proof key.</summary>
    public static void Unpack(string name, string folder) => ZipFile.ExtractToDirectory(PathOf(name), folder);

    public static string BackupOf(string folder) => Path.Combine(folder, BackupFolder);

    /// <summary>Makes an empty database what the stored one was.</summary>
    public static async Task FillAsync(string connectionString, string folder)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, await File.ReadAllTextAsync(Path.Combine(folder, SchemaFile)));

        // Rows come back as they were: triggers would add to them.
        await ExecuteAsync(connection, "set session_replication_role = replica");
        var manifest = await BackupManifest.ReadAsync(BackupOf(folder), null, CancellationToken.None);
        foreach (var table in manifest.Tables)
        {
            await using var rows = File.OpenRead(Path.Combine(BackupOf(folder), table.File));
            await TableCopies.ReadAsync(connection, table.Name, table.Columns, rows, CancellationToken.None);
        }

        foreach (var sequence in manifest.Sequences)
            await TableCopies.SetAsync(connection, sequence, CancellationToken.None);
    }

    /// <summary>Keeps the database of a server that stands still among the sources of this test.</summary>
    public static async Task KeepAsync(string name, NpgsqlDataSource source, string files, string proofKey, TimeProvider clock)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-store-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, SchemaFile), await SchemaAsync(source));
        await new TakeBackup(source, files, clock).RunAsync(BackupOf(folder), CancellationToken.None);
        File.Copy(proofKey, Path.Combine(folder, Path.GetFileName(proofKey)));
        File.Delete(PathOf(name));
        await ZipFile.CreateFromDirectoryAsync(folder, PathOf(name), CompressionLevel.SmallestSize, includeBaseDirectory: false);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Every statement of the migrations, and what the server itself puts in place at its start.</summary>
    private static async Task<string> SchemaAsync(NpgsqlDataSource source)
    {
        var script = new Statements();
        await using (var empty = await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync())
        {
            await using var db = new WorkflowsDb(
                new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql(empty.ConnectionString).AddInterceptors(script).Options);
            await db.Database.MigrateAsync();
        }

        await using var made = source.CreateCommand(
            """
            select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = 'public'::regnamespace
            union all
            select format('drop trigger if exists %I on %s;', t.tgname, t.tgrelid::regclass) || chr(10) || pg_get_triggerdef(t.oid)
            from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
            """);
        await using var row = await made.ExecuteReaderAsync();
        while (await row.ReadAsync())
            script.Add(row.GetString(0));
        return script.Text;
    }

    /// <summary>Writes down what is executed, each statement ended.</summary>
    private sealed class Statements : DbCommandInterceptor
    {
        private readonly StringBuilder _script = new();

        public string Text => _script.ToString();

        public void Add(string statement) => _script.Append(statement.TrimEnd(';', '\r', '\n', ' ')).Append(";\n");

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            // The lock of whoever migrates is not part of what is made.
            if (!command.CommandText.StartsWith("LOCK", StringComparison.Ordinal))
                Add(command.CommandText);
            return new(result);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "Workflows.Server.Tests", "Upgrade", name);
}
