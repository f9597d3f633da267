using System.Security.Claims;

namespace Workflows.Server.Web;

/// <summary>
/// Writes into the log who was refused what: without login, without right, out of scope or above a limit. It names the route and never the
/// address, which may hold a secret.
/// </summary>
internal static partial class Refusals
{
    private const string Nobody = "nobody";

    public static string WhoAsked(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Nobody;

    public static async Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (LevelOf(context.Response.StatusCode) is { } level && context.Request.Path.StartsWithSegments("/api"))
        {
            context.RequestServices.GetRequiredService<ILogger<ApiRefusals>>().Refused(
                level, context.Response.StatusCode, WhoAsked(context), RouteName.MethodOf(context), RouteName.PatternOf(context));
        }
    }

    private static LogLevel? LevelOf(int status) => status switch
    {
        StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests => LogLevel.Warning,
        StatusCodes.Status401Unauthorized or StatusCodes.Status404NotFound or StatusCodes.Status410Gone => LogLevel.Information,
        _ => null,
    };

    [LoggerMessage(EventId = 4020, Message = "{Status} to {PersonId} for {Method} {Route}")]
    private static partial void Refused(this ILogger log, LogLevel level, int status, string personId, string method, string route);
}
