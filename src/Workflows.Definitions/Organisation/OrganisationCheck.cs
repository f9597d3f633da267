using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// Finds where posts, absences and orders of substitution contradict each other. Every problem is a Spanish sentence that names the people.
/// </summary>
internal sealed class OrganisationCheck(IReadOnlyDictionary<string, Person> people, Func<Role, string, bool> scopeExists)
{
    /// <summary>
    /// Posts that one person holds at a time: two holders on the same day would make two answers to «who is the authority».
    /// </summary>
    private static readonly Role[] OfOne = [Role.Minister, Role.HeadOfService, Role.RegionalAdministrator, Role.Governor,
        Role.PresidentialDelegate];

    public IEnumerable<string> Problems(
        IReadOnlyList<Appointment> posts, IReadOnlyList<Absence> absences, IReadOnlyList<Designation> designations) =>
    [
        .. posts.Select(ProblemOf).OfType<string>(), .. Overlaps(posts), .. Chains(posts), .. ProblemsOf(absences),
        .. ProblemsOf(designations),
    ];

    private string? ProblemOf(Appointment post)
    {
        var what = $"El nombramiento de «{NameOf(post.PersonId)}» como {post.Role.Label}";
        if (!people.ContainsKey(post.PersonId)) return $"{what} nombra a una persona que no existe.";
        if (!scopeExists(post.Role, post.ScopeCode)) return $"{what} es en «{post.ScopeCode}», que no existe.";
        if (post.ValidFrom > post.ValidTo) return $"{what} termina antes de empezar.";
        if (post.InsteadOf == post.PersonId) return $"{what} se subroga a sí mismo.";
        if (post.InsteadOf is { } holder && !post.IsSubstitute) return $"{what} reemplaza a «{holder}» y no está marcado como subrogante.";
        return post.InsteadOf is { } absent && !people.ContainsKey(absent) ? $"{what} reemplaza a «{absent}», que no existe." : null;
    }

    private IEnumerable<string> Overlaps(IReadOnlyList<Appointment> posts) =>
        from place in posts.Where(post => OfOne.Contains(post.Role) && !post.IsSubstitute && IsActive(post.PersonId))
            .GroupBy(post => (post.Role, post.ScopeCode))
        let holders = place.OrderBy(post => post.ValidFrom ?? DateOnly.MinValue).ToList()
        from pair in holders.Zip(holders.Skip(1))
        where pair.First.PersonId != pair.Second.PersonId && Meet(pair.First, pair.Second)
        select $"«{NameOf(pair.First.PersonId)}» y «{NameOf(pair.Second.PersonId)}» son titulares de {place.Key.Role.Label} "
            + $"({place.Key.ScopeCode}) en los mismos días: pon fecha de término a uno.";

    /// <summary>A substitute of a substitute, which is also how two people would substitute each other.</summary>
    private IEnumerable<string> Chains(IReadOnlyList<Appointment> posts) =>
        from place in posts.GroupBy(post => (post.Role, post.ScopeCode))
        let titulars = place.Where(post => !post.IsSubstitute).Select(post => post.PersonId).ToHashSet(StringComparer.Ordinal)
        from post in place.Where(post => post.IsSubstitute && post.InsteadOf is { } absent && !titulars.Contains(absent))
        from other in place.Where(other => other.IsSubstitute && other.PersonId == post.InsteadOf && Meet(other, post))
        select $"«{NameOf(post.PersonId)}» subrogaría a «{NameOf(other.PersonId)}», que ya subroga en {place.Key.Role.Label}: la "
            + "subrogancia no se encadena. Di a qué titular reemplaza.";

    private IEnumerable<string> ProblemsOf(IReadOnlyList<Absence> absences)
    {
        foreach (var absence in absences)
        {
            if (!people.ContainsKey(absence.PersonId)) yield return $"Hay una ausencia de «{absence.PersonId}», que no existe.";
            if (absence.From > absence.To) yield return $"La ausencia de «{NameOf(absence.PersonId)}» termina antes de empezar.";
        }

        foreach (var (first, second) in absences.Zip(absences.Skip(1)))
        {
            if (first.PersonId == second.PersonId && second.From <= first.To)
                yield return $"Dos ausencias de «{NameOf(first.PersonId)}» se traslapan desde el {SpanishDate.Of(second.From)}: corrige "
                    + "una de ellas.";
        }
    }

    private IEnumerable<string> ProblemsOf(IReadOnlyList<Designation> designations)
    {
        foreach (var place in designations)
        {
            var what = $"El lugar {place.Order} de la subrogancia de {place.Role.Label}";
            if (!people.ContainsKey(place.PersonId)) yield return $"{what} nombra a «{place.PersonId}», que no existe.";
            if (!scopeExists(place.Role, place.ScopeCode)) yield return $"{what} es en «{place.ScopeCode}», que no existe.";
            if (place.ValidFrom > place.ValidTo) yield return $"{what} termina antes de empezar.";
            if (place.Order < 1) yield return $"{what} no sirve: el primer lugar es 1.";
        }

        foreach (var (first, second) in designations.Zip(designations.Skip(1)))
        {
            if ((first.Role, first.ScopeCode, first.Order) == (second.Role, second.ScopeCode, second.Order)
                && Validity.Meet(first.ValidFrom, first.ValidTo, second.ValidFrom, second.ValidTo))
                yield return $"«{NameOf(first.PersonId)}» y «{NameOf(second.PersonId)}» tienen el mismo lugar en la subrogancia de "
                    + $"{first.Role.Label} ({first.ScopeCode}).";
        }
    }

    /// <summary>Ids are made by machines; a person is told a name when there is one.</summary>
    private string NameOf(string personId) => people.TryGetValue(personId, out var person) ? person.Name : personId;

    private bool IsActive(string personId) => people.TryGetValue(personId, out var person) && person.Active;

    private static bool Meet(Appointment one, Appointment other) =>
        Validity.Meet(one.ValidFrom, one.ValidTo, other.ValidFrom, other.ValidTo);
}
