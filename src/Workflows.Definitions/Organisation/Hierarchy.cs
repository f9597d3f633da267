namespace Workflows.Definitions.Organisation;

/// <summary>Who follows whom in the units of a place (Ley 18.834, art. 80). It looks one step at a time: who is present is for whoever asks.</summary>
internal sealed class Hierarchy(OrganisationSnapshot organisation, IReadOnlyList<Unit> units, IReadOnlyList<UnitPost> posts)
{
    private readonly ILookup<string, Unit> _units = units.ToLookup(unit => unit.PlaceCode, StringComparer.Ordinal);
    private readonly ILookup<string, UnitPost> _posts = posts.OrderBy(post => post.Rank).ToLookup(post => post.UnitCode, StringComparer.Ordinal);
    private readonly ILookup<string, Unit> _byCode = units.ToLookup(unit => unit.Code, StringComparer.Ordinal);
    private readonly ILookup<string, UnitPost> _named = posts.Where(post => post.PersonId is not null).ToLookup(post => post.PersonId!, StringComparer.Ordinal);

    /// <summary>Who comes below a post in its unit, nearest first, among those who meet its requirements.</summary>
    /// <param name="absentId">The holder who is away; null when nobody holds the post.</param>
    public IEnumerable<(string PersonId, Unit Unit)> Below(Role role, string placeCode, string? absentId, DateOnly date)
    {
        var seats = SeatsIn(placeCode, date).ToList();
        var seat = seats.Find(seat => absentId is not null && seat.Post.PersonId == absentId)
            ?? seats.Find(seat => seat.Post.Role == role)
            ?? seats.Find(seat => absentId is not null && HoldersOf(seat, date).Contains(absentId));
        return seat is null
            ? []
            : seats.Where(other => other.Unit == seat.Unit && other.Post.Rank > seat.Post.Rank && other.Post.MeetsRequirements)
                .SelectMany(other => HoldersOf(other, date)).Distinct(StringComparer.Ordinal)
                .Where(person => person != absentId).Select(person => (person, seat.Unit));
    }

    /// <summary>Posts above a person in the units they belong to on a day, with the roles of whoever holds them.</summary>
    public IEnumerable<(Role Role, string Scope)> Above(string personId, DateOnly date) =>
        from seat in SeatsOf(personId, date)
        from above in SeatsIn(seat.Unit.PlaceCode, date)
        where above.Unit == seat.Unit && above.Post.Rank < seat.Post.Rank
        from role in RolesOf(above, date)
        select (role, seat.Unit.PlaceCode);

    private IEnumerable<Role> RolesOf(Seat seat, DateOnly date)
    {
        var held = HoldersOf(seat, date).SelectMany(person => organisation.AppointmentsOf(person, date))
            .Where(post => !post.IsSubstitute && post.ScopeCode == seat.Unit.PlaceCode).Select(post => post.Role);
        return seat.Post.Role is { } role ? held.Prepend(role) : held;
    }

    private IEnumerable<Seat> SeatsOf(string personId, DateOnly date)
    {
        var named = _named[personId].Where(post => post.IsInForceOn(date))
            .SelectMany(post => _byCode[post.UnitCode].Where(unit => unit.ExistsOn(date)).Select(unit => new Seat(unit, post)));
        var byRole = organisation.AppointmentsOf(personId, date).Where(post => !post.IsSubstitute)
            .SelectMany(held => SeatsIn(held.ScopeCode, date).Where(seat => seat.Post.Role == held.Role));
        return named.Concat(byRole);
    }

    private IEnumerable<Seat> SeatsIn(string placeCode, DateOnly date) =>
        from unit in _units[placeCode]
        where unit.ExistsOn(date)
        from post in _posts[unit.Code]
        where post.IsInForceOn(date)
        select new Seat(unit, post);

    private IEnumerable<string> HoldersOf(Seat seat, DateOnly date) => seat.Post is { Role: { } role }
        ? organisation.TitularsOf(role, seat.Unit.PlaceCode, date).Select(post => post.PersonId)
        : [seat.Post.PersonId!];

    private sealed record Seat(Unit Unit, UnitPost Post);
}
