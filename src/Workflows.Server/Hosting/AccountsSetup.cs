using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Accounts.ClaveUnica;
using Workflows.Server.Accounts.Institutional;
using Workflows.Server.Accounts.Keys;
using Workflows.Server.Imports;
using Workflows.Server.Web;

namespace Workflows.Server.Hosting;

/// <summary>Accounts, sessions by cookie, API keys and roles.</summary>
internal static class AccountsSetup
{
    private const string EitherScheme = "CookieOrApiKey";

    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
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
