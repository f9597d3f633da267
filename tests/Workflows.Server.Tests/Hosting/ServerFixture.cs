using Hangfire;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Loops;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Jobs;

namespace Workflows.Server.Tests.Hosting;

/// <summary>The whole server on a port of this machine, over a database of its own and a clock that the test turns.</summary>
public class ServerFixture : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 8, 3, 13, 0, 0, TimeSpan.Zero);

    private const string Template = "started";

    private TestDatabase? _database;
    private ServerFactory? _factory;

    public ServerFixture() : this(Start)
    {
    }

    protected ServerFixture(DateTimeOffset start) => Clock = new(start);

    public TestClock Clock { get; }

    /// <summary>
    /// Configuration this server starts with, besides its database. Nothing recurs by the wall's clock, and jobs wait for the test.
    /// </summary>
    public Dictionary<string, string> Settings { get; } = new() { ["Jobs:Workers"] = "0" };

    internal HeldJobs Jobs { get; } = new();

    public IServiceProvider Services => _factory!.Services;
    public string ConnectionString { get; protected set; } = "";
    public Dispatcher Dispatcher => Services.GetRequiredService<Dispatcher>();
    public DefinitionStore Definitions => Services.GetRequiredService<DefinitionStore>();
    public NpgsqlDataSource Source => Services.GetRequiredService<Database>().Source;

    /// <summary>Answers HTTP on a real port.</summary>
    public HttpClient NewClient() => _factory!.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public virtual async Task InitializeAsync()
    {
        ConnectionString = await CreateDatabaseAsync();
        StartServer();
    }

    /// <summary>A fresh database as a first start leaves it, on the server all tests share.</summary>
    protected virtual async Task<string> CreateDatabaseAsync()
    {
        var server = await PostgresTestServer.GetAsync();
        await server.EnsureTemplateAsync(Template, FirstStart.LeaveAsync);
        _database = await server.CreateDatabaseAsync(Template);
        return _database.ConnectionString;
    }

    public virtual async Task DisposeAsync()
    {
        await StopServerAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    public void StartServer()
    {
        _factory = new ServerFactory(this);
        _factory.UseKestrel(0);
        _factory.StartServer();
    }

    /// <summary>Stops the server in good order; the database stays.</summary>
    public async Task StopServerAsync()
    {
        if (_factory is not null)
            await _factory.DisposeAsync();
        _factory = null;
    }

    protected virtual void Configure(IServiceCollection services)
    {
    }

    /// <summary>Stores and publishes a flow, whatever the checker says of it.</summary>
    public async Task PublishAsync(string json)
    {
        var draft = await Definitions.SaveDraftAsync(json, "pruebas", null, CancellationToken.None);
        var published = await Definitions.PublishAsync(
            draft.Version.DefinitionId, draft.Version.Version, "pruebas", CancellationToken.None);
        Assert.Empty(published.Problems);
    }

    public Task<OpenResult> OpenAsync(string definitionId, string businessKey, params (string Name, object? Value)[] input) =>
        Dispatcher.OpenAsync(
            new OpenInstance(definitionId, businessKey, input.ToDictionary(pair => pair.Name, pair => pair.Value)), DispatchOptions.None,
            CancellationToken.None);

    public Task<DispatchResult> SendAsync(string instanceId, Stimulus stimulus) =>
        Dispatcher.DispatchAsync(instanceId, stimulus, DispatchOptions.None, CancellationToken.None);

    /// <summary>
    /// Turns the clock to an instant by way of everything that falls due before, as it would have happened, and waits until all
    /// of it is done.
    /// </summary>
    public async Task TurnToAsync(DateTimeOffset instant)
    {
        await DrainAsync();
        while (await NextDueAsync(instant) is { } due)
        {
            if (due > Clock.GetUtcNow())
                Clock.TurnTo(due);
            await DrainAsync();
        }

        Clock.TurnTo(instant);
        await DrainAsync();
    }

    public Task TurnAsync(TimeSpan span) => TurnToAsync(Clock.GetUtcNow() + span);

    /// <summary>Waits until no timer is due and no message is on its way.</summary>
    public async Task DrainAsync()
    {
        var (timers, stimuli) = (Services.GetRequiredService<TimerLoop>(), Services.GetRequiredService<StimulusLoop>());
        // What one loop left and the other has taken since it was idle is on its way too; what a dead node had taken is not.
        do
        {
            await Task.WhenAll(timers.WhenIdleAsync(), stimuli.WhenIdleAsync()).WaitAsync(TimeSpan.FromMinutes(1));
        }
        while (await CountAsync(
            """
            select (select count(*) from timers where state = 'Pending' and due_at <= $1
                    and (lease_until is null or lease_until < clock_timestamp() or lease_owner = $2))
                + (select count(*) from stimuli where parked_reason is null
                    and (lease_until is null or lease_until < clock_timestamp() or lease_owner = $2))
            """,
            Clock.GetUtcNow(), Services.GetRequiredService<Leases>().Node) > 0);
    }

    public async Task<WorkflowInstance> InstanceAsync(string id) =>
        Engine.Json.InstanceJson.Read(await ScalarAsync<string>("select state from instances where id = $1", id));

    /// <summary>Does the jobs that commands left behind.</summary>
    public async Task RunJobsAsync()
    {
        while (Jobs.TryTake(out var id))
            await Services.GetRequiredService<JobRunner>().RunAsync(id, CancellationToken.None);
    }

    public Task<long> CountAsync(string sql, params object[] parameters) => ScalarAsync<long>(sql, parameters);

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>What the journal's verification finds wrong, in the whole database.</summary>
    public async Task<IReadOnlyList<JournalFault>> FaultsAsync()
    {
        var faults = new List<JournalFault>();
        await foreach (var fault in Services.GetRequiredService<JournalVerifier>().VerifyAsync(null, CancellationToken.None))
            faults.Add(fault);
        return faults;
    }

    private async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset until)
    {
        await using var command = Source.CreateCommand("select min(due_at) from timers where state = 'Pending' and due_at <= $1");
        command.Parameters.Add(new NpgsqlParameter { Value = until });
        return await command.ExecuteScalarAsync() is DateTime due ? new DateTimeOffset(due, TimeSpan.Zero) : null;
    }

    private sealed class ServerFactory(ServerFixture fixture) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:Workflows", fixture.ConnectionString);
            foreach (var (name, value) in fixture.Settings)
                builder.UseSetting(name, value);
            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(fixture.Clock);
                if (fixture.Settings["Jobs:Workers"] == "0")
                    services.AddSingleton<IBackgroundJobClient>(fixture.Jobs);
                fixture.Configure(services);
            });
        }
    }
}

/// <summary>The first start of a server, done once for all tests: tables, lists, invented people and the flows that ship.</summary>
file sealed class FirstStart : ServerFixture
{
    public static async Task LeaveAsync(string connectionString)
    {
        await using (var source = Database.Connect(connectionString))
            await Database.MigrateAsync(source, CancellationToken.None);
        var first = new FirstStart { ConnectionString = connectionString };
        first.StartServer();
        // Each server makes the keys of its cookies itself.
        await first.ExecuteAsync("delete from data_protection_keys");
        await first.StopServerAsync();
    }

    protected override void Configure(IServiceCollection services) => services.AddSingleton(ApiFixture.QuickPasswords);
}
