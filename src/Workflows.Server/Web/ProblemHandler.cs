using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence;

namespace Workflows.Server.Web;

/// <summary>
/// Turns what escaped a handler into problem details in Spanish. Details of a failure stay in the log, under the trace id.
/// </summary>
internal sealed class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    private const int ClientWentAway = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = ClientWentAway;
            return true;
        }

        var problem = ProblemOf(exception);
        if (problem.StatusCode >= StatusCodes.Status500InternalServerError)
            log.LogError(exception, "{Route} failed", RouteName.Of(context));
        await problem.ExecuteAsync(context);
        return true;
    }

    private static ProblemHttpResult ProblemOf(Exception exception) => exception switch
    {
        UnstorableTextException => Refusal.Invalid(UnstorableTextException.Words),
        BadHttpRequestException { InnerException: JsonException json } => Refusal.Invalid(JsonErrors.Explain(json)),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            Refusal.Because(StatusCodes.Status413PayloadTooLarge, Refusal.DetailOf(StatusCodes.Status413PayloadTooLarge)),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
            Refusal.Because(StatusCodes.Status415UnsupportedMediaType, Refusal.DetailOf(StatusCodes.Status415UnsupportedMediaType)),
        BadHttpRequestException bad => Refusal.Because(bad.StatusCode, JsonErrors.Explain(bad)),
        DbUpdateConcurrencyException =>
            Refusal.Conflict("Otra persona cambió esto al mismo tiempo. Vuelve a cargar la página, revisa y repite tu cambio."),
        _ when Transients.IsUnstorableText(exception) => Refusal.Invalid(UnstorableTextException.Words),
        _ when Transients.IsUnavailable(exception) =>
            Refusal.Because(StatusCodes.Status503ServiceUnavailable, Refusal.DetailOf(StatusCodes.Status503ServiceUnavailable)),
        _ => Refusal.Because(StatusCodes.Status500InternalServerError, Refusal.DetailOf(StatusCodes.Status500InternalServerError)),
    };
}
