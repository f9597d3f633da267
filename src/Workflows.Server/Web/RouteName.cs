using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Workflows.Server.Web;

/// <summary>
/// A route as its pattern writes it, however the address was written: routing is blind to the case of letters, to a slash at the end and to
/// letters written as numbers, so whoever compares or logs routes has to be as well.
/// </summary>
internal static class RouteName
{
    private const string None = "(no route)";

    /// <summary>Method and pattern, with the names of its parameters and never their values: <c>GET /api/tasks/{id}</c>.</summary>
    public static string Of(HttpContext context) => $"{MethodOf(context)} {PatternOf(context)}";

    /// <summary>The pattern alone; for what matched no route, a word that says so: such an address may hold anything.</summary>
    public static string PatternOf(HttpContext context) =>
        EndpointOf(context) is RouteEndpoint { RoutePattern: var pattern } ? Written(pattern, parameter => $"{{{parameter}}}") : None;

    /// <summary>Method and path with the values that were asked for, exactly as the handler gets them.</summary>
    public static string Asked(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern: var pattern }
            ? $"{MethodOf(context)} {Written(pattern, parameter => Convert.ToString(context.Request.RouteValues[parameter], null) ?? "")}"
            : $"{MethodOf(context)} {context.Request.Path}";

    public static string MethodOf(HttpContext context) => context.Request.Method.ToUpperInvariant();

    // An exception takes the endpoint away from the request it failed in.
    private static Endpoint? EndpointOf(HttpContext context) =>
        context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    private static string Written(RoutePattern pattern, Func<string, string> valueOf) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => valueOf(parameter.Name),
            _ => "",
        }))));
}
