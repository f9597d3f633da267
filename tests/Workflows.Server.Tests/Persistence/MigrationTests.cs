using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Server.Persistence;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Persistence;

public class MigrationTests
{
    [Fact]
    public void The_migrations_make_the_tables_that_the_code_expects()
    {
        using var db = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql("Host=nowhere").Options);

        Assert.False(db.Database.HasPendingModelChanges(), "The model changed: add a migration (see CONTRIBUTING.md).");
    }

    [Fact]
    public async Task A_node_waits_for_the_one_that_prepares_the_database_longer_than_a_command_may_take()
    {
        await using var database = await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync();
        await using var patient = Database.Connect(database.ConnectionString);
        await using var hasty = Database.Connect(database.ConnectionString + ";Command Timeout=1");
        var order = new List<string>();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Database.OneAtATimeAsync(
            patient,
            async () =>
            {
                begun.SetResult();
                await ExecuteAsync(patient, "select pg_sleep(2)"); // a large table
                order.Add("first");
            },
            CancellationToken.None);
        await begun.Task;

        await Database.OneAtATimeAsync(
            hasty,
            () =>
            {
                order.Add("second");
                return Task.CompletedTask;
            },
            CancellationToken.None);

        await first;
        Assert.Equal(["first", "second"], order);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
