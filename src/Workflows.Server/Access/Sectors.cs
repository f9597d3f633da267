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

    /// <summary>
    /// Appointments that answer for what is asked of a role in a place: of an undersecretary, also those of the ministry and of its
    /// undersecretariats.
    /// </summary>
    public static IQueryable<Appointment> For(this IQueryable<Appointment> appointments, Role role, string scope, WorkflowsDb db) =>
        appointments.Where(post => post.Role == role && (post.ScopeCode == scope || db.Set<Undersecretariat>().Any(place =>
            (place.Code == post.ScopeCode && place.MinistryCode == scope)
            || (place.Code == scope && place.MinistryCode == post.ScopeCode))));

    /// <summary>Those in force on a day.</summary>
    public static IQueryable<Dependency> On(this IQueryable<Dependency> dependencies, DateOnly day) =>
        dependencies.Where(place => (place.ValidFrom == null || place.ValidFrom <= day) && (place.ValidTo == null || place.ValidTo >= day));
}
