using Microsoft.AspNetCore.Authorization;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Access;

/// <summary>
/// The roles a route or group is for: stated once, enforced before the body is read, and written into the OpenAPI document.
/// </summary>
public sealed class RolesAllowed(IReadOnlyList<Role> roles) : IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IReadOnlyList<Role> Allowed => roles;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

public static class AllowRolesExtensions
{
    public static TBuilder AllowRoles<TBuilder>(this TBuilder builder, params Role[] roles) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RolesAllowed(roles));
}

internal sealed class RolesAllowedHandler(CurrentActing current) : AuthorizationHandler<RolesAllowed>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesAllowed requirement)
    {
        // A key that reached a route for keys was judged by its commands already.
        if (current.OrNobody is { } acting && (acting.Has(requirement.Allowed) || (acting.Key is not null && IsForKeys(context.Resource))))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool IsForKeys(object? resource) => (resource as HttpContext)?.GetEndpoint()?.Metadata.GetMetadata<KeyUse>() is not null;
}
