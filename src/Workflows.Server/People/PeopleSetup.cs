using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Workflows.Server.Web;

namespace Workflows.Server.People;

/// <summary>How often one address may try to log in.</summary>
public sealed record LoginLimits
{
    public int AttemptsPerMinute { get; init; } = 20;
}

/// <summary>Accounts, sessions by cookie, API keys and roles. Sessions and lockout go by the machine's clock, never by business time.</summary>
internal static class PeopleSetup
{
    public const string LoginLimit = "login";

    private const string EitherScheme = "CookieOrApiKey";
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(10);

    public static void AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CurrentActing>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentActing>().Value);

        services.AddIdentityCore<Account>(options =>
            {
                options.Password.RequiredLength = 12;
                options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddSignInManager()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<IUserStore<Account>, AccountStore>();

        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = context =>
                ApiKeyAuthentication.IsPresentedBy(context.Request) ? ApiKeyAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = "__Host-workflows";
                options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.HttpOnly = true;
                options.ExpireTimeSpan = SessionLength;
                options.SlidingExpiration = true;
                options.TimeProvider = TimeProvider.System;
                options.Events.OnValidatePrincipal = RejectOldStampAsync;
            });

        services.AddScoped<IAuthorizationHandler, RolesAllowedHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ApiRefusals>();
        services.AddAuthorization();

        services.AddDataProtection().SetApplicationName("workflows");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>((options, scopes) => options.XmlRepository = new DataProtectionKeys(scopes));

        services.AddSingleton(configuration.GetSection("Login").Get<LoginLimits>() ?? new LoginLimits());
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(LoginLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new() { PermitLimit = context.RequestServices.GetRequiredService<LoginLimits>().AttemptsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    private static async Task RejectOldStampAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<SignInManager<Account>>();
        if (await accounts.ValidateSecurityStampAsync(context.Principal) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }
}
