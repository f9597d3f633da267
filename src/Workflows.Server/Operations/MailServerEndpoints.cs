using System.Net.Mail;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Web;

namespace Workflows.Server.Operations;

/// <summary>
/// How mails leave this server, for whoever administers it to see and to try. Passwords, secrets and tokens are never part of an answer.
/// </summary>
internal static class MailServerEndpoints
{
    private const int LongestAddress = 254;

    public static void MapMailServer(this IEndpointRouteBuilder api)
    {
        var server = api.MapGroup("/mail-server").WithTags("Mail").RequireAuthorization().AllowRoles(Role.Administrator);
        server.MapGet("/", Get).WithName("GetMailServer").WithSummary("Por dónde salen los correos, sin claves");
        server.MapPost("/test", TestAsync).Command().RequireRateLimiting(RateLimits.Login).WithName("TestMailServer")
            .WithSummary("Prueba la configuración paso a paso y envía un correo de prueba");
    }

    /// <param name="To">Who gets the mail of test.</param>
    public sealed record TestRequest(string To);

    private static Ok<MailServerView> Get(IOptions<MailOptions> options) => TypedResults.Ok(MailServerView.Of(options.Value));

    private static async Task<Results<Ok<MailCheck>, ProblemHttpResult>> TestAsync(
        TestRequest request, MailServerCheck check, IdempotentCommand command, TimeProvider clock, CancellationToken ct)
    {
        if (request.To.Length > LongestAddress || MailableAddress.ProblemWith(request.To.Trim()) is not null)
            return Refusal.Invalid(
                MailableAddress.ProblemWith(request.To.Trim()) ?? "Escribe una dirección de correo, como nombre@servicio.gob.cl.");
        return TypedResults.Ok(
            await command.RememberNowAsync(
                await check.RunAsync(new MailAddress(request.To.Trim()), clock.GetUtcNow(), ct), StatusCodes.Status200OK, ct));
    }
}

/// <summary>The settings of mail as they may be shown.</summary>
/// <param name="Host">Null when mails are left as files.</param>
/// <param name="Encryption">How the conversation is kept private, in words.</param>
/// <param name="Login">How this server says who it is, in words; never with what.</param>
/// <param name="TrapTo">On a rehearsal copy: where every mail goes.</param>
public sealed record MailServerView(
    string From, string? Host, int? Port, string Encryption, string Login, string? CertificateSha256, int TimeoutSeconds, string? TrapTo)
{
    internal static MailServerView Of(MailOptions options) => new(
        options.From, options.UsesServer ? options.Host : null, options.UsesServer ? options.Port : null, EncryptionOf(options),
        LoginOf(options), options.Pin, options.TimeoutSeconds, options.IsTrapped ? options.TrapTo : null);

    private static string EncryptionOf(MailOptions options) =>
        !options.UsesServer ? "No aplica: los correos quedan como archivos en este servidor"
        : options.UsesImplicitTls ? "TLS implícito"
        : options.StartTls ? "STARTTLS, obligatorio" : "Sin cifrar";

    private static string LoginOf(MailOptions options) =>
        !options.UsesServer ? "No aplica"
        : options.OAuth.IsOn ? $"OAuth2 como {options.User}, con tokens de {options.OAuth.TokenUrl!.Host}"
        : !string.IsNullOrEmpty(options.User) ? $"Usuario {options.User} y clave" : "Sin identificarse";
}
