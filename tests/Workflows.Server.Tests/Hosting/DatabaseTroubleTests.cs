using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflows.Server.Access;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Embedded;
using Workflows.Server.Tests.Live;
using Workflows.Server.Tests.Security;
using Workflows.Server.Web;

namespace Workflows.Server.Tests.Hosting;

/// <summary>A server whose way to its database is in the test's hand.</summary>
public sealed class TroubledDatabase : ServerFixture
{
    private readonly TemporaryFolder _data = new();
    private NpgsqlDataSource? _direct;

    internal DatabaseProxy Proxy { get; private set; } = null!;

    /// <summary>Past the proxy: what another node sees.</summary>
    public NpgsqlDataSource Direct => _direct!;

    // Keeps its cookies itself: the real ones are only for https.
    public HttpClient NewBrowser() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    public ApiClient Nobody() => new(NewBrowser());

    public async Task<ApiClient> CoordinatorAsync()
    {
        var browser = Nobody();
        (await browser.LogInAsync(ApiFixture.Coordinator)).MustBe(HttpStatusCode.OK);
        return browser;
    }

    protected override async Task<string> CreateDatabaseAsync()
    {
        Settings["data"] = _data.Path;
        var direct = new NpgsqlConnectionStringBuilder(await base.CreateDatabaseAsync());
        _direct = NpgsqlDataSource.Create(direct);
        Proxy = new DatabaseProxy(Path.Combine(direct.Host!, $".s.PGSQL.{direct.Port}")).Start();
        return new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Host = "127.0.0.1", Port = Proxy.Port, Timeout = 5 }
            .ConnectionString;
    }

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton(new RateLimits
        {
            LoginsPerMinute = 100_000, RecoveriesPerMinute = 100_000, UploadsPerMinute = 100_000, RequestsPerMinute = 1_000_000
        });
        services.AddSingleton(new AccountOptions { RequireSecondFactor = false });
    }

    public override async Task DisposeAsync()
    {
        await StopServerAsync();
        await Proxy.DisposeAsync();
        await _direct!.DisposeAsync();
        await base.DisposeAsync();
        _data.Dispose();
    }
}

public sealed class DatabaseTroubleTests : IAsyncLifetime
{
    private static readonly TimeSpan HealthLimit = TimeSpan.FromSeconds(3);

    private readonly TroubledDatabase _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync()
    {
        // What waits for a silent database is told that it is gone, so that the server can stop.
        _server.Proxy.GoDown();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task While_the_database_is_down_every_route_says_in_words_that_one_has_to_wait()
    {
        var coordinator = await _server.CoordinatorAsync();
        var routes = MatrixRoute.Of((await coordinator.GetAsync("/swagger/v1/swagger.json")).Json)
            .Where(route => route.Path.StartsWith("/api", StringComparison.Ordinal)).ToList();
        _server.Proxy.GoDown();

        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(routes, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (route, _) =>
        {
            var path = route.Filled(route.Path) + route.Query(new Dictionary<string, object>());
            var answer = await coordinator.SendAsync(
                route.Method, path, route.Body(new Dictionary<string, object>()), Guid.NewGuid().ToString());
            if (answer.Status != HttpStatusCode.ServiceUnavailable
                || answer.Headers.RetryAfter?.Delta is not { TotalSeconds: > 0 and < 60 }
                || !answer.Text.Contains("Espera unos segundos", StringComparison.Ordinal))
                wrong.Add($"{route.Name}: {(int)answer.Status}");
            var stranger = await _server.Nobody()
                .SendAsync(route.Method, path, route.Body(new Dictionary<string, object>()), Guid.NewGuid().ToString());
            if ((int)stranger.Status is >= 500 and not 503)
                wrong.Add($"{route.Name} (sin sesión): {(int)stranger.Status}");
        });

        Assert.True(routes.Count > 100, $"Only {routes.Count} routes were asked.");
        Assert.Empty(wrong);
        _server.Proxy.ComeUp();
        (await coordinator.GetAsync("/api/session")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_the_database_is_frozen_health_answers_within_its_limit_however_often_it_is_asked()
    {
        using var browser = _server.NewBrowser();
        (await browser.GetAsync("/health")).EnsureSuccessStatusCode();
        _server.Proxy.Freeze();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync("/health");
            return (answer.StatusCode, Took: Stopwatch.GetElapsedTime(started));
        }));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.All(answers, answer => Assert.True(answer.Took < HealthLimit, $"{answer.Took}"));
    }

    [Fact]
    public async Task Connections_cut_without_a_word_are_noticed_within_a_minute_and_pages_catch_up()
    {
        await using var page = await StreamListener.FollowAsync(await _server.CoordinatorAsync());
        await TellAsync("antes");
        await page.UntilAsync("instances", "antes");
        var heard = page.Heard.Length;
        var cut = Stopwatch.GetTimestamp();

        _server.Proxy.CutSilently();
        await TellAsync("perdido");
        while (!page.Heard[heard..].Contains("\"kind\":\"*\"", StringComparison.Ordinal))
            await page.UntilTextAfterAsync(page.Heard.Length);
        var noticed = Stopwatch.GetElapsedTime(cut);
        await TellAsync("luego");
        await page.UntilAsync("instances", "luego");

        Assert.True(noticed < TimeSpan.FromMinutes(1), $"{noticed}");
        Assert.DoesNotContain("perdido", page.Heard, StringComparison.Ordinal);
    }

    /// <summary>As another node does.</summary>
    private async Task TellAsync(string instance)
    {
        await using var command = _server.Direct.CreateCommand("select pg_notify('workflows_changes', $1)");
        command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(new[] { "otro-nodo", "instances", instance }) });
        await command.ExecuteNonQueryAsync();
    }
}
