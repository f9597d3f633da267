using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// Which undersecretariat an institution answers to, and in which places an undersecretary acts. Appointments of before name the ministry
/// alone: they count where their undersecretariat has nobody, so that no notice is lost until somebody places them.
/// </summary>
public sealed class Undersecretariats
{
    private readonly OrganisationSnapshot _organisation;
    private readonly Dictionary<string, Undersecretariat> _byCode;
    private readonly ILookup<string, Undersecretariat> _byMinistry;
    private readonly ILookup<string, Supervision> _supervisions;

    internal Undersecretariats(
        OrganisationSnapshot organisation, Dictionary<string, Undersecretariat> byCode, IEnumerable<Supervision> supervisions)
    {
        (_organisation, _byCode) = (organisation, byCode);
        _byMinistry = byCode.Values.OrderBy(place => place.Code, StringComparer.Ordinal)
            .ToLookup(place => place.MinistryCode, StringComparer.Ordinal);
        Supervisions = [.. supervisions.OrderBy(one => one.InstitutionCode, StringComparer.Ordinal).ThenBy(one => one.ValidFrom)];
        _supervisions = Supervisions.ToLookup(one => one.InstitutionCode, StringComparer.Ordinal);
    }

    /// <summary>By institution and period.</summary>
    public IReadOnlyList<Supervision> Supervisions { get; }

    public IReadOnlyCollection<Undersecretariat> All => _byCode.Values;

    public Undersecretariat? Find(string code) => _byCode.GetValueOrDefault(code);

    public IReadOnlyList<Undersecretariat> Of(string ministry, DateOnly date) =>
        [.. _byMinistry[ministry].Where(place => place.ExistsOn(date))];

    /// <summary>The ministry of a place where a post of a ministry is held: of an undersecretariat, or the ministry itself.</summary>
    public string MinistryIn(string scope) => Find(scope)?.MinistryCode ?? scope;

    /// <summary>Where another role of a ministry is held, as seen from a place of it: only its undersecretary stays there.</summary>
    public string PlaceFor(Role role, string scope) => role == Role.Undersecretary ? scope : MinistryIn(scope);

    /// <summary>The row that says which one an institution answers to; one of another ministry than its own says nothing.</summary>
    public Supervision? RowOf(Institution institution, DateOnly date)
    {
        var ministry = _organisation.MinistryOf(institution, date);
        return ministry is null ? null
            : _supervisions[institution.Code].FirstOrDefault(
                one => one.IsInForceOn(date) && Find(one.UndersecretariatCode) is { } place && place.MinistryCode == ministry
                    && place.ExistsOn(date));
    }

    /// <summary>
    /// The one an institution answers to on a day. Null where nobody said which of several, and for a regional government: it answers to
    /// none.
    /// </summary>
    public Undersecretariat? Of(Institution institution, DateOnly date)
    {
        if (institution.Kind == InstitutionKind.RegionalGovernment || _organisation.MinistryOf(institution, date) is not { } ministry)
            return null;
        return Of(ministry, date) is [var only] ? only
            : RowOf(institution, date) is { } row ? Find(row.UndersecretariatCode) : null;
    }

    /// <summary>Whether an institution's ministry has several and nobody said which of them it answers to.</summary>
    public bool IsUnsaid(Institution institution, DateOnly date) =>
        institution.Kind != InstitutionKind.RegionalGovernment && _organisation.MinistryOf(institution, date) is { } ministry
        && Of(ministry, date).Count > 1 && RowOf(institution, date) is null;

    /// <summary>
    /// Where the undersecretary of an institution acts: its undersecretariat; the ministry where nobody said which, or knows of any.
    /// </summary>
    public string? ScopeFor(Institution institution, DateOnly date) =>
        Of(institution, date)?.Code ?? _organisation.MinistryOf(institution, date);

    /// <summary>A ministry with one undersecretariat means that one.</summary>
    public string Canonical(string scope, DateOnly date) => Of(scope, date) is [var only] ? only.Code : scope;

    /// <summary>
    /// The places whose appointments of undersecretary act in one: of an undersecretariat, its own, and those of before that name its
    /// ministry alone when it has no own; of a ministry, all of them.
    /// </summary>
    /// <param name="isHeld">Whether somebody has an appointment in that very place.</param>
    internal IEnumerable<string> ActingIn(string scope, DateOnly date, Func<string, bool> isHeld)
    {
        if (Find(scope) is not { } place)
            return Of(scope, date).Select(one => one.Code).Prepend(scope);
        return Of(place.MinistryCode, date).Count == 1 ? [scope, place.MinistryCode]
            : isHeld(scope) ? [scope] : [place.MinistryCode];
    }

    /// <summary>Where an order of substitution may be kept: of the only undersecretariat of a ministry, also in the ministry.</summary>
    internal IEnumerable<string> OrdersFor(Role role, string scope, DateOnly date) =>
        role == Role.Undersecretary && Find(scope) is { } place && Of(place.MinistryCode, date).Count == 1
            ? [scope, place.MinistryCode]
            : [scope];

    /// <summary>The places in which whoever is appointed undersecretary in one acts: the other way round.</summary>
    public IReadOnlyList<string> ActedInFrom(string scope, DateOnly date)
    {
        var ministry = MinistryIn(scope);
        return
        [
            scope,
            .. Of(ministry, date).Select(place => place.Code).Append(ministry).Where(place => place != scope
                && ActingIn(place, date, one => _organisation.HasAppointment(Role.Undersecretary, one, date)).Contains(scope)),
        ];
    }

    internal static IEnumerable<string> ProblemsOf(
        IReadOnlyList<Supervision> supervisions, IReadOnlyDictionary<string, Undersecretariat> places,
        IReadOnlyDictionary<string, Institution> institutions, IReadOnlyDictionary<string, Ministry> ministries)
    {
        foreach (var place in places.Values.Where(place => !ministries.ContainsKey(place.MinistryCode)))
            yield return $"«{place.Name}» es del ministerio «{place.MinistryCode}», que no existe.";
        foreach (var place in places.Values.Where(place => ministries.ContainsKey(place.Code) || institutions.ContainsKey(place.Code)))
            yield return $"El código «{place.Code}» de «{place.Name}» ya es de un ministerio o de una institución.";
        foreach (var one in supervisions)
        {
            var what = $"La subsecretaría de «{one.InstitutionCode}»";
            if (!institutions.ContainsKey(one.InstitutionCode)) yield return $"{what} es de una institución que no existe.";
            if (!places.ContainsKey(one.UndersecretariatCode)) yield return $"{what} es «{one.UndersecretariatCode}», que no existe.";
            if (one.ValidFrom > one.ValidTo) yield return $"{what} termina antes de empezar.";
        }

        foreach (var (first, second) in supervisions.Zip(supervisions.Skip(1)))
        {
            if (first.InstitutionCode == second.InstitutionCode
                && Validity.Meet(first.ValidFrom, first.ValidTo, second.ValidFrom, second.ValidTo))
                yield return $"«{first.InstitutionCode}» depende de dos subsecretarías el "
                    + $"{SpanishDate.Of(second.ValidFrom ?? first.ValidFrom ?? first.ValidTo ?? new(2000, 1, 1))} "
                    + $"({first.UndersecretariatCode} y {second.UndersecretariatCode}): corrige una de las fechas.";
        }
    }
}
