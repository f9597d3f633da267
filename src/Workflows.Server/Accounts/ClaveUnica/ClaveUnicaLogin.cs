using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Access;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts.ClaveUnica;

/// <summary>
/// The way to ClaveÚnica and back. Who the proved RUN is here, and whether they still show the code of their phone, is decided where
/// everybody enters from outside: a stolen ClaveÚnica decides nothing.
/// </summary>
internal static class ClaveUnicaLogin
{
    public sealed record CodeRequest(string Secret, string Code);

    public static void MapClaveUnica(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session").AllowAnonymous().RequireRateLimiting(RateLimits.Login);
        session.MapGet("/claveunica", Begin).WithName("LogInWithClaveUnica").WithSummary("Lleva a ClaveÚnica, si este servidor la usa");
        session.MapPost("/code", FinishAsync).WithName("FinishLogInWithCode")
            .WithSummary("Termina de entrar con el código del teléfono, después de ClaveÚnica");
    }

    /// <summary>The login page, with a notice it knows by name.</summary>
    public static string PageSaying(string notice) => $"/ingresar?claveunica={notice}";

    public static async Task EnterAsync(TicketReceivedContext ticket)
    {
        var services = ticket.HttpContext.RequestServices;
        ticket.HandleResponse();
        ticket.Response.Redirect(await services.GetRequiredService<FromOutside>().EnterAsync(
            services.GetRequiredService<ClaveUnicaOptions>().IssuerName, ticket.Principal!.FindFirstValue(ClaimTypes.NameIdentifier),
            Sessions.ByClaveUnica, ticket.ReturnUri, PageSaying("desconocido"), ticket.HttpContext));
    }

    private static Results<ChallengeHttpResult, ProblemHttpResult> Begin(string? to, ClaveUnicaOptions options) => options.IsOn
        ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = ReturnAddress.Of(to) }, [ClaveUnicaSetup.SchemeName])
        : Refusal.NotFound("Este servidor no usa ClaveÚnica. Entra con tu correo y tu clave.");

    private static Task<Results<Ok<SessionView>, ProblemHttpResult>> FinishAsync(
        CodeRequest request, FromOutside outside, HttpContext context, CancellationToken ct) =>
            outside.FinishAsync(request.Secret, request.Code, context, ct);
}
