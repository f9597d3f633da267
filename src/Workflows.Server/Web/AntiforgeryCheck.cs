using Microsoft.AspNetCore.Antiforgery;
using Workflows.Server.People;

namespace Workflows.Server.Web;

/// <summary>
/// A browser sends our cookie with any request another page makes it send; the token in the header proves that our own page asked.
/// Machines with API keys send no cookie and need no token.
/// </summary>
internal static class AntiforgeryCheck
{
    public const string Header = "X-CSRF-Token";

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
            await Refusal.Invalid(
                $"Falta el encabezado {Header} o venció. Vuelve a cargar la página; el valor está en GET /api/session.").ExecuteAsync(context);
            return;
        }

        await next(context);
    }
}
