using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;

namespace Workflows.Server.Access;

/// <summary>
/// Which institutions answer to a ministry on a day, asked of the database: the same as <see cref="OrganisationSnapshot.MinistryOf"/>.
/// </summary>
internal static class Sectors
{
    /// <summary>Those that answer to any of these ministries on the day.</summary>
    public static IQueryable<Institution> AnsweringTo(
        this IQueryable<Institution> institutions, string[] ministries, DateOnly day, WorkflowsDb db)
    {
        var moved = db.Set<Dependency>().On(day);
        return institutions.Where(institution =>
            moved.Any(place => place.InstitutionCode == institution.Code && ministries.Contains(place.MinistryCode))
            || (ministries.Contains(institution.MinistryCode) && !moved.Any(place => place.InstitutionCode == institution.Code)));
    }

    /// <summary>Those in force on a day.</summary>
    public static IQueryable<Dependency> On(this IQueryable<Dependency> dependencies, DateOnly day) =>
        dependencies.Where(place => (place.ValidFrom == null || place.ValidFrom <= day) && (place.ValidTo == null || place.ValidTo >= day));
}
