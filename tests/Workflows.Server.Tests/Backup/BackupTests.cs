using System.Text;
using Npgsql;
using Workflows.Server.Backup;
using Workflows.Server.CommandLine;
using Workflows.Server.Files.Store;
using Workflows.Server.Tests.CommandLine;
using Workflows.Server.Tests.Embedded;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Backup;

/// <summary>What is backed up comes back whole, or not at all.</summary>
public class BackupTests(WorkedDatabase worked) : IClassFixture<WorkedDatabase>, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestDatabase _target = null!;
    private NpgsqlDataSource _targetSource = null!;
    private StoredFile _file = null!;

    private string Target => Path.Combine(_folder.Path, "respaldo");
    private string Files => Path.Combine(_folder.Path, "archivos");
    private string RestoredFiles => Path.Combine(_folder.Path, "restaurados");

    public async Task InitializeAsync()
    {
        _target = await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync();
        _targetSource = NpgsqlDataSource.Create(_target.ConnectionString);
        _file = await new FileStore(Files, worked.Clock).StoreAsync(
            new MemoryStream("%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"u8.ToArray()), FileLimits.Evidence, CancellationToken.None);
        await worked.ExecuteAsync($"delete from files; insert into files (hash, person_id, name, kind, size, uploaded_at) values ('{_file.Hash}', 'p1', 'Acta Ñuñoa.pdf', 'Pdf', {_file.Length}, now())");
    }

    public async Task DisposeAsync()
    {
        await _targetSource.DisposeAsync();
        await _target.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_row_sequence_and_file_comes_back()
    {
        await TakeAsync();

        await RestoreAsync(overwrite: false);

        foreach (var table in await TablesAsync(worked.Source))
            Assert.Equal(await ContentAsync(worked.Source, table), await ContentAsync(_targetSource, table));
        Assert.NotEmpty(await ContentAsync(_targetSource, "journal"));
        Assert.Equal(await NextStimulusAsync(worked.Source), await NextStimulusAsync(_targetSource));
        Assert.True(new FileStore(RestoredFiles, worked.Clock).Exists(_file.Hash));
    }

    [Fact]
    public async Task A_backup_is_never_written_over_another()
    {
        await TakeAsync();

        await Assert.ThrowsAsync<CommandRefusedException>(TakeAsync);
    }

    [Fact]
    public async Task A_backup_without_a_file_that_rows_name_is_not_made()
    {
        await worked.ExecuteAsync($"update files set hash = '{new string('a', 64)}'");

        var refusal = await Assert.ThrowsAsync<CommandRefusedException>(TakeAsync);

        Assert.Contains("Falta el archivo aaaa", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path, "respaldo*"));
    }

    [Fact]
    public async Task Data_that_is_there_is_replaced_only_when_told()
    {
        await TakeAsync();
        await RestoreAsync(overwrite: false);
        var before = await ContentAsync(_targetSource, "instances");
        await ExecuteAsync("delete from timers");

        var refusal = await Assert.ThrowsAsync<CommandRefusedException>(() => RestoreAsync(overwrite: false));
        Assert.Contains("Aquí ya hay datos", refusal.Message, StringComparison.Ordinal);

        await RestoreAsync(overwrite: true);
        Assert.Equal(before, await ContentAsync(_targetSource, "instances"));
        Assert.Equal(await ContentAsync(worked.Source, "timers"), await ContentAsync(_targetSource, "timers"));
    }

    [Theory]
    [InlineData("tables/journal.copy")]
    [InlineData("manifest.json")]
    [InlineData("files")]
    public async Task A_damaged_backup_is_refused_before_anything_changes(string part)
    {
        await TakeAsync();
        var path = part == "files" ? Directory.EnumerateFiles(Path.Combine(Target, "files"), "*", SearchOption.AllDirectories).Single() : Path.Combine(Target, part);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        await Assert.ThrowsAsync<CommandRefusedException>(() => RestoreAsync(overwrite: true));

        Assert.Empty(await TablesAsync(_targetSource));
        Assert.False(Directory.Exists(RestoredFiles));
    }

    [Fact]
    public async Task A_restoration_that_cannot_be_finished_leaves_what_was_there()
    {
        await TakeAsync();
        await RestoreAsync(overwrite: false);
        await ExecuteAsync("create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$; create trigger refuse before insert on timers for each row execute function refuse()");
        var before = await ContentAsync(_targetSource, "instances");

        await Assert.ThrowsAsync<PostgresException>(() => RestoreAsync(overwrite: true));

        Assert.Equal(before, await ContentAsync(_targetSource, "instances"));
    }

    private Task<BackupManifest> TakeAsync() => new TakeBackup(worked.Source, Files, worked.Clock).RunAsync(Target, CancellationToken.None);

    private Task<BackupManifest> RestoreAsync(bool overwrite) => new RestoreBackup(_targetSource, RestoredFiles).RunAsync(Target, overwrite, CancellationToken.None);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _targetSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> TablesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select tablename from pg_tables where schemaname = 'public' and tablename <> '__EFMigrationsHistory' and tablename not like 'qrtz%' order by 1");
        await using var row = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await row.ReadAsync())
            tables.Add(row.GetString(0));
        return tables;
    }

    private static async Task<string> ContentAsync(NpgsqlDataSource source, string table)
    {
        await using var command = source.CreateCommand($"select t::text from {table} t order by 1");
        await using var row = await command.ExecuteReaderAsync();
        var content = new StringBuilder();
        while (await row.ReadAsync())
            content.AppendLine(row.GetString(0));
        return content.ToString();
    }

    private static async Task<long> NextStimulusAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select nextval(pg_get_serial_sequence('stimuli', 'id'))");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
