using Microsoft.AspNetCore.Antiforgery;
using Workflows.Server.Web;

namespace Workflows.Server.Access;

/// <summary>
/// A browser sends our cookie with any request another page makes it send; the token in the header proves that our own page asked.
/// Machines with API keys send no cookie and need no token.
/// </summary>
internal static class AntiforgeryCheck
{
    public const string Header = "X-CSRF-Token";

    /// <summary>A cookie that cannot be read now is not the same as none: whoever has one is told to wait, not to log in again.</summary>
    public static Task RequireKeysAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Headers.Cookie.Count > 0 && context.User.Identity is not { IsAuthenticated: true }
        && context.Request.Path.StartsWithSegments("/api") && context.RequestServices.GetRequiredService<KeyRingState>().IsUnreadable
            ? Unavailable().ExecuteAsync(context)
            : next(context);

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unavailable() =>
        Refusal.Because(StatusCodes.Status503ServiceUnavailable, Refusal.DetailOf(StatusCodes.Status503ServiceUnavailable));

    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        var isSafe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        var byCookie = context.User.Identity is { IsAuthenticated: true, AuthenticationType: var scheme } && scheme == Sessions.SchemeName;
        // Logging in again replaces the session and never acts with it.
        var isLogin = HttpMethods.IsPost(method) && context.Request.Path == "/api/session";
        if (byCookie && !isSafe && !isLogin
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            if (context.RequestServices.GetRequiredService<KeyRingState>().IsUnreadable)
            {
                await Unavailable().ExecuteAsync(context);
                return;
            }

            context.RequestServices.GetRequiredService<ILogger<ApiRefusals>>().WithoutAntiforgery(
                Refusals.WhoAsked(context), RouteName.MethodOf(context), RouteName.PatternOf(context));
            await Refusal.Invalid(
                $"Falta el encabezado {Header} o venció. Vuelve a cargar la página; el valor viene con la sesión.")
                    .ExecuteAsync(context);
            return;
        }

        await next(context);
    }
}
