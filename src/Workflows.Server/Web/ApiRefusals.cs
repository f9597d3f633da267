using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.WebUtilities;

namespace Workflows.Server.Web;

/// <summary>401 and 403 as problem details: the API never redirects to a page.</summary>
internal sealed class ApiRefusals : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        // A person who lost every post is known and may do nothing; nobody at all has to log in first.
        var status = context.User.Identity is { IsAuthenticated: true } ? StatusCodes.Status403Forbidden
            : StatusCodes.Status401Unauthorized;
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        await Refusal.Because(status, Refusal.DetailOf(status)).ExecuteAsync(context);
    }

    /// <summary>Answers of the framework that have no body get one.</summary>
    public static Task WriteBodyAsync(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") && !string.IsNullOrEmpty(ReasonPhrases.GetReasonPhrase(context.Response.StatusCode))
            ? Refusal.Because(context.Response.StatusCode, Refusal.DetailOf(context.Response.StatusCode)).ExecuteAsync(context)
            : Task.CompletedTask;
}
