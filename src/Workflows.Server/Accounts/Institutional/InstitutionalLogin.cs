using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts.Institutional;

/// <summary>
/// The way to the office's identity provider and back. Whoever has a second factor here still shows it; whoever comes for the first time
/// confirms once, and nothing is bound before.
/// </summary>
internal static class InstitutionalLogin
{
    public const string By = "cuenta institucional";

    public sealed record ConfirmRequest(string Password, string? Code = null);

    public sealed record Unbound(int Identities);

    public static void MapInstitutionalLogin(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session/openid").WithTags("Session").AllowAnonymous().RequireRateLimiting(RateLimits.Login);
        session.MapGet("/", BeginAsync).WithName("LogInWithInstitution")
            .WithSummary("Lleva al ingreso de la institución, si este servidor lo usa");
        session.MapPost("/confirm", ConfirmAsync).WithName("ConfirmInstitutionalAccount")
            .WithSummary("Une con la clave, una vez, la cuenta institucional con que se viene llegando, e inicia sesión");

        api.MapPost("/account/institution/remove", UnbindAsync).WithTags("Account").RequireAuthorization(OwnAccount.Policy).Command()
            .WithName("RemoveInstitutionalAccount")
            .WithSummary("Separa tu cuenta institucional: para entrar con ella habrá que confirmarla de nuevo");
    }

    public static async Task EnterAsync(TicketReceivedContext ticket)
    {
        var (context, services) = (ticket.HttpContext, ticket.HttpContext.RequestServices);
        ticket.HandleResponse();
        var (options, accounts) = (
            services.GetRequiredService<InstitutionalOptions>(), services.GetRequiredService<InstitutionalAccounts>());
        var proof = InstitutionalProof.Of(ticket.Principal!, options);
        if (await accounts.IsBoundAsync(proof, context.RequestAborted))
        {
            ticket.Response.Redirect(await services.GetRequiredService<FromOutside>().EnterAsync(
                options.IssuerName, proof.Subject, By, ticket.ReturnUri, PageSaying("desconocido"), context));
            return;
        }

        if (await accounts.ObstacleAsync(proof, context.RequestAborted) is { } obstacle)
        {
            services.GetRequiredService<ILogger<FromOutside>>().LoginFailed(By, new(null), $"the identity is bound to nobody ({obstacle})");
            ticket.Response.Redirect(PageSaying(obstacle));
            return;
        }

        services.GetRequiredService<WaitingProofs>().Keep(options.IssuerName, proof, context);
        ticket.Response.Redirect(
            $"/ingresar?volver={Uri.EscapeDataString(ReturnAddress.Of(ticket.ReturnUri))}#confirmar={Uri.EscapeDataString(proof.Email!)}");
    }

    public static Task FailedAsync(RemoteFailureContext failed)
    {
        var isDown = Chain(failed.Failure).Any(reason => reason is HttpRequestException or IOException or TaskCanceledException);
        failed.HttpContext.RequestServices.GetRequiredService<ILogger<FromOutside>>()
            .LoginFailed(
            By, new(null),
            isDown ? "the provider does not answer" : $"the answer is not to be believed ({failed.Failure?.GetType().Name})");
        failed.Response.Redirect(PageSaying(isDown ? "caido" : "fallo"));
        failed.HandleResponse();
        return Task.CompletedTask;
    }

    private static async Task<Results<ChallengeHttpResult, RedirectHttpResult, ProblemHttpResult>> BeginAsync(
        string? to, InstitutionalOptions options, IOptionsMonitor<OpenIdConnectOptions> connect, ILogger<FromOutside> log,
        CancellationToken ct)
    {
        if (!options.IsOn)
            return Refusal.NotFound("Este servidor no usa el ingreso institucional. Entra con tu correo y tu clave.");
        try
        {
            // Without its description nobody can be sent there; once read it is kept.
            await connect.Get(InstitutionalSetup.SchemeName).ConfigurationManager!.GetConfigurationAsync(ct);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            log.LoginFailed(By, new(null), "the provider does not describe itself");
            return TypedResults.Redirect(PageSaying("caido"));
        }

        return TypedResults.Challenge(new AuthenticationProperties { RedirectUri = ReturnAddress.Of(to) }, [InstitutionalSetup.SchemeName]);
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> ConfirmAsync(
        ConfirmRequest request, InstitutionalOptions options, WaitingProofs waiting, InstitutionalAccounts accounts, HttpContext context,
        CancellationToken ct)
    {
        if (!options.IsOn || waiting.Of(options.IssuerName, context) is not { } proof)
        {
            return Refusal.Because(
                StatusCodes.Status410Gone,
                "Pasó demasiado tiempo desde que tu institución dijo quién eres, o fue en otro navegador. Empieza de nuevo "
                + "en la página de ingreso.");
        }

        var answer = await accounts.ConfirmAsync(proof, request.Password, request.Code, context, ct);
        if (answer.Result is Ok<SessionView>)
            WaitingProofs.Forget(context);
        return answer;
    }

    private static async Task<Ok<Unbound>> UnbindAsync(
        Acting acting, WorkflowsDb db, IdempotentCommand command, ILogger<FromOutside> log, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var count = await InstitutionalAccounts.BoundTo(acting.PersonId, db).ExecuteDeleteAsync(ct);
        var answer = await command.RememberNowAsync(new Unbound(count), StatusCodes.Status200OK, ct);
        await transaction.CommitAsync(ct);
        if (count > 0)
            log.IdentityUnbound(acting.PersonId, "by its owner");
        return TypedResults.Ok(answer);
    }

    /// <summary>The login page, with a notice it knows by name.</summary>
    private static string PageSaying(string notice) => $"/ingresar?institucional={notice}";

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            yield return failure;
    }
}
