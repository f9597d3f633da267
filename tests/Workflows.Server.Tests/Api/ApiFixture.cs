using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Server.Access;
using Workflows.Server.Files.Store;
using Workflows.Server.Jobs;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Tasks.Separation;
using Workflows.Server.Tests.Embedded;
using Workflows.Server.Tests.Hosting;
using Workflows.Server.Uploads.Scanning;
using Workflows.Server.Web;

namespace Workflows.Server.Tests.Api;

/// <summary>The server with the demo organisation and a short flow: an institution hands in, the Comité Técnico reviews.</summary>
public class ApiFixture : ServerFixture
{
    public const string Institution = "PE-AGN-00597";
    public const string OtherInstitution = "CA-CON-00725";
    public const string Officer = "pmg.pe-agn-00597";
    public const string OtherOfficer = "pmg.ca-con-00725";
    public const string SectorOfficer = "pmg.ctci";
    public const string OtherSectorOfficer = "pmg.segegob";
    public const string Reviewer = "comite-tecnico.dipres";
    public const string SecondReviewer = "comite-tecnico.segpres";
    public const string Coordinator = "coordinacion";
    public const string Administrator = "administracion";

    private readonly TemporaryFolder _files = new(), _mails = new();
    private readonly Dictionary<string, ApiClient> _clients = [];
    private int _opened;

    public ApiFixture() : this(Start)
    {
    }

    protected ApiFixture(DateTimeOffset start) : base(start)
    {
    }

    /// <summary>None: those that a server has when nobody sets any.</summary>
    public RateLimits? Limits { get; init; } = new()
    {
        LoginsPerMinute = 100_000, RecoveriesPerMinute = 100_000, UploadsPerMinute = 100_000, RequestsPerMinute = 1_000_000,
    };

    /// <summary>The least cost of passwords: these people are invented, and there are thousands of logins.</summary>
    public static AccountOptions QuickPasswords { get; } = new() { RequireSecondFactor = false, PasswordCost = 1_000 };

    public AccountOptions Accounts { get; init; } = QuickPasswords;

    /// <summary>What this server writes into its log.</summary>
    public LogLines Log { get; } = new();

    public SeparationOptions Separation { get; init; } = new();

    /// <summary>Every mail that left this server.</summary>
    public SentMails Mails { get; } = new();

    /// <summary>Off unless a test has a clamd.</summary>
    public AntivirusOptions Antivirus { get; init; } = new();

    /// <summary>Where the contents of files lie.</summary>
    public string Files => _files.Path;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await PublishAsync(DeliveryFlow.Json);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _files.Dispose();
        _mails.Dispose();
    }

    /// <summary>A browser of this person, logged in; the same one for the whole class.</summary>
    public async Task<ApiClient> AsAsync(string personId)
    {
        if (!_clients.TryGetValue(personId, out var client))
        {
            client = Nobody();
            await client.LogInAsync(personId);
            _clients[personId] = client;
        }

        return client;
    }

    public ApiClient Nobody(string? apiKey = null) => new(NewBrowser()) { ApiKey = apiKey };

    private HttpClient NewBrowser() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    /// <summary>Hangfire's tables, as a server with workers would make them.</summary>
    public Task InstallHangfireAsync() =>
        Services.GetRequiredService<HangfireTables>().EnsureAsync(CancellationToken.None);

    /// <summary>The answer to a command once the job it left is done: what the job made. A refusal is handed back as it came.</summary>
    public async Task<ApiAnswer> FinishAsync(ApiClient who, ApiAnswer started)
    {
        if (started.Status != System.Net.HttpStatusCode.Accepted)
            return started;
        var job = await JobAsync(who, started);
        Assert.True(job.GetProperty("state").GetString() == "Done", job.GetRawText());
        return started with
        {
            Status = System.Net.HttpStatusCode.OK,
            Body = System.Text.Encoding.UTF8.GetBytes(job.GetProperty("result").GetRawText())
        };
    }

    /// <summary>The job that a command left, after it ran.</summary>
    public async Task<System.Text.Json.JsonElement> JobAsync(ApiClient who, ApiAnswer started)
    {
        await RunJobsAsync();
        var id = started.MustBe(System.Net.HttpStatusCode.Accepted).Json.GetProperty("id").GetString();
        return (await who.GetAsync($"/api/jobs/{id}")).MustBe(System.Net.HttpStatusCode.OK).Json;
    }

    /// <summary>Opens the delivery of an institution and answers the instance's id.</summary>
    public async Task<string> OpenDeliveryAsync(string institution = Institution)
    {
        var opened = await OpenAsync(
            DeliveryFlow.Id, $"{institution}/{Interlocked.Increment(ref _opened)}", ("institution", institution), ("year", 2026d));
        return opened.InstanceId;
    }

    public Task<string> OpenTaskOfAsync(string instanceId) =>
        ScalarAsync<string>("select id from tasks where instance_id = $1 and state = 'Open'", instanceId);

    /// <summary>The mails that left, as files.</summary>
    public string Pickup => _mails.Path;

    /// <summary>Turns the clock and waits until no timer, no message and no mail is due.</summary>
    public async Task PassToAsync(DateTimeOffset instant)
    {
        await TurnToAsync(instant);
        await Services.GetRequiredService<OutboxLoop>().WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(Log);
        if (Limits is not null)
            services.AddSingleton(Limits);
        services.AddSingleton(Accounts);
        services.AddSingleton(Separation);
        services.PostConfigure<MailOptions>(mail => mail.PickupFolder = Pickup);
        services.AddSingleton<IMailTransport>(
            provider => Mails.Before(new PickupFolderTransport(provider.GetRequiredService<IOptions<MailOptions>>().Value)));
        services.AddSingleton(Antivirus);
        services.AddSingleton<FileStore>(_ => new(_files.Path, Clock));
    }
}
