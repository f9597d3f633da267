using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// The line of command of work that is asked of a region or a ministry and belongs to no institution: a report of a region climbs to its
/// presidential delegate and through Interior, one of a sector to its undersecretary and minister, one of a body to its secretariat and
/// whoever presides it; all end in interministerial coordination. It never reaches a regional government, which answers to nobody in it.
/// </summary>
internal sealed class PlaceLine(OrganisationSnapshot organisation, Role asked, string scope)
{
    private const string Interior = "INT";

    /// <summary>Presidential delegates answer through it, and not through the other undersecretariat of Interior.</summary>
    private const string OfInterior = "SUBINT";
    private const int AboveFrom = 2;

    /// <summary>People who have the task the notice is about.</summary>
    public IReadOnlySet<string>? Late { get; init; }

    /// <summary>Whether work of such a role has a line of its own when it belongs to no institution.</summary>
    public static bool IsOf(Role role) =>
        role.Scope is RoleScope.Region or RoleScope.Ministry or RoleScope.Committee || role == Role.InterministerialCoordination;

    /// <summary>Who hears of a level on a day. A vacant post, or one held by whoever is late, climbs and says so.</summary>
    public IReadOnlyList<Recipient> At(int level, DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, AuthorityLine.Top);

        string? because = null;
        for (var at = level; at <= AuthorityLine.Top; at++)
        {
            var (role, place) = PostOf(at);
            var holders = organisation.HoldersOf(role, place, date).ToList();
            var above = level < AboveFrom || Late is null ? holders : holders.FindAll(holder => !Late.Contains(holder.Person.Id));
            if (above.Count > 0)
            {
                return [.. above.Select(holder => new Recipient(
                    holder.Person.Id, holder.DisplayName, holder.Person.Email, role, Why(level, role, place, because)))];
            }

            because = holders.Count > 0
                ? $"quien ejerce como {role.Label} es quien tiene la tarea pendiente"
                : $"el cargo {role.Label}{PlaceName(role, place)} está vacante el {SpanishDate.Of(date)}";
        }

        return [];
    }

    private (Role Role, string Place) PostOf(int level) => (level, asked.Scope) switch
    {
        (0 or 1, _) => (asked, scope),
        (2, RoleScope.Region) => (Role.PresidentialDelegate, scope),
        (3, RoleScope.Region or RoleScope.National) => (
            Role.Undersecretary, organisation.Undersecretariats.Find(OfInterior) is null ? Interior : OfInterior),
        (4, RoleScope.Region or RoleScope.National) => (Role.Minister, Interior),
        (2 or 3, RoleScope.Ministry) => (Role.Undersecretary, scope),
        (4, RoleScope.Ministry) => (Role.Minister, organisation.Undersecretariats.MinistryIn(scope)),
        (2, RoleScope.Committee) => (Role.CommitteeSecretary, Seat.CommitteeIn(scope)),
        (3, RoleScope.Committee) => (Role.CommitteePresident, Seat.CommitteeIn(scope)),
        _ => (Role.InterministerialCoordination, Appointment.National),
    };

    private string Why(int level, Role role, string place, string? because)
    {
        var title = $"{role.Label}{PlaceName(role, place)}";
        var courtesy = Courtesy.For(role);
        return because is null
            ? $"{courtesy.GetsIt} porque {courtesy.Answers} por lo que se pidió a {About()}, como {title}."
            : $"{courtesy.GetsIt} porque {because} y {courtesy.You} corresponde como {title}.";
    }

    private string About() => asked.Scope == RoleScope.National ? asked.Label : organisation.ScopeName(asked.Scope, scope);

    private string PlaceName(Role role, string place) =>
        role.Scope == RoleScope.National ? "" : $" ({organisation.ScopeName(role.Scope, place)})";
}
