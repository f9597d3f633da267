using System.Globalization;
using System.Text;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tasks;

/// <summary>Somebody or something of the organisation that a form lets people choose.</summary>
/// <param name="Id">Stable: of a person, of a post (<c>institution.head:CODE</c>) or of a place.</param>
/// <param name="Name">What it is called on the day.</param>
/// <param name="Detail">What tells two of the same name apart. It is shown while choosing and never kept.</param>
public sealed record Choice(string Id, string Name, string Detail);

/// <summary>Where the task that asks is: the institution it is about, and where its post is held.</summary>
public sealed record ChoosingPlace(string? Institution, string? Scope);

/// <summary>
/// What may be chosen on a day, by one rule for the list that people see and for the answer they send. Nothing outside the reach of the
/// field is ever listed or named. It knows the organisation and no commitments.
/// </summary>
public sealed class ChoiceList(OrganisationSnapshot organisation)
{
    /// <summary>Those whose name, code or detail has every word of the text, by name.</summary>
    public IReadOnlyList<Choice> Search(ChoosingRule rule, ChoosingPlace from, DateOnly date, string text)
    {
        var words = Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Of(rule, from, date)
            .Where(choice => Plain($"{choice.Name} {(rule.What == Choosable.Place ? choice.Id : "")} {choice.Detail}") is var all
                && words.All(word => all.Contains(word, StringComparison.Ordinal)))
            .OrderBy(choice => Plain(choice.Name), StringComparer.Ordinal).ThenBy(choice => choice.Id, StringComparer.Ordinal)];
    }

    public Choice? Find(ChoosingRule rule, ChoosingPlace from, DateOnly date, string id) =>
        Of(rule, from, date).FirstOrDefault(choice => choice.Id == Current(id, date));

    /// <summary>Whether it could be chosen on some other day: then it may be said that it ended.</summary>
    public bool IsOfAnotherDay(ChoosingRule rule, ChoosingPlace from, DateOnly date, string id)
    {
        var reach = ReachOf(rule, from, date);
        return rule.What switch
        {
            Choosable.Person => organisation.FindPerson(id) is not null
                && organisation.PostsEverOf(id).Any(post => reach.Has(post.ScopeCode) && Fits(rule, post.Role)),
            Choosable.Post => organisation.Posts.Any(
                post => IdOf(post.Role, post.ScopeCode) == id && reach.Has(post.ScopeCode) && Fits(rule, post.Role)),
            _ => reach.Has(id) && ((rule.Kinds.Contains(PlaceKind.Institution) && organisation.FindInstitution(id) is not null)
                || (rule.Kinds.Contains(PlaceKind.Ministry) && organisation.FindMinistry(id) is not null)),
        };
    }

    /// <summary>An undersecretary who was chosen by the ministry alone is that of its only undersecretariat.</summary>
    private string Current(string id, DateOnly date) => id.Split(':') is [var role, var scope] && role == Role.Undersecretary.Code
        ? IdOf(Role.Undersecretary, organisation.Undersecretariats.Canonical(scope, date))
        : id;

    private IEnumerable<Choice> Of(ChoosingRule rule, ChoosingPlace from, DateOnly date)
    {
        var reach = ReachOf(rule, from, date);
        return rule.What switch
        {
            Choosable.Person => People(rule, reach, date),
            Choosable.Post => Posts(rule, reach, date),
            Choosable.Commitment => [],
            _ => Places(rule, reach, date),
        };
    }

    private IEnumerable<Choice> People(ChoosingRule rule, Reach reach, DateOnly date)
    {
        var held = organisation.People.SelectMany(person => organisation.AppointmentsOf(person.Id, date))
            .Where(post => reach.Has(post.ScopeCode) && Fits(rule, post.Role))
            .Select(post => (post.PersonId, Post: NameOf(post.Role, post.ScopeCode)))
            .Concat(organisation.Seats.Where(seat => reach.Has(seat.Place) && Fits(rule, seat.Role))
                .SelectMany(seat => organisation.HoldersOf(seat, date)
                    .Select(holder => (PersonId: holder.Person.Id, Post: NameOf(seat.Role, seat.Place)))))
            .Concat(rule.Roles.Count > 0 ? [] : InUnits(reach, date));
        return held.GroupBy(post => post.PersonId, StringComparer.Ordinal)
            .Select(posts => (Person: organisation.FindPerson(posts.Key), Posts: posts.Select(post => post.Post).Distinct()))
            .Where(held => held.Person is { Active: true })
            .Select(held => new Choice(held.Person!.Id, held.Person.Name, string.Join("; ", held.Posts)));
    }

    private IEnumerable<(string PersonId, string Post)> InUnits(Reach reach, DateOnly date) =>
        from unit in organisation.Units
        where unit.ExistsOn(date) && reach.Has(unit.PlaceCode)
        join post in organisation.UnitPosts on unit.Code equals post.UnitCode
        where post.PersonId is not null && post.IsInForceOn(date)
        select (post.PersonId, $"{post.Title}, {unit.Name}");

    private IEnumerable<Choice> Posts(ChoosingRule rule, Reach reach, DateOnly date) => organisation.Posts
        .Where(post => reach.Has(post.ScopeCode) && Fits(rule, post.Role) && ExistsOn(post.Role, post.ScopeCode, date))
        .Select(post => new Choice(IdOf(post.Role, post.ScopeCode), NameOf(post.Role, post.ScopeCode),
            string.Join("; ", organisation.HoldersOf(post.Role, post.ScopeCode, date)
                .Select(holder => holder.DisplayName)) is { Length: > 0 } holders
                ? holders
                : "Vacante"));

    private IEnumerable<Choice> Places(ChoosingRule rule, Reach reach, DateOnly date)
    {
        if (rule.Kinds.Contains(PlaceKind.Institution))
        {
            foreach (var institution in organisation.Institutions.Where(place => place.ExistsOn(date) && reach.Has(place.Code)))
            {
                var ministry = organisation.MinistryOf(institution, date) is { } code ? organisation.FindMinistry(code)?.Name : null;
                yield return new(institution.Code, institution.Name,
                    ministry is null ? institution.Code : $"{institution.Code} · {ministry}");
            }
        }

        if (rule.Kinds.Contains(PlaceKind.Ministry))
        {
            foreach (var ministry in organisation.Ministries.Where(
                place => Validity.Covers(place.ValidFrom, place.ValidTo, date) && reach.Has(place.Code)))
                yield return new(ministry.Code, ministry.Name, $"{ministry.Code} · Ministerio");
        }

        if (rule.Kinds.Contains(PlaceKind.Region))
        {
            foreach (var region in organisation.Regions.Where(place => reach.Has(place.Code)))
                yield return new(region.Code, region.Name, $"{region.Code} · Región");
        }
    }

    private Reach ReachOf(ChoosingRule rule, ChoosingPlace from, DateOnly date)
    {
        if (rule.Within == ChoosingReach.Country)
            return new(null);
        var codes = new[] { from.Institution, from.Scope }.OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (rule.Within == ChoosingReach.Own)
            return new(codes);
        var ministries = codes.Select(organisation.Undersecretariats.MinistryIn).Where(code => organisation.FindMinistry(code) is not null)
            .Concat(codes.Select(organisation.FindInstitution).OfType<Institution>()
                .Select(place => organisation.MinistryOf(place, date)).OfType<string>())
            .ToHashSet(StringComparer.Ordinal);
        codes.UnionWith(ministries);
        codes.UnionWith(organisation.Undersecretariats.All.Where(place => ministries.Contains(place.MinistryCode))
            .Select(place => place.Code));
        codes.UnionWith(organisation.Institutions
            .Where(place => organisation.MinistryOf(place, date) is { } ministry && ministries.Contains(ministry))
                .Select(place => place.Code));
        return new(codes);
    }

    private bool ExistsOn(Role role, string scope, DateOnly date) => role.Scope switch
    {
        RoleScope.Institution => organisation.FindInstitution(scope)?.ExistsOn(date) ?? false,
        RoleScope.Ministry => organisation.FindMinistry(scope) is { } ministry
            ? Validity.Covers(ministry.ValidFrom, ministry.ValidTo, date)
            : organisation.Undersecretariats.Find(scope)?.ExistsOn(date) ?? false,
        RoleScope.Committee when Seat.NameIn(scope) is not null =>
            organisation.Seats.Any(seat => seat.Place == scope && seat.IsInForceOn(date)),
        _ => true,
    };

    private string NameOf(Role role, string scope) =>
        role.Scope == RoleScope.National ? role.Label : $"{role.Label}, {organisation.ScopeName(role.Scope, scope)}";

    private static string IdOf(Role role, string scope) => $"{role.Code}:{scope}";

    /// <summary>Citizens are everybody: nobody is asked for them by name.</summary>
    private static bool Fits(ChoosingRule rule, Role role) => role != Role.Citizen && (rule.Roles.Count == 0 || rule.Roles.Contains(role));

    /// <summary>Lower case and without accents, so that «maria» finds «María».</summary>
    private static string Plain(string text) => new([.. text.ToLowerInvariant().Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)]);

    /// <param name="Codes">The places within reach; null for everywhere. A seat is within reach with its committee.</param>
    private sealed record Reach(HashSet<string>? Codes)
    {
        public bool Has(string code) => Codes is null || Codes.Contains(code) || Codes.Contains(Seat.CommitteeIn(code));
    }
}
