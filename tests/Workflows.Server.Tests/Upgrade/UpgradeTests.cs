using System.Net;
using Npgsql;
using Workflows.Server.Backup;
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
        {
            var key = Path.Combine(Path.GetFullPath("data"), ProofKey.FileName);
            await StoredDatabase.KeepAsync(name, server.Source, server.Files, key, server.Clock);
        }

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

    /// <summary>A timer for each notice was how November planned them: none is lost with its server, and none comes twice.</summary>
    [Fact]
    public async Task What_a_server_of_November_2026_planned_to_tell_leaves_at_its_moment_and_once()
    {
        var server = await RaisedServer.OverAsync(_folder.Path);
        await server.ExecuteAsync(
            """
            create table promised as
            select k.id as task, split_part(t.name, ':', 1) || coalesce(substring(t.name from 'escalation(:.*)'), '') as notice, t.due_at as at
            from timers t join tasks k on k.instance_id = t.instance_id and k.activity_id = t.activity_id and k.visit = t.visit
            where k.state = 'Open' and t.state = 'Pending' and t.name ~ '^(escalation|reminder):'
            """);
        Assert.NotEqual(0, await server.CountAsync("select count(*) from promised"));
        var raised = server.Clock.GetUtcNow();

        await server.TurnAsync(TimeSpan.FromDays(150));

        // One mail for each addressee; those of one notice are of one instant.
        const string told =
            """
            select distinct task_id, coalesce('escalation:' || level, 'reminder'), created_at from mails
            where task_id in (select task from promised) and created_at > $1 and (level is not null or template = 'recordatorio')
            """;
        Assert.Equal(0, await server.CountAsync($"select count(*) from (table promised except ({told})) lost", raised));
        Assert.Equal(0, await server.CountAsync($"select count(*) from (({told}) except table promised) surplus", raised));
        Assert.Empty(await server.FaultsAsync());

        await server.DisposeAsync();
    }

    /// <summary>No notice is lost meanwhile: who was there before gets those of a service whose undersecretariat is vacant.</summary>
    [Fact]
    public async Task Who_was_undersecretary_of_a_ministry_is_so_of_its_only_undersecretariat_and_where_there_are_several_is_listed()
    {
        var server = await RaisedServer.OverAsync(_folder.Path);
        Task<string> PlaceOfAsync(string person) =>
            server.ScalarAsync<string>("select scope_code from appointments where person_id = $1", person);
        Assert.Equal("SUBHAC", await PlaceOfAsync("subsecretario.hac"));
        Assert.Equal("ECO", await PlaceOfAsync("subsecretario.eco"));

        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var unplaced = (await coordinator.GetAsync("/api/organisation/unplaced")).MustBe(HttpStatusCode.OK).Json;
        var level = (await coordinator.GetAsync("/api/organisation/authority?institution=PE-SER-00102&level=3")).MustBe(HttpStatusCode.OK)
            .Json.GetProperty("levels")[0];

        Assert.Contains(
            unplaced.GetProperty("appointments").EnumerateArray(), one => one.GetProperty("personId").GetString() == "subsecretario.eco");
        Assert.DoesNotContain(
            unplaced.GetProperty("appointments").EnumerateArray(), one => one.GetProperty("personId").GetString() == "subsecretario.hac");
        Assert.Equal("subsecretario.eco", level.GetProperty("people")[0].GetProperty("personId").GetString());
        Assert.Contains(
            level.GetProperty("steps").EnumerateArray(), step => step.GetString()!.StartsWith(
                "En «Subsecretaría de Turismo» no hay nadie nombrado", StringComparison.Ordinal));

        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_raised_database_has_the_shape_of_a_fresh_one()
    {
        await using var raised = await EmptyAsync();
        await StoredDatabase.FillAsync(raised.ConnectionString, _folder.Path);
        await using var fresh = await EmptyAsync();

        AssertSame(await ShapeAfterMigratingAsync(fresh), await ShapeAfterMigratingAsync(raised));
    }

    [Fact]
    public async Task Two_servers_that_raise_the_same_database_at_once_raise_it_once()
    {
        await using var raised = await EmptyAsync();
        await StoredDatabase.FillAsync(raised.ConnectionString, _folder.Path);
        await using var fresh = await EmptyAsync();

        var both = await Task.WhenAll(ShapeAfterMigratingAsync(raised), ShapeAfterMigratingAsync(raised));

        Assert.Equal(both[0], both[1]);
        AssertSame(await ShapeAfterMigratingAsync(fresh), both[0]);
    }

    [Fact]
    public async Task A_backup_of_November_2026_comes_back_and_is_worked_on()
    {
        var server = await RaisedServer.OverAsync(_folder.Path, fromBackup: true);

        await HalfDone.FinishAsync(server);

        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_database_half_migrated_is_refused_in_words_and_left_as_it_is()
    {
        await using var half = await EmptyAsync();
        await StoredDatabase.FillAsync(half.ConnectionString, _folder.Path);
        await using var source = Database.Connect(half.ConnectionString);
        await using (var undo = source.CreateCommand(
            $"""delete from "__EFMigrationsHistory" where "MigrationId" = '{TableVersion.LastBefore}'"""))
            await undo.ExecuteNonQueryAsync();
        var before = await DatabaseShape.OfAsync(half.ConnectionString);

        var refused = await Assert.ThrowsAsync<UnknownTablesException>(() => Database.MigrateAsync(source, CancellationToken.None));

        Assert.Equal(
            "No se puede trabajar con estos datos. Son de una versión anterior a la de noviembre de 2026 (20261129110815_Numbers). "
            + "Pásalos primero por la versión de esa fecha.",
            refused.Message);
        Assert.Equal(before, await DatabaseShape.OfAsync(half.ConnectionString));
    }

    [Theory]
    [InlineData("20261129110815_Numbers", "versión anterior")]
    [InlineData("20990101000000_Later", "versión más nueva")]
    public async Task A_backup_of_tables_that_this_program_does_not_know_is_refused_for_what_it_is(string migration, string why)
    {
        var backup = StoredDatabase.BackupOf(_folder.Path);
        var manifest = await BackupManifest.ReadAsync(backup, null, CancellationToken.None);
        File.Delete(Path.Combine(backup, BackupManifest.FileName));
        await (manifest with { Migration = migration }).WriteAsync(backup, null, CancellationToken.None);
        await using var target = await EmptyAsync();
        await using var source = NpgsqlDataSource.Create(target.ConnectionString);

        var refused = await Assert.ThrowsAsync<CommandRefusedException>(
            () => new RestoreBackup(source, Path.Combine(_folder.Path, "restored"))
                .RunAsync(backup, overwrite: false, CancellationToken.None));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Contains(migration, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> EmptyAsync() => await (await PostgresTestServer.GetAsync()).CreateDatabaseAsync();

    private static void AssertSame(IReadOnlyList<string> fresh, IReadOnlyList<string> raised)
    {
        var differences = fresh.Except(raised).Select(line => $"only a fresh one: {line}")
            .Concat(raised.Except(fresh).Select(line => $"only a raised one: {line}")).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.NotEmpty(fresh);
    }

    private static async Task<IReadOnlyList<string>> ShapeAfterMigratingAsync(TestDatabase database)
    {
        await using (var source = Database.Connect(database.ConnectionString))
            await Database.MigrateAsync(source, CancellationToken.None);
        return await DatabaseShape.OfAsync(database.ConnectionString);
    }
}
