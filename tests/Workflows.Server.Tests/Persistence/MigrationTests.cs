using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
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
    public async Task An_earlier_data_folder_loses_every_table_of_the_old_scheduler_and_nothing_else()
    {
        await using var database = await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync();
        await using var source = Database.Connect(database.ConnectionString);
        await using (var db = new WorkflowsDb(Database.Options(source)))
            await db.GetService<IMigrator>().MigrateAsync("OrganisationByPeriods");
        // Those of every version, and with what refers to them; a table that only looks like one stays.
        await ExecuteAsync(source,
            """
            create table qrtz_job_details (sched_name text, job_name text, primary key (sched_name, job_name));
            create table qrtz_triggers (sched_name text, job_name text, foreign key (sched_name, job_name) references qrtz_job_details);
            create table qrtz_execution_history (id bigserial primary key);
            create table "qrtz_Misfire" (id int);
            create table qrtzx (id int);
            """);

        await Database.MigrateAsync(source, CancellationToken.None);

        await using var left = source.CreateCommand("select array_agg(tablename::text) from pg_tables where tablename like 'qrtz%'");
        Assert.Equal(["qrtzx"], (string[])(await left.ExecuteScalarAsync())!);
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
