using System.Linq.Expressions;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;

namespace Workflows.Server.Commitments;

/// <summary>
/// Which commitments a person may see: all for whoever coordinates them, otherwise those of their region, ministry or service.
/// </summary>
internal static class CommitmentScope
{
    /// <summary>Who follows every commitment.</summary>
    public static readonly Role[] Followers = [.. Acting.Nationwide, Role.InterministerialCoordination, Role.Subdere];

    /// <summary>Who keeps the list and decides what is critical.</summary>
    public static readonly Role[] Keepers = [Role.Coordinator, Role.InterministerialCoordination];

    public static IQueryable<CommitmentRow> VisibleTo(this IQueryable<CommitmentRow> commitments, Acting acting)
    {
        if (acting.Has(Followers))
            return commitments;
        string[] regions = CodesOf(RoleScope.Region), ministries = acting.Ministries, institutions = acting.Institutions;
        Expression<Func<CommitmentRow, bool>> own = row =>
            (row.RegionCode != null && regions.Contains(row.RegionCode))
            || (row.MinistryCode != null && ministries.Contains(row.MinistryCode))
            || (row.InstitutionCode != null && institutions.Contains(row.InstitutionCode));
        return commitments.Where(own);

        string[] CodesOf(RoleScope scope) =>
            [.. acting.Appointments.Where(post => post.Role.Scope == scope).Select(post => post.ScopeCode)
                .Distinct(StringComparer.Ordinal)];
    }
}
