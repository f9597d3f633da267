using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Engine;
using Workflows.Server.Persistence.Embedded;
using Workflows.Server.Tests.Flows;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Persistence;

/// <summary>A server over a PostgreSQL of its own, with its disk writes on, that the test kills.</summary>
public sealed class MortalDatabaseFixture : ServerFixture
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"workflows-mortal-{Environment.ProcessId}");
    private EmbeddedPostgres? _postgres;

    public void KillPostgres()
    {
        using var process = Process.GetProcessById(_postgres!.ServerProcessId!.Value);
        process.Kill();
    }

    public Task WaitForPostgresAsync() => _postgres!.WaitUntilReadyAsync(CancellationToken.None);

    protected override async Task<string> CreateDatabaseAsync()
    {
        _postgres = await EmbeddedPostgres.StartAsync(
            new() { DataFolder = _folder, StopWithParent = true }, NullLogger.Instance, CancellationToken.None);
        return _postgres.ConnectionString;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _postgres!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

public class RestartTests(MortalDatabaseFixture server) : IClassFixture<MortalDatabaseFixture>
{
    private const int Instances = 60;

    [Fact]
    public async Task PostgreSQL_that_dies_under_load_loses_nothing_and_doubles_nothing()
    {
        await server.PublishAsync(Drawn.Row(
            "carga", Drawn.Start(), Drawn.Delay("uno", TimeSpan.FromSeconds(1)), Drawn.Delay("dos", TimeSpan.FromSeconds(1)),
            Drawn.Publish("avisa", "carga-lista"), Drawn.Line("fin", "listo")));

        var opening = Task.WhenAll(Enumerable.Range(0, Instances).Select(OpenUntilAnsweredAsync));
        server.KillPostgres();
        var ids = await opening;
        await server.WaitForPostgresAsync();
        server.Clock.TurnTo(server.Clock.GetUtcNow().AddSeconds(1).AddMilliseconds(1));
        server.KillPostgres();
        await server.WaitForPostgresAsync();
        await server.TurnAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(Instances, ids.Distinct().Count());
        Assert.Equal(Instances, await server.CountAsync("select count(*) from instances where sub_status = 'Finished'"));
        Assert.Equal(2 * Instances, await server.CountAsync("select count(*) from timers where state = 'Fired'"));
        Assert.Equal(3 * Instances, await server.CountAsync("select count(*) from journal"));
        Assert.Empty(await server.FaultsAsync());
    }

    /// <summary>As a person would: tries again until somebody answers. Opening twice finds the first.</summary>
    private async Task<string> OpenUntilAnsweredAsync(int number)
    {
        while (true)
        {
            try
            {
                return (await server.OpenAsync("carga", $"{number}")).InstanceId;
            }
            catch (Npgsql.NpgsqlException)
            {
                await server.WaitForPostgresAsync();
            }
        }
    }
}
