using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Workflows.Server.Organisation;
using Workflows.Server.People.ClaveUnica;
using Workflows.Server.People.Institutional;
using Workflows.Server.People.Keys;
using Workflows.Server.Web;

namespace Workflows.Server.People;

/// <summary>How strict this server is with accounts.</summary>
public sealed record AccountOptions
{
    /// <summary>Whether roles that decide need a second factor. Off by default only in Development.</summary>
    public bool RequireSecondFactor { get; init; } = true;

    /// <summary>
    /// Iterations of PBKDF2. Raised, stored hashes follow as their owners log in; never under today's cost but in Development.
    /// </summary>
    public int PasswordCost { get; init; } = Passwords.TodaysCost;

    /// <summary>A session is over after this, however much it was used.</summary>
    public TimeSpan SessionLength { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Without a request in this time a session is over.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(10);

    /// <summary>
    /// So many wrong passwords from one network in a quarter of an hour, on whatever accounts, close it for browsers nobody knows.
    /// </summary>
    public int FailuresFromOneNetwork { get; init; } = 100;

    public static AccountOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Accounts");
        var options = section.Get<AccountOptions>() ?? new();
        if (options.PasswordCost < Passwords.TodaysCost && !environment.IsDevelopment())
            throw new InvalidOperationException(
                $"Accounts:{nameof(PasswordCost)} has to be {Passwords.TodaysCost} or more outside Development.");
        if (options.SessionLength <= TimeSpan.Zero || options.SessionIdle <= TimeSpan.Zero)
            throw new InvalidOperationException(
                $"Accounts:{nameof(SessionLength)} and Accounts:{nameof(SessionIdle)} have to be longer than nothing.");
        return options with { RequireSecondFactor = section.GetValue<bool?>(nameof(RequireSecondFactor)) ?? !environment.IsDevelopment() };
    }
}

/// <summary>Accounts, sessions by cookie, API keys and roles.</summary>
internal static class PeopleSetup
{
    private const string EitherScheme = "CookieOrApiKey";

    public static void AddPeople(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddScoped<HeldPosts>();
        services.AddScoped<CurrentActing>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentActing>().Value);
        services.AddScoped<Sessions>();
        services.AddScoped<LoginGuard>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<Entrance>();
        services.AddScoped<FromOutside>();
        services.AddSingleton<Passwords>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<EmailChanges>();
        services.AddRunning<Recoveries>();
        services.AddScoped<PeopleImport>();
        services.AddScoped<OwnSecondFactor.Proof>();
        services.AddScoped<FreshCode>();
        services.AddHttpContextAccessor();
        services.AddSingleton<KnownBrowsers>();
        services.AddSingleton<KeyRingState>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton(AccountOptions.From(configuration, environment));

        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = context =>
                ApiKeyAuthentication.IsPresentedBy(context.Request) ? ApiKeyAuthentication.SchemeName : Sessions.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddCookie(Sessions.SchemeName, options =>
            {
                options.Cookie.Name = "__Host-workflows";
                options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.HttpOnly = true;
                options.SlidingExpiration = true;
                options.TimeProvider = TimeProvider.System;
                options.Events.OnValidatePrincipal = Sessions.ValidateAsync;
            })
            .AddInstitutionalLogin(configuration)
            .AddClaveUnica(configuration);

        services.AddOptions<CookieAuthenticationOptions>(Sessions.SchemeName)
            .Configure<AccountOptions>((cookie, account) => cookie.ExpireTimeSpan = account.SessionIdle);

        services.AddScoped<IAuthorizationHandler, RolesAllowedHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ApiRefusals>();
        services.AddAuthorization(
            options => options.AddPolicy(
                OwnAccount.Policy, policy => policy.RequireAuthenticatedUser().RequireAssertion(OwnAccount.IsByCookie)));

        services.AddKeys(configuration);
    }
}
