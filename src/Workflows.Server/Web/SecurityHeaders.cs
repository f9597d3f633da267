using System.Net;

namespace Workflows.Server.Web;

/// <summary>What every answer says to the browser, and the refusal to speak over an open wire with another machine.</summary>
internal static class SecurityHeaders
{
    /// <summary>How long a browser that came once by https comes by no other way.</summary>
    public static readonly TimeSpan HttpsFor = TimeSpan.FromDays(365);

    // Component libraries set style attributes; scripts only come from our own files.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (context.Request.Path.StartsWithSegments("/api"))
            headers.CacheControl = "no-store";
        return next(context);
    }

    /// <summary>Passwords and keys never cross a network in the clear: https, or this same machine.</summary>
    public static Task RequirePrivateWireAsync(HttpContext context, RequestDelegate next)
    {
        var isOpen = !context.Request.IsHttps && context.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote);
        return isOpen && context.Request.Path.StartsWithSegments("/api")
            ? Refusal.Because(
                StatusCodes.Status403Forbidden,
                "Este servidor solo atiende por https. Cambia http por https en la dirección.").ExecuteAsync(context)
            : next(context);
    }
}
