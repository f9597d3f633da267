using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>
/// Who coordinates names authorities and counterparts, and gives nobody the keys of the system: neither as holder, successor or
/// substitute, nor through an order of substitution. Only whoever administers does.
/// </summary>
internal static class NationalRoles
{
    public static ProblemHttpResult? ProblemWith(Acting acting, params IEnumerable<Role> given) =>
        given.FirstOrDefault(role => role.Scope == RoleScope.National) is { } role && !acting.Has([Role.Administrator])
            ? Refusal.Forbidden($"Solo quien administra el sistema nombra o cambia a quien ejerce como «{role.Label}».")
            : null;
}
