using Microsoft.AspNetCore.Http.Features;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Web;

/// <summary>How much a request may carry: evidence has its own limit, everything else is text.</summary>
internal static class BodyLimits
{
    private const long Text = 8 * 1024 * 1024;

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var isUpload = HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/api/files");
        // One byte more, so that the store can say which limit it was.
        var limit = isUpload ? FileLimits.Evidence.MaxBytes + 1 : Text;
        if (context.Request.ContentLength > limit)
        {
            return Refusal.Because(
                StatusCodes.Status413PayloadTooLarge,
                $"Lo que envías pesa más de {limit / (1024 * 1024)} MB. Redúcelo o divídelo en partes.").ExecuteAsync(context);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        return next(context);
    }
}
