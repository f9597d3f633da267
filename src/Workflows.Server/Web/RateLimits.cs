using System.Security.Claims;
using System.Threading.RateLimiting;

namespace Workflows.Server.Web;

/// <summary>
/// How often, by the minute, one network address or one person may ask: everything, and less of what costs. An office of hundreds is one
/// address, so these stop floods; guesses are counted by account and network in the database. Each node counts on its own.
/// </summary>
public sealed record RateLimits
{
    public const string Login = "login";
    public const string Recovery = "recovery";
    public const string Upload = "upload";

    private const string Section = "RateLimits";

    /// <summary>Tries to log in or to use a link, by address.</summary>
    public int LoginsPerMinute { get; init; } = 600;

    /// <summary>Mails to recover a password, by address.</summary>
    public int RecoveriesPerMinute { get; init; } = 30;

    /// <summary>Files, by person.</summary>
    public int UploadsPerMinute { get; init; } = 60;

    /// <summary>Anything, by person; by address for who is not logged in. A page asks some ten times.</summary>
    public int RequestsPerMinute { get; init; } = 3_000;

    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(Section).Get<RateLimits>() ?? new());
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Login, context => Window(NetworkAddress.Of(context), LimitsOf(context).LoginsPerMinute));
            options.AddPolicy(Recovery, context => Window(NetworkAddress.Of(context), LimitsOf(context).RecoveriesPerMinute));
            options.AddPolicy(Upload, context => Window(WhoAsks(context), LimitsOf(context).UploadsPerMinute));
            // The client's own files and the health answer are cheap, and a monitor may ask often.
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                context => context.Request.Path.StartsWithSegments("/api")
                ? Window(WhoAsks(context), LimitsOf(context).RequestsPerMinute)
                : RateLimitPartition.GetNoLimiter(""));
        });
    }

    private static RateLimits LimitsOf(HttpContext context) => context.RequestServices.GetRequiredService<RateLimits>();

    private static string WhoAsks(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? NetworkAddress.Of(context);

    private static RateLimitPartition<string> Window(string who, int perMinute) => RateLimitPartition.GetSlidingWindowLimiter(
        who, _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
}
