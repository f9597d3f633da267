using Workflows.Server.Backup;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Upgrade;

/// <summary>Today's server over the stored data of an older one, at the hour at which that one stood still.</summary>
internal sealed class RaisedServer : ApiFixture
{
    private readonly string _folder;
    private readonly BackupManifest _manifest;
    private TestDatabase? _stored;

    private RaisedServer(string folder, BackupManifest manifest) : base(manifest.TakenAt)
    {
        (_folder, _manifest) = (folder, manifest);
        Settings["data"] = folder;
    }

    public static async Task<RaisedServer> OverAsync(string folder)
    {
        var server = new RaisedServer(folder, await BackupManifest.ReadAsync(StoredDatabase.BackupOf(folder), null, CancellationToken.None));
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
        new BackupFiles(Path.Combine(StoredDatabase.BackupOf(_folder), "files")).Restore(Files, _manifest.Files, CancellationToken.None);
        _stored = await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync();
        await StoredDatabase.FillAsync(_stored.ConnectionString, _folder);
        return _stored.ConnectionString;
    }
}
