using System.Text.Json.Serialization;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Accounts.Administration;
using Workflows.Server.Accounts.ClaveUnica;
using Workflows.Server.Accounts.Institutional;
using Workflows.Server.Alerts;
using Workflows.Server.Audit;
using Workflows.Server.Authoring;
using Workflows.Server.Backup;
using Workflows.Server.Calendar;
using Workflows.Server.Commands;
using Workflows.Server.Commitments;
using Workflows.Server.Committees;
using Workflows.Server.Deadlines;
using Workflows.Server.Documents;
using Workflows.Server.Files.Store;
using Workflows.Server.Imports;
using Workflows.Server.Jobs;
using Workflows.Server.Live;
using Workflows.Server.Openings;
using Workflows.Server.Operations;
using Workflows.Server.Organisation;
using Workflows.Server.Organisation.Naming;
using Workflows.Server.Persistence;
using Workflows.Server.Pmg;
using Workflows.Server.Privacy;
using Workflows.Server.Processes;
using Workflows.Server.Stages;
using Workflows.Server.Tasks;
using Workflows.Server.Tasks.Separation;
using Workflows.Server.Uploads;
using Workflows.Server.Uploads.Scanning;
using Workflows.Server.Web;

namespace Workflows.Server.Hosting;

/// <summary>The HTTP side of the server: its services, the order in which a request is judged, and every route.</summary>
public static class ApiSetup
{
    public static void AddApi(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddAccounts(configuration, environment);
        RateLimits.AddTo(services, configuration);
        services.AddScoped<Evidences>();
        services.AddScoped<Holders>();
        services.AddScoped<ProcessReading>();
        services.AddScoped<OpeningPreparation>();
        services.AddScoped<PreflightChecks>();
        services.AddScoped<IncidentReading>();
        services.AddSingleton(provider => new FileStore(
            provider.GetRequiredService<DatabaseOptions>().FilesFolder, provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<ActOnAlert>();
        services.AddScoped<ChangeOrganisation>();
        services.AddScoped<NamingGuard>();
        services.AddSingleton(configuration.GetSection(SeparationOptions.Section).Get<SeparationOptions>() ?? new());
        services.AddSingleton<SeparationOfDuties>();
        services.AddHostedService<SeparationHistory>();
        services.AddFileScans(configuration);
        services.AddPrivacy();
        services.AddScoped<IdempotentCommand>();
        services.AddKeyedScoped<IJobHandler, ImportJob>(ImportJob.Name);
        services.AddKeyedScoped<IJobHandler, ReminderJob>(ReminderJob.Name);
        services.AddKeyedScoped<IJobHandler, ProposalJob>(ProposalJob.Name);
        services.AddKeyedScoped<IJobHandler, BackupJob>(BackupJob.Name);
        services.AddKeyedScoped<IJobHandler, OpenStageJob>(OpenStageJob.Name);
        services.AddKeyedScoped<IJobHandler, ProcessExport>(ProcessExport.Name);
        services.AddKeyedScoped<IJobHandler, MailExport>(MailExport.Name);
        services.AddKeyedScoped<IJobHandler, CommitmentImportJob>(CommitmentImportJob.Name);
        services.AddSingleton(provider => new BackupFolder(Path.GetFullPath(
            configuration["Backup:Folder"] ?? Path.Combine(provider.GetRequiredService<DatabaseOptions>().DataFolder, "backups"))));
        services.AddAntiforgery(options =>
        {
            options.HeaderName = AntiforgeryCheck.Header;
            options.Cookie.Name = "workflows-csrf";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });

        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (SecurityHeaders.HttpsFor, true));
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.Converters.Add(new JsonStringEnumConverter());
            json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.AllowDuplicateProperties = false;
            json.RespectNullableAnnotations = true;
            json.RespectRequiredConstructorParameters = true;
            json.NumberHandling = JsonNumberHandling.Strict;
            json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.AddOpenApiDocument();
    }

    /// <summary>From the outside in: what is wrong with the request is found before anybody looks at what it wants.</summary>
    public static void UseApi(this WebApplication app)
    {
        app.Use(RetryLater.SayAsync);
        app.Use(Refusals.WriteAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => ApiRefusals.WriteBodyAsync(context.HttpContext));
        // Not on a developer's machine: a browser would ask for https there for a year.
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.Use(SecurityHeaders.AddAsync);
        app.Use(SecurityHeaders.RequirePrivateWireAsync);
        app.Use(BodyLimits.CheckAsync);
        app.Use(StorableText.CheckAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.Use(AntiforgeryCheck.RequireKeysAsync);
        // After authentication, because people are counted by who they are and not by the proxy of their office.
        app.UseRateLimiter();
        app.Use(CurrentActing.SetAsync);
        app.UseAuthorization();
        app.Use(AntiforgeryCheck.CheckAsync);
        app.Use(Idempotency.BufferAsync);
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api");
        api.MapSession();
        api.MapClaveUnica();
        api.MapInstitutionalLogin();
        api.MapAccountLinks();
        api.MapAccount();
        api.MapApiKeys();
        api.MapDefinitions();
        api.MapPublications();
        api.MapInstances();
        api.MapProcesses();
        api.MapScores();
        api.MapDocuments();
        api.MapResults();
        api.MapStages();
        api.MapTasks();
        api.MapSessionRecords();
        api.MapSeparation();
        api.MapDeadlines();
        api.MapCalendar();
        api.MapSavedFilters();
        api.MapFiles();
        api.MapSheets();
        api.MapMail();
        api.MapMailServer();
        api.MapHeldNotices();
        api.MapAlerts();
        api.MapSchedule();
        api.MapOpenings();
        api.MapOpeningsByHand();
        api.MapCommitments();
        api.MapJobs();
        BackupJob.Map(api);
        api.MapOrganisation();
        api.MapPeople();
        api.MapImports();
        api.MapPeopleAdministration();
        api.MapReadAudit();
        api.MapPrivacy();
        api.MapAuthority();
        api.MapLive();
        app.UseOpenApiDocument();
    }
}
