using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.World;

namespace Workflows.Server.Access;

/// <summary>
/// Finds the posts in which a person acts on a day: those of their appointments, and those the law or an order of substitution gives.
/// </summary>
internal sealed class HeldPosts(WorkflowsDb db, WorldSource world)
{
    /// <returns>Null when nobody active has that id.</returns>
    public async Task<Acting?> ActingAsync(string? personId, DateOnly today, CancellationToken ct)
    {
        if (await db.Set<Person>().AsNoTracking()
            .SingleOrDefaultAsync(person => person.Id == personId && person.Active, ct) is not { } person)
            return null;
        var posts = await db.Set<Appointment>().AsNoTracking()
            .Where(
                post => post.PersonId == personId && (post.ValidFrom == null || post.ValidFrom <= today)
                    && (post.ValidTo == null || post.ValidTo >= today))
            .ToListAsync(ct);

        // What the law or an order of substitution gives for the days of an absence is in no row.
        if (world.Current.World is not SnapshotWorld { Snapshot.Organisation: var organisation })
            return new(person.Id, person.Name, person.Email, posts, today);
        if (organisation.FindPerson(person.Id) is not null)
            posts.AddRange(organisation.HeldWithoutAppointment(person.Id, today).Concat(organisation.SeatsHeldBy(person.Id, today)));
        var offices = organisation.Undersecretariats;
        return new(person.Id, person.Name, person.Email, posts, today)
        {
            Undersecretariats = posts.Where(post => post.Role == Role.Undersecretary).Select(post => post.ScopeCode).Distinct()
                .ToDictionary(
                    scope => scope, scope => new UndersecretaryPlace(offices.MinistryIn(scope), offices.ActedInFrom(scope, today))),
        };
    }
}
