using Microsoft.Net.Http.Headers;

namespace Workflows.Server.Web;

/// <summary>
/// «Espera unos segundos», as a program understands it: whatever answers 503 says when to come back. It changes no answer.
/// </summary>
internal static class RetryLater
{
    private const string InSeconds = "5";

    public static Task SayAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && !response.Headers.ContainsKey(HeaderNames.RetryAfter))
                response.Headers.RetryAfter = InSeconds;
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }
}
