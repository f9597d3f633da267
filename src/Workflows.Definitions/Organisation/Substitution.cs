using System.Globalization;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// Who acts in a post whose holder is away, or that nobody holds: the first of its order of substitution who is present, or else whom
/// the law names. A substitute has no substitute: when they are away too, the next in order acts (subrogancia is never chained).
/// </summary>
internal sealed class Substitution(
    OrganisationSnapshot organisation, ILookup<(Role, string), Designation> designations, Hierarchy hierarchy)
{
    /// <summary>A governor away for longer is not substituted by law: the regional council decides (Ley 19.175).</summary>
    private const int LongestAbsenceOfGovernor = 45;

    private const string OfMinister = "por ley lo subroga la subsecretaría de designación más antigua (Ley 18.575, art. 25)";
    private const string OfGovernor = "por ley lo subroga quien le sigue en jerarquía, por hasta 45 días corridos (Ley 19.175)";

    /// <param name="absent">The holder who is away, with the absence; null when the post is vacant.</param>
    public Holder? For(Role role, string scope, Absence? absent, DateOnly date)
    {
        foreach (var place in organisation.Undersecretariats.OrdersFor(role, scope, date).SelectMany(at => designations[(role, at)]))
        {
            if (place.IsInForceOn(date) && Present(place.PersonId, absent, date) is { } designated)
            {
                var order = place.Order.ToString(CultureInfo.InvariantCulture);
                return Acting(designated, $"ocupa el lugar {order} del orden de subrogancia{(place.Norm is { } norm ? $" ({norm})" : "")}");
            }
        }

        // Only whoever holds the next post themselves: their substitute does not inherit this duty.
        return ByLaw(role, scope, absent, date)
            .Select(next => Present(next.PersonId, absent, date) is { } person ? Acting(person, next.Basis) : null)
            .FirstOrDefault(holder => holder is not null);

        Holder Acting(Person person, string because) => new(person, new Appointment(person.Id, role, scope)
        {
            ValidFrom = absent?.From, ValidTo = absent?.To, IsSubstitute = true, InsteadOf = absent?.PersonId,
        })
        { Basis = because };
    }

    /// <summary>
    /// Posts in which a person may be acting because of the law or an order of substitution; whether they do depends on the day.
    /// </summary>
    public IEnumerable<(Role Role, string Scope)> PossibleFor(string personId, DateOnly date)
    {
        foreach (var place in designations.SelectMany(post => post).Where(place => place.PersonId == personId && place.IsInForceOn(date)))
            yield return (place.Role, place.ScopeCode);
        foreach (var post in organisation.AppointmentsOf(personId, date).Where(post => !post.IsSubstitute))
        {
            if (post.Role == Role.Undersecretary)
                yield return (Role.Minister, organisation.Undersecretariats.MinistryIn(post.ScopeCode));
            if (post.Role == Role.RegionalAdministrator)
                yield return (Role.Governor, post.ScopeCode);
        }

        foreach (var post in hierarchy.Above(personId, date))
            yield return post;
    }

    private Person? Present(string personId, Absence? absent, DateOnly date) =>
        personId != absent?.PersonId && organisation.FindPerson(personId) is { Active: true } person
            && organisation.AbsenceOf(personId, date) is null ? person : null;

    /// <summary>Whom the law calls, in its order, present or not.</summary>
    private IEnumerable<(string PersonId, string Basis)> ByLaw(Role role, string scope, Absence? absent, DateOnly date)
    {
        if (role == Role.Minister)
            return Titulars(Role.Undersecretary, OfMinister);
        if (role == Role.Governor)
            return absent is null || absent.To.DayNumber - absent.From.DayNumber < LongestAbsenceOfGovernor
                ? Titulars(Role.RegionalAdministrator, OfGovernor)
                : [];
        return hierarchy.Below(role, organisation.Undersecretariats.MinistryIn(scope), absent?.PersonId, date)
            .Select(next => (next.PersonId, $"por ley le sigue en el orden jerárquico de «{next.Unit.Name}» (Ley 18.834, art. 80)"));

        IEnumerable<(string, string)> Titulars(Role next, string basis) => organisation.TitularsOf(next, scope, date)
            .OrderBy(post => post.ValidFrom ?? DateOnly.MinValue).ThenBy(post => post.PersonId, StringComparer.Ordinal)
            .Select(post => (post.PersonId, basis));
    }
}
