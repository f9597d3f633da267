using Workflows.Load;
using Workflows.Server.Tests.Embedded;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Load;

public class LoadServerTests
{
    [Fact]
    public async Task A_server_to_be_measured_starts_with_the_people_its_tasks_are_for()
    {
        using var folder = new TemporaryFolder();
        await using var database = await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync();

        await using var server = await LoadServer.StartAsync(database.ConnectionString, folder.Path, CancellationToken.None);

        await using var command = server.Source.CreateCommand("select count(*) from accounts");
        Assert.True((long)(await command.ExecuteScalarAsync())! > 100);
    }
}
