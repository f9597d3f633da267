using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// Finds where units, their posts and the ministries of institutions contradict each other. Every problem is a Spanish sentence.
/// </summary>
internal sealed class UnitCheck(
    IReadOnlyDictionary<string, Person> people, Func<Role, string, bool> scopeExists, Func<string, bool> placeExists,
    IReadOnlyList<Unit> units)
{
    /// <summary>Roles of people who are not staff of the place: rank says nothing of them.</summary>
    private static readonly Role[] OutsideRank = [Role.StaffAssociation, Role.ExternalEvaluator];

    private readonly ILookup<string, Unit> _units = units.ToLookup(unit => unit.Code, StringComparer.Ordinal);

    public IEnumerable<string> Problems(IReadOnlyList<UnitPost> posts) =>
        [.. units.Select(ProblemOf).OfType<string>(), .. Overlaps(), .. Cycles(), .. posts.SelectMany(ProblemsOf), .. SharedRanks(posts)];

    private string? ProblemOf(Unit unit)
    {
        var what = $"La unidad «{unit.Name}» ({unit.Code})";
        if (!placeExists(unit.PlaceCode)) return $"{what} es de «{unit.PlaceCode}», que no es una institución ni un ministerio.";
        if (unit.ValidFrom > unit.ValidTo) return $"{what} termina antes de empezar.";
        if (unit.ParentCode is not { } parent) return null;
        if (!_units.Contains(parent)) return $"{what} depende de la unidad «{parent}», que no existe.";
        return _units[parent].Any(above => above.PlaceCode == unit.PlaceCode)
            ? null
            : $"{what} depende de la unidad «{parent}», que es de otra institución.";
    }

    private IEnumerable<string> Overlaps() =>
        from periods in _units
        let inOrder = periods.OrderBy(unit => unit.ValidFrom ?? DateOnly.MinValue).ToList()
        from pair in inOrder.Zip(inOrder.Skip(1))
        where Validity.Meet(pair.First.ValidFrom, pair.First.ValidTo, pair.Second.ValidFrom, pair.Second.ValidTo)
        select $"La unidad «{periods.Key}» tiene dos filas para los mismos días ({pair.First.Name} y {pair.Second.Name}): pon fecha de "
            + "término a una.";

    /// <summary>Parents change only when a period begins: no other day can close a circle.</summary>
    private IEnumerable<string> Cycles() =>
        units.Where(unit => unit.ParentCode is not null).Select(unit => unit.ValidFrom ?? DateOnly.MinValue).Distinct()
            .SelectMany(CyclesOn).Distinct(StringComparer.Ordinal);

    private IEnumerable<string> CyclesOn(DateOnly date)
    {
        var inForce = units.Where(unit => unit.ExistsOn(date)).DistinctBy(unit => unit.Code)
            .ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        var clear = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in inForce.Values)
        {
            var way = new HashSet<string>(StringComparer.Ordinal);
            for (var at = unit; at is not null && clear.Contains(at.Code) is false; at = at.ParentCode is { } parent
                ? inForce.GetValueOrDefault(parent)
                : null)
            {
                if (way.Add(at.Code)) continue;
                yield return $"La unidad «{at.Name}» ({at.Code}) termina dependiendo de sí misma: "
                    + $"{string.Join(" → ", way.Order(StringComparer.Ordinal))}. Corrige de quién depende una de ellas.";
                break;
            }

            clear.UnionWith(way);
        }
    }

    private IEnumerable<string> ProblemsOf(UnitPost post)
    {
        var what = $"El cargo «{post.Title}» de la unidad «{post.UnitCode}»";
        if (!_units.Contains(post.UnitCode)) yield return $"{what} es de una unidad que no existe.";
        if (post.Rank < 1) yield return $"{what} tiene el lugar {post.Rank}: el primero es 1.";
        if (post.ValidFrom > post.ValidTo) yield return $"{what} termina antes de empezar.";
        if (post.Role is null == post.PersonId is null)
            yield return $"{what} dice quién lo tiene de una sola forma: por su rol o por su nombre.";
        if (post.PersonId is { } person && !people.ContainsKey(person)) yield return $"{what} nombra a «{person}», que no existe.";
        if (post.Role is not { } role) yield break;
        if (OutsideRank.Contains(role))
            yield return $"{what} es de {role.Label}, que no es funcionaria de la institución: no entra en su orden jerárquico.";
        else if (_units[post.UnitCode].Any(
            unit => role.Scope is not (RoleScope.Institution or RoleScope.Ministry) || !scopeExists(role, unit.PlaceCode)))
            yield return $"{what} es de {role.Label}, un rol que no se ejerce en el lugar de esa unidad.";
    }

    private static IEnumerable<string> SharedRanks(IReadOnlyList<UnitPost> posts) =>
        from place in posts.GroupBy(post => (post.UnitCode, post.Rank))
        let inOrder = place.OrderBy(post => post.ValidFrom ?? DateOnly.MinValue).ToList()
        from pair in inOrder.Zip(inOrder.Skip(1))
        where Validity.Meet(pair.First.ValidFrom, pair.First.ValidTo, pair.Second.ValidFrom, pair.Second.ValidTo)
        select $"«{pair.First.Title}» y «{pair.Second.Title}» tienen el mismo lugar ({place.Key.Rank}) en la unidad "
            + $"«{place.Key.UnitCode}»: el orden jerárquico no admite dos iguales.";

    public static IEnumerable<string> ProblemsOf(
        IReadOnlyList<Dependency> dependencies, IReadOnlyDictionary<string, Institution> institutions,
        IReadOnlyDictionary<string, Ministry> ministries)
    {
        foreach (var dependency in dependencies)
        {
            var what = $"La dependencia de «{dependency.InstitutionCode}»";
            if (!institutions.ContainsKey(dependency.InstitutionCode)) yield return $"{what} es de una institución que no existe.";
            if (!ministries.ContainsKey(dependency.MinistryCode))
                yield return $"{what} es del ministerio «{dependency.MinistryCode}», que no existe.";
            if (dependency.ValidFrom > dependency.ValidTo) yield return $"{what} termina antes de empezar.";
        }

        foreach (var (first, second) in dependencies.Zip(dependencies.Skip(1)))
        {
            if (first.InstitutionCode == second.InstitutionCode
                && Validity.Meet(first.ValidFrom, first.ValidTo, second.ValidFrom, second.ValidTo))
                yield return $"«{first.InstitutionCode}» depende de dos ministerios el "
                    + $"{SpanishDate.Of(second.ValidFrom ?? first.ValidFrom ?? first.ValidTo ?? new(2000, 1, 1))} ({first.MinistryCode} y "
                    + $"{second.MinistryCode}): corrige una de las fechas.";
        }
    }
}
