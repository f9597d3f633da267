using Workflows.Server.Backup;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Proofs;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Upgrade;

/// <summary>Today's server over the stored data of an older one, at the hour at which that one stood still.</summary>
internal sealed class RaisedServer : ApiFixture
{
    private readonly string _folder;
    private readonly BackupManifest _manifest;
    private readonly bool _fromBackup;
    private TestDatabase? _stored;

    private RaisedServer(string folder, BackupManifest manifest, bool fromBackup) : base(manifest.TakenAt)
    {
        (_folder, _manifest, _fromBackup) = (folder, manifest, fromBackup);
        Settings["data"] = folder;
    }

    /// <param name="fromBackup">Its backup is restored into an empty database, instead of finding the database itself.</param>
    public static async Task<RaisedServer> OverAsync(string folder, bool fromBackup = false)
    {
        var manifest = await BackupManifest.ReadAsync(StoredDatabase.BackupOf(folder), null, CancellationToken.None);
        var server = new RaisedServer(folder, manifest, fromBackup);
        await server.InitializeAsync();
        return server;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_stored is not null)
            await _stored.DisposeAsync();
    }

    protected override async Task<string> CreateDatabaseAsync()
    {
        _stored = await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync();
        var backup = StoredDatabase.BackupOf(_folder);
        if (_fromBackup)
        {
            await using var source = Database.Connect(_stored.ConnectionString, key: ProofKey.Find(_folder));
            var restore = new RestoreBackup(source, Files);
            await restore.RunAsync(backup, overwrite: false, CancellationToken.None);
            await Database.MigrateAsync(source, CancellationToken.None);
            await restore.RecordAsync(_manifest, CancellationToken.None);
        }
        else
        {
            new BackupFiles(Path.Combine(backup, "files")).Restore(Files, _manifest.Files, CancellationToken.None);
            await StoredDatabase.FillAsync(_stored.ConnectionString, _folder);
        }

        return _stored.ConnectionString;
    }
}
