namespace Workflows.Definitions.Organisation;

/// <summary>
/// Who follows whom in the units of a place (Ley 18.834, art. 80). It looks one step at a time: who is present is for whoever asks.
/// </summary>
internal sealed class Hierarchy(OrganisationSnapshot organisation, IReadOnlyList<Unit> units, IReadOnlyList<UnitPost> posts)
{
    private readonly ILookup<string, Unit> _units = units.ToLookup(unit => unit.PlaceCode, StringComparer.Ordinal);
    private readonly ILookup<string, UnitPost> _posts = posts.OrderBy(post => post.Rank)
        .ToLookup(post => post.UnitCode, StringComparer.Ordinal);
    private readonly ILookup<string, Unit> _byCode = units.ToLookup(unit => unit.Code, StringComparer.Ordinal);
    private readonly ILookup<string, UnitPost> _named = posts.Where(post => post.PersonId is not null)
        .ToLookup(post => post.PersonId!, StringComparer.Ordinal);

    /// <summary>Who comes below a post in its unit, nearest first, among those who meet its requirements.</summary>
    /// <param name="absentId">The holder who is away; null when nobody holds the post.</param>
    public IEnumerable<(string PersonId, Unit Unit)> Below(Role role, string placeCode, string? absentId, DateOnly date)
    {
        var rungs = RungsIn(placeCode, date).ToList();
        // The post itself; without it in any unit, the place of whoever is away.
        var rung = rungs.Find(rung => rung.Post.Role == role && IsTheirs(rung))
            ?? rungs.Find(rung => rung.Post.PersonId is { } named && named == absentId)
            ?? rungs.Find(rung => absentId is not null && IsTheirs(rung));
        return rung is null
            ? []
            : rungs.Where(other => other.Unit == rung.Unit && other.Post.Rank > rung.Post.Rank && other.Post.MeetsRequirements)
                .SelectMany(other => HoldersOf(other, date)).Distinct(StringComparer.Ordinal)
                .Where(person => person != absentId).Select(person => (person, rung.Unit));

        bool IsTheirs(Rung rung) => absentId is null || HoldersOf(rung, date).Contains(absentId);
    }

    /// <summary>Posts above a person in the units they belong to on a day, with the roles of whoever holds them.</summary>
    public IEnumerable<(Role Role, string Scope)> Above(string personId, DateOnly date) =>
        from rung in RungsOf(personId, date)
        from above in RungsIn(rung.Unit.PlaceCode, date)
        where above.Unit == rung.Unit && above.Post.Rank < rung.Post.Rank
        from role in RolesOf(above, date)
        select (role, rung.Unit.PlaceCode);

    private IEnumerable<Role> RolesOf(Rung rung, DateOnly date)
    {
        var held = HoldersOf(rung, date).SelectMany(person => organisation.AppointmentsOf(person, date))
            .Where(post => !post.IsSubstitute && post.ScopeCode == rung.Unit.PlaceCode).Select(post => post.Role);
        return rung.Post.Role is { } role ? held.Prepend(role) : held;
    }

    private IEnumerable<Rung> RungsOf(string personId, DateOnly date)
    {
        var named = _named[personId].Where(post => post.IsInForceOn(date))
            .SelectMany(post => _byCode[post.UnitCode].Where(unit => unit.ExistsOn(date)).Select(unit => new Rung(unit, post)));
        var byRole = organisation.AppointmentsOf(personId, date).Where(post => !post.IsSubstitute)
            .SelectMany(held => RungsIn(held.ScopeCode, date).Where(rung => rung.Post.Role == held.Role));
        return named.Concat(byRole);
    }

    private IEnumerable<Rung> RungsIn(string placeCode, DateOnly date) =>
        from unit in _units[placeCode]
        where unit.ExistsOn(date)
        from post in _posts[unit.Code]
        where post.IsInForceOn(date)
        select new Rung(unit, post);

    private IEnumerable<string> HoldersOf(Rung rung, DateOnly date) => rung.Post is { Role: { } role }
        ? organisation.TitularsOf(role, rung.Unit.PlaceCode, date).Select(post => post.PersonId)
        : [rung.Post.PersonId!];

    /// <summary>A post as it stands in its unit on a day.</summary>
    private sealed record Rung(Unit Unit, UnitPost Post);
}
