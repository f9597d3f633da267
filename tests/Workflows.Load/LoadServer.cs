using System.Globalization;
using Npgsql;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Flows;
using Workflows.Server.Hosting;
using Workflows.Server.Loops;
using Workflows.Server.Persistence;

namespace Workflows.Load;

/// <summary>
/// What moves instances, without the web and without the sender of mails: they stay in the queue. Over a database of the measurement
/// and a clock that can be put forward.
/// </summary>
internal sealed class LoadServer : IAsyncDisposable
{
    private static readonly Actor Person = new("carga", "Prueba de carga", null);

    private readonly IHost _host;

    private LoadServer(IHost host, ShiftedClock clock) => (_host, Clock) = (host, clock);

    public ShiftedClock Clock { get; }
    public IServiceProvider Services => _host.Services;
    public Dispatcher Dispatcher => Services.GetRequiredService<Dispatcher>();
    public NpgsqlDataSource Source => Services.GetRequiredService<Database>().Source;

    public static async Task<LoadServer> StartAsync(string connectionString, string dataFolder, CancellationToken ct)
    {
        // Development: it brings the invented people whom tasks are for and mails go to.
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { Args = [], EnvironmentName = Environments.Development });
        builder.Configuration["data"] = dataFolder;
        builder.Configuration["ConnectionStrings:Workflows"] = connectionString;
        builder.Logging.ClearProviders();
        var clock = new ShiftedClock();
        builder.AddDatabase();
        builder.AddOrganisation();
        builder.AddFlows();
        builder.AddLoops();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(new Passwords(new AccountOptions()));
        var server = new LoadServer(builder.Build(), clock);
        await server._host.StartAsync(ct);
        return server;
    }

    public async Task PublishAsync(string json, CancellationToken ct)
    {
        var definitions = Services.GetRequiredService<DefinitionStore>();
        var draft = await definitions.SaveDraftAsync(json, Person.PersonId, null, ct);
        var published = await definitions.PublishAsync(draft.Version.DefinitionId, draft.Version.Version, Person.PersonId, ct);
        if (published.Problems.Count > 0)
            throw new InvalidOperationException(
                $"The flow '{draft.Version.DefinitionId}' has problems: {string.Join("; ", published.Problems)}");
    }

    public async Task<WorkflowInstance> OpenAsync(
        string definitionId, string key, CancellationToken ct, params (string Name, object? Value)[] input)
    {
        var opened = await Dispatcher.OpenAsync(
            new(definitionId, key, input.ToDictionary(pair => pair.Name, pair => pair.Value)), DispatchOptions.None, ct);
        return Moved(opened.Dispatch, WorkflowSubStatus.Suspended);
    }

    /// <summary>Hands in the open task of an instance.</summary>
    public async Task<WorkflowInstance> SubmitAsync(WorkflowInstance instance, CancellationToken ct)
    {
        var task = instance.Bookmarks.Single(bookmark => bookmark.Kind == BookmarkKind.Task);
        var payload = new Dictionary<string, object?> { ["answers"] = new Dictionary<string, object?>(), ["comment"] = "Va el informe." };
        return Moved(
            await Dispatcher.DispatchAsync(instance.Id, new TaskActed(task.Id, "submit", payload), new() { Actor = Person }, ct), null);
    }

    public async Task<WorkflowInstance> SendAsync(string instanceId, Stimulus stimulus, CancellationToken ct) =>
        Moved(await Dispatcher.DispatchAsync(instanceId, stimulus, DispatchOptions.None, ct), null);

    /// <summary>Waits until no timer is due and no message is on its way.</summary>
    public async Task DrainAsync()
    {
        var (timers, stimuli) = (Services.GetRequiredService<TimerLoop>(), Services.GetRequiredService<StimulusLoop>());
        do
        {
            await Task.WhenAll(timers.WhenIdleAsync(), stimuli.WhenIdleAsync());
        }
        while (await CountAsync("select count(*) from stimuli where parked_reason is null") > 0);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    /// <summary>What failed would be fast and worth nothing: a measurement ends there.</summary>
    private static WorkflowInstance Moved(DispatchResult result, WorkflowSubStatus? wanted)
    {
        if (result is not { Status: DispatchStatus.Applied, Instance: { } instance })
            throw new InvalidOperationException($"A burst of the measurement came to {result.Status}.");
        var faults = instance.Incidents.Select(incident => incident.Message).ToList();
        return faults.Count == 0 && (wanted is null || instance.SubStatus == wanted)
            ? instance
            : throw new InvalidOperationException($"Instance '{instance.Id}' is {instance.SubStatus}: {string.Join("; ", faults)}");
    }
}

/// <summary>The system's clock, some time ahead: what is due in an hour can be made due now.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _ahead));

    /// <summary>From now on it shows this instant and walks on. Whoever sleeps has to be told.</summary>
    public void PutTo(DateTimeOffset instant) => Interlocked.Exchange(ref _ahead, (instant - System.GetUtcNow()).Ticks);
}
