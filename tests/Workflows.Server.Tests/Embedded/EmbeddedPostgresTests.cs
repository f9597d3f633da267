using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Server.Persistence.Embedded;

namespace Workflows.Server.Tests.Embedded;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Words_sort_and_fold_as_in_Chile()
    {
        await using var postgres = await StartAsync();

        Assert.Equal(
            "Ñuble",
            await ScalarAsync<string>(
                postgres, "select v from (values ('Ovalle'), ('Ñuble'), ('Nacimiento')) t(v) order by v offset 1 limit 1"));
        Assert.Equal("ñuñoa", await ScalarAsync<string>(postgres, "select lower('ÑUÑOA')"));
        Assert.True(
            await ScalarAsync<bool>(postgres, "select to_tsvector('spanish', 'Ñuñoa informó') @@ plainto_tsquery('spanish', 'ñuñoa')"));
        Assert.Equal("UTF8", await ScalarAsync<string>(postgres, "show server_encoding"));
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await using (var first = await StartAsync())
            await ExecuteAsync(first, "create table agreement (text text); insert into agreement values ('Acuerdo 1')");

        await using var second = await StartAsync();

        Assert.Equal("Acuerdo 1", await ScalarAsync<string>(second, "select text from agreement"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task It_listens_to_nobody_on_the_network_and_its_folder_is_private()
    {
        await using var postgres = await StartAsync();

        Assert.Equal("", await ScalarAsync<string>(postgres, "show listen_addresses"));
        var socket = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(socket));
    }

    [Fact]
    public async Task A_very_deep_data_folder_works()
    {
        var deep = _folder.Inside([.. Enumerable.Repeat("una-carpeta-con-nombre-largo", 8)]);

        await using var postgres = await StartAsync(deep);

        Assert.Equal(1, await ScalarAsync<int>(postgres, "select 1"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_data_folder_inside_a_closed_home_works()
    {
        var home = _folder.Inside("home");
        Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var postgres = await StartAsync(Path.Combine(home, "data"));

        Assert.Equal(1, await ScalarAsync<int>(postgres, "select 1"));
    }

    [Fact]
    public async Task A_database_that_dies_comes_back_with_all_that_was_committed()
    {
        await using var postgres = await StartAsync();
        await ExecuteAsync(postgres, "create table agreement (text text); insert into agreement values ('Acuerdo 1')");
        var killed = postgres.ServerProcessId!.Value;

        using (var server = Process.GetProcessById(killed))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        await postgres.WaitUntilReadyAsync(Patience());
        Assert.Equal("Acuerdo 1", await ScalarAsync<string>(postgres, "select text from agreement"));
        Assert.NotEqual(killed, postgres.ServerProcessId);
    }

    [Fact]
    public async Task A_second_process_attaches_and_leaves_the_database_running()
    {
        await using var owner = await StartAsync();
        var server = owner.ServerProcessId;

        var command = await StartAsync();
        Assert.False(command.IsOwner);
        Assert.Equal(owner.ConnectionString, command.ConnectionString);
        await command.DisposeAsync();

        Assert.Equal(server, owner.ServerProcessId);
        Assert.Equal(1, await ScalarAsync<int>(owner, "select 1"));
    }

    [Fact]
    public async Task The_last_one_to_leave_stops_the_database()
    {
        var owner = await StartAsync();
        var command = await StartAsync();

        await owner.DisposeAsync();
        Assert.Equal(1, await ScalarAsync<int>(command, "select 1"));
        await command.DisposeAsync();

        Assert.Null(command.ServerProcessId);
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_share_one_database()
    {
        var both = await Task.WhenAll(StartAsync(), StartAsync());
        await using var first = both[0];
        await using var second = both[1];

        Assert.Single(both, postgres => postgres.IsOwner);
        await ExecuteAsync(first, "create table agreement (text text); insert into agreement values ('Acuerdo 1')");
        Assert.Equal("Acuerdo 1", await ScalarAsync<string>(second, "select text from agreement"));
    }

    [Fact]
    public async Task A_database_left_running_by_a_crash_is_found_and_used()
    {
        await using var crashed = await StartAsync();
        crashed.CrashForTests();
        var left = crashed.ServerProcessId;

        await using var next = await StartAsync();

        Assert.NotNull(left);
        Assert.Equal(left, next.ServerProcessId);
        Assert.True(next.IsOwner);
    }

    [Fact]
    public async Task A_number_left_by_a_crash_that_now_belongs_to_another_program_is_not_believed()
    {
        await using (await StartAsync())
        {
        }

        // In a container the numbers start again, and the one in the file is soon somebody else's: here, ours.
        await File.WriteAllTextAsync(_folder.Inside("cluster", "postmaster.pid"), $"{Environment.ProcessId}\n.\n0\n5432\n/nowhere\n\n");

        await using var postgres = await StartAsync();

        Assert.Equal(1, await ScalarAsync<int>(postgres, "select 1"));
    }

    [Fact]
    public async Task With_a_test_the_database_ends_even_when_the_test_is_killed()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new() { DataFolder = _folder.Path, StopWithParent = true }, NullLogger.Instance, Patience());
        using var server = Process.GetProcessById(postgres.ServerProcessId!.Value);

        postgres.CrashForTests();

        await server.WaitForExitAsync(Patience());
        Assert.Null(postgres.ServerProcessId);
    }

    [Fact]
    public async Task Data_of_another_version_are_refused_with_what_to_do()
    {
        Directory.CreateDirectory(_folder.Inside("cluster"));
        await File.WriteAllTextAsync(_folder.Inside("cluster", "PG_VERSION"), "17\n");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync());

        Assert.Contains("PostgreSQL 17", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Respáldalos", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_the_database_does_not_know_is_reported_and_nothing_is_left_running()
    {
        var options = new EmbeddedPostgresOptions
        {
            DataFolder = _folder.Path,
            Settings = new Dictionary<string, string> { ["shared_bufers"] = "1GB" },
        };

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.StartAsync(options, NullLogger.Instance, Patience()));

        Assert.Contains("shared_bufers", refusal.Message, StringComparison.Ordinal);
        Assert.Null(Postmaster.Find(_folder.Inside("cluster")));
    }

    private Task<EmbeddedPostgres> StartAsync(string? dataFolder = null) =>
        EmbeddedPostgres.StartAsync(new() { DataFolder = dataFolder ?? _folder.Path }, NullLogger.Instance, Patience());

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    private static async Task ExecuteAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> ScalarAsync<T>(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
