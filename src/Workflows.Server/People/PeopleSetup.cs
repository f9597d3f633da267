using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Workflows.Server.Organisation;
using Workflows.Server.People.ClaveUnica;
using Workflows.Server.Web;

namespace Workflows.Server.People;

/// <summary>How strict this server is with accounts.</summary>
public sealed record AccountOptions
{
    /// <summary>Whether roles that decide need a second factor. Off by default only in Development.</summary>
    public bool RequireSecondFactor { get; init; } = true;
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
        services.AddScoped<Entrance>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<PeopleImport>();
        services.AddScoped<OwnSecondFactor.Proof>();
        services.AddScoped<FreshCode>();
        services.AddHttpContextAccessor();
        services.AddSingleton<KnownBrowsers>();
        services.AddSingleton<KeyRingState>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton(configuration.GetSection("Accounts").Get<AccountOptions>() ?? new() { RequireSecondFactor = !environment.IsDevelopment() });

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
                options.ExpireTimeSpan = Sessions.Length;
                options.SlidingExpiration = true;
                options.TimeProvider = TimeProvider.System;
                options.Events.OnValidatePrincipal = Sessions.ValidateAsync;
            })
            .AddClaveUnica(configuration);

        services.AddScoped<IAuthorizationHandler, RolesAllowedHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ApiRefusals>();
        services.AddAuthorization(options => options.AddPolicy(OwnAccount.Policy, policy => policy.RequireAuthenticatedUser().RequireAssertion(OwnAccount.IsByCookie)));

        services.AddDataProtection().SetApplicationName("workflows");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>((options, scopes) => options.XmlRepository = new DataProtectionKeys(scopes));
    }
}
