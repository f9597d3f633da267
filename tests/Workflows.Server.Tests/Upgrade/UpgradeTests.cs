using Npgsql;
using Workflows.Server.Backup;
using Workflows.Server.CommandLine;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Proofs;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Embedded;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Upgrade;

/// <summary>
/// What a server of some day left half done, a later one finishes: nothing is lost, nothing is sent twice and the history holds together.
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UpgradeTests() => StoredDatabase.Unpack(StoredDatabase.November2026, _folder.Path);

    public void Dispose() => _folder.Dispose();

    /// <summary>WORKFLOWS_KEEP_DATABASE names the file in which what today's server leaves is kept, for later servers to raise.</summary>
    [Fact]
    public async Task What_a_server_leaves_half_done_it_finishes_itself()
    {
        var server = new ApiFixture();
        await server.InitializeAsync();
        await HalfDone.BeginAsync(server);
        if (Environment.GetEnvironmentVariable("WORKFLOWS_KEEP_DATABASE") is { Length: > 0 } name)
            await StoredDatabase.KeepAsync(name, server.Source, server.Files, Path.Combine(Path.GetFullPath("data"), ProofKey.FileName), server.Clock);

        await HalfDone.FinishAsync(server);

        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_data_of_a_server_of_November_2026_are_raised_and_what_it_left_half_done_is_finished()
    {
        var server = await RaisedServer.OverAsync(_folder.Path);

        await HalfDone.FinishAsync(server);

        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_raised_database_has_the_shape_of_a_fresh_one()
    {
        await using var raised = await EmptyAsync();
        await StoredDatabase.FillAsync(raised.ConnectionString, _folder.Path);
        await using var fresh = await EmptyAsync();

        Assert.Equal(await ShapeAfterMigratingAsync(fresh), await ShapeAfterMigratingAsync(raised));
    }

    [Fact]
    public async Task Two_servers_that_raise_the_same_database_at_once_raise_it_once()
    {
        await using var raised = await EmptyAsync();
        await StoredDatabase.FillAsync(raised.ConnectionString, _folder.Path);
        await using var fresh = await EmptyAsync();

        var both = await Task.WhenAll(ShapeAfterMigratingAsync(raised), ShapeAfterMigratingAsync(raised));

        Assert.Equal(both[0], both[1]);
        Assert.Equal(await ShapeAfterMigratingAsync(fresh), both[0]);
    }

    private static async Task<TestDatabase> EmptyAsync() => await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync();

    private static async Task<IReadOnlyList<string>> ShapeAfterMigratingAsync(TestDatabase database)
    {
        await using (var source = Database.Connect(database.ConnectionString))
            await Database.MigrateAsync(source, CancellationToken.None);
        return await DatabaseShape.OfAsync(database.ConnectionString);
    }
}
