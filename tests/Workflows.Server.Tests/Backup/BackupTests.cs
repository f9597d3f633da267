using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Workflows.Server.Backup;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Proofs;
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
        await worked.ExecuteAsync(
            $"delete from files; insert into files (hash, person_id, name, kind, size, uploaded_at) values ('{_file.Hash}', 'p1', 'Acta "
            + $"Ñuñoa.pdf', 'Pdf', {_file.Length}, now())");
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
    public async Task Every_row_is_backed_up_though_files_are_bad_and_each_of_them_is_named()
    {
        var missing = new string('a', 64);
        await worked.ExecuteAsync(
            $"insert into files (hash, person_id, name, kind, size, uploaded_at) values ('{missing}', 'p1', "
            + $"'Perdido.pdf', 'Pdf', 1, now())");
        await File.WriteAllTextAsync(PathIn(Files, _file.Hash), "otra cosa");

        var manifest = await TakeAsync();
        await RestoreAsync(overwrite: false);

        Assert.Equal(2, manifest.BadFiles.Count);
        Assert.Equal([FileFault.Missing], manifest.BadFiles.Where(bad => bad.Hash == missing).Select(bad => bad.Fault));
        Assert.Equal([FileFault.Damaged], manifest.BadFiles.Where(bad => bad.Hash == _file.Hash).Select(bad => bad.Fault));
        Assert.Empty(manifest.Files);
        Assert.Equal(await ContentAsync(worked.Source, "journal"), await ContentAsync(_targetSource, "journal"));
    }

    [Fact]
    public async Task A_restoration_replaces_a_file_that_is_not_what_its_name_says_and_says_so()
    {
        await TakeAsync();
        await RestoreAsync(overwrite: false);
        await File.WriteAllTextAsync(PathIn(RestoredFiles, _file.Hash), "otra cosa");

        var again = await RestoreAsync(overwrite: true);
        var third = await RestoreAsync(overwrite: true);

        Assert.Equal([_file.Hash], again.ReplacedFiles);
        Assert.Empty(third.ReplacedFiles);
        Assert.Equal(
            await File.ReadAllBytesAsync(PathIn(Files, _file.Hash)), await File.ReadAllBytesAsync(PathIn(RestoredFiles, _file.Hash)));
    }

    [Fact]
    public async Task A_signed_backup_comes_back_only_as_it_was_signed_and_by_whom()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (secret, open, stranger) =
            (Pem("privada", key.ExportPkcs8PrivateKeyPem()), Pem("publica", key.ExportSubjectPublicKeyInfoPem()), Pem(
                "ajena", other.ExportSubjectPublicKeyInfoPem()));
        await TakeAsync(secret);

        var whose = await Assert.ThrowsAsync<CommandRefusedException>(() => RestoreAsync(overwrite: false, stranger));
        await RestoreAsync(overwrite: false, open);
        var manifest = Path.Combine(Target, "manifest.json");
        var text = (await File.ReadAllTextAsync(manifest)).Replace("\"takenAt\": \"2026", "\"takenAt\": \"2025", StringComparison.Ordinal);
        await File.WriteAllTextAsync(manifest, text);
        await File.WriteAllTextAsync($"{manifest}.sha256", $"{JournalHash.OfText(text)}  manifest.json\n");
        var changed = await Assert.ThrowsAsync<CommandRefusedException>(() => RestoreAsync(overwrite: true, open));
        File.Delete($"{manifest}.sig");
        var unsigned = await Assert.ThrowsAsync<CommandRefusedException>(() => RestoreAsync(overwrite: true, open));

        Assert.Contains("no corresponde a esta llave", whose.Message, StringComparison.Ordinal);
        Assert.Contains("no corresponde a esta llave", changed.Message, StringComparison.Ordinal);
        Assert.Contains("no está firmado", unsigned.Message, StringComparison.Ordinal);
        await RestoreAsync(overwrite: true);
    }

    [Fact]
    public void A_public_key_signs_nothing_and_a_file_that_is_no_key_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var onlyPublic = Assert.Throws<CommandRefusedException>(() => Pem("publica", key.ExportSubjectPublicKeyInfoPem()).Sign([1]));
        var noKey = Assert.Throws<CommandRefusedException>(() => Pem("nada", "no es una llave"));

        Assert.Contains("la llave privada", onlyPublic.Message, StringComparison.Ordinal);
        Assert.Contains("no es una llave", noKey.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_database_brings_its_proof_and_an_entry_of_the_restoration()
    {
        await TakeAsync();
        await RestoreAsync(overwrite: false);
        var restored = await RestoreAsync(overwrite: true);
        await Database.MigrateAsync(_targetSource, CancellationToken.None);
        await new RestoreBackup(_targetSource, RestoredFiles).RecordAsync(restored.Manifest, CancellationToken.None);

        await using var connection = await _targetSource.OpenConnectionAsync();
        var proofs = await new ProofVerifier(key: null).VerifyAsync(connection, CancellationToken.None);
        Assert.Single(proofs.Faults, fault => fault.Contains("(restore", StringComparison.Ordinal)); // no key in this folder: it says so
        Assert.Single(proofs.Faults);
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
        var path = part == "files" ? Directory.EnumerateFiles(Path.Combine(Target, "files"), "*", SearchOption.AllDirectories).Single()
            : Path.Combine(Target, part);
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
        await ExecuteAsync(
            "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$; create trigger refuse "
            + "before insert on timers for each row execute function refuse()");
        var before = await ContentAsync(_targetSource, "instances");

        await Assert.ThrowsAsync<PostgresException>(() => RestoreAsync(overwrite: true));

        Assert.Equal(before, await ContentAsync(_targetSource, "instances"));
    }

    private static string PathIn(string folder, string hash) => Path.Combine(folder, hash[..2], hash[2..4], hash);

    private BackupKey Pem(string name, string text)
    {
        var path = Path.Combine(_folder.Path, $"{name}.pem");
        File.WriteAllText(path, text);
        return BackupKey.Read(path);
    }

    private Task<BackupManifest> TakeAsync() => TakeAsync(null);

    private Task<BackupManifest> TakeAsync(BackupKey? key) =>
        new TakeBackup(worked.Source, Files, worked.Clock, key).RunAsync(Target, CancellationToken.None);

    private Task<RestoredBackup> RestoreAsync(bool overwrite, BackupKey? key = null) =>
        new RestoreBackup(_targetSource, RestoredFiles, key).RunAsync(Target, overwrite, CancellationToken.None);

    private async Task<int> ExecuteAsync(string sql)
    {
        await using var command = _targetSource.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> TablesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select tablename from pg_tables where schemaname = 'public' and tablename <> '__EFMigrationsHistory' and tablename "
            + "not like 'qrtz%' order by 1");
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
