using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;

namespace Workflows.Server.Organisation.Naming;

/// <summary>Somebody to whom a row about to be saved gives something: a post, a place in an order, a seat, or a way in.</summary>
/// <param name="IsOwnData">How they enter, and no post: who administers may correct their own.</param>
/// <param name="IsPost">Whether they act by it is told by the organisation itself, day by day.</param>
internal sealed record Named(string PersonId, string What, bool IsOwnData = false, bool IsPost = false)
{
    /// <summary>Null for a row that gives nothing, as one that ends a post earlier.</summary>
    public static Named? By(EntityEntry entry) => entry.Entity switch
    {
        Appointment post when Widens(entry) =>
            new(post.PersonId, $"{post.Role.Label}{(post.IsSubstitute ? " (S)" : "")} ({post.ScopeCode})", IsPost: true),
        Designation place when Widens(entry) =>
            new(place.PersonId, $"lugar {place.Order} de la subrogancia de {place.Role.Label} ({place.ScopeCode})"),
        Seat { PersonId: { } person } seat when Widens(entry) =>
            new(person, $"{seat.Role.Label}, asiento «{seat.Name}» ({seat.CommitteeCode})"),
        UnitPost { PersonId: { } person } post when Widens(entry) =>
            new(person, $"«{post.Title}», lugar {post.Rank} de la unidad {post.UnitCode}"),
        Person person when entry.State == EntityState.Added => new(person.Id, "persona nueva en el sistema"),
        Person person when Changed(entry, nameof(Person.Email)) => new(person.Id, "otro correo para entrar", IsOwnData: true),
        Person person when Changed(entry, nameof(Person.Active)) && person.Active => new(person.Id, "persona activa otra vez"),
        ExternalIdentity identity when entry.State == EntityState.Added => new(identity.PersonId, "otro RUN para entrar", IsOwnData: true),
        _ => null,
    };

    /// <summary>New, for somebody else, or for more days than before. «Ending» a post later than it ended is giving it.</summary>
    private static bool Widens(EntityEntry entry)
    {
        if (entry.State == EntityState.Added)
            return true;
        var (from, to) = (entry.Property(nameof(Appointment.ValidFrom)), entry.Property(nameof(Appointment.ValidTo)));
        return Changed(entry, nameof(Appointment.PersonId))
            || (from.OriginalValue is DateOnly firstBefore && (from.CurrentValue is not DateOnly first || first < firstBefore))
            || (to.OriginalValue is DateOnly lastBefore && (to.CurrentValue is not DateOnly last || last > lastBefore));
    }

    private static bool Changed(EntityEntry entry, string property) =>
        entry.State == EntityState.Modified && !Equals(entry.Property(property).OriginalValue, entry.Property(property).CurrentValue);
}
