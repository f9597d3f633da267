using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// Everything known about institutions, people and posts at one moment. Immutable; each question carries the day it is
/// asked about, so yesterday's answer can be given again tomorrow.
/// </summary>
public sealed class OrganisationSnapshot
{
    private readonly Dictionary<string, Institution> _institutions;
    private readonly Dictionary<string, Ministry> _ministries;
    private readonly Dictionary<string, Region> _regions;
    private readonly Dictionary<string, Network> _networks;
    private readonly Dictionary<string, Committee> _committees;
    private readonly ILookup<(Role, string), Seat> _seats;
    private readonly ILookup<(string, string), Seat> _alternates;
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<(Role, string), Appointment[]> _byPost;
    private readonly Dictionary<string, Appointment[]> _byPerson;
    private readonly ILookup<string, Absence> _absences;
    private readonly ILookup<string, Dependency> _dependencies;
    private readonly Substitution _substitution;

    public OrganisationSnapshot(
        IEnumerable<Institution> institutions, IEnumerable<Ministry> ministries, IEnumerable<Region> regions,
        IEnumerable<Network> networks, IEnumerable<Person> people, IEnumerable<Appointment> appointments,
        IEnumerable<Absence>? absences = null, IEnumerable<Designation>? designations = null,
        IEnumerable<Unit>? units = null, IEnumerable<UnitPost>? unitPosts = null, IEnumerable<Dependency>? dependencies = null,
        IEnumerable<Committee>? committees = null, IEnumerable<Seat>? seats = null,
        IEnumerable<Undersecretariat>? undersecretariats = null, IEnumerable<Supervision>? supervisions = null)
    {
        var problems = new List<string>();
        _institutions = Index(institutions, institution => institution.Code, "la institución", problems);
        _ministries = Index(ministries, ministry => ministry.Code, "el ministerio", problems);
        _regions = Index(regions, region => region.Code, "la región", problems);
        _networks = Index(networks, network => network.Code, "la red de expertos", problems);
        _committees = Index(committees ?? [], committee => committee.Code, "el comité", problems);
        _people = Index(people, person => person.Id, "la persona", problems);
        var offices = Index(undersecretariats ?? [], place => place.Code, "la subsecretaría", problems);
        Undersecretariats = new(this, offices, supervisions ?? []);

        var posts = appointments.OrderBy(post => post.Role.Code, StringComparer.Ordinal)
            .ThenBy(post => post.ScopeCode, StringComparer.Ordinal)
            .ThenBy(post => post.PersonId, StringComparer.Ordinal).ThenBy(post => post.ValidFrom).ToList();
        problems.AddRange(_institutions.Values
            .Where(institution => institution.MinistryCode is { } code && !_ministries.ContainsKey(code))
            .Select(institution => $"«{institution.Name}» depende del ministerio «{institution.MinistryCode}», que no existe."));
        Absences = [.. (absences ?? []).OrderBy(absence => absence.PersonId, StringComparer.Ordinal).ThenBy(absence => absence.From)];
        Designations = [.. (designations ?? []).OrderBy(place => place.Role.Code, StringComparer.Ordinal)
            .ThenBy(place => place.ScopeCode, StringComparer.Ordinal).ThenBy(place => place.Order).ThenBy(place => place.ValidFrom)];
        Units = [.. (units ?? []).OrderBy(unit => unit.Code, StringComparer.Ordinal).ThenBy(unit => unit.ValidFrom)];
        UnitPosts = [
            .. (unitPosts ?? []).OrderBy(post => post.UnitCode, StringComparer.Ordinal).ThenBy(post => post.Rank)
                .ThenBy(post => post.ValidFrom)];
        Dependencies =
            [.. (dependencies ?? []).OrderBy(place => place.InstitutionCode, StringComparer.Ordinal).ThenBy(place => place.ValidFrom)];
        problems.AddRange(new OrganisationCheck(_people, ScopeExists).Problems(posts, Absences, Designations));
        problems.AddRange(
            new UnitCheck(_people, ScopeExists, code => _institutions.ContainsKey(code) || _ministries.ContainsKey(code), Units)
                .Problems(UnitPosts));
        problems.AddRange(UnitCheck.ProblemsOf(Dependencies, _institutions, _ministries));
        problems.AddRange(Undersecretariats.ProblemsOf(Undersecretariats.Supervisions, offices, _institutions, _ministries));
        Seats = [.. (seats ?? []).OrderBy(seat => seat.CommitteeCode, StringComparer.Ordinal)
            .ThenBy(seat => seat.Name, StringComparer.Ordinal).ThenBy(seat => seat.ValidFrom)];
        problems.AddRange(new SeatCheck(_people, _committees, ScopeExists).Problems(Seats));
        if (problems.Count > 0) throw new OrganisationException(problems);

        _absences = Absences.ToLookup(absence => absence.PersonId, StringComparer.Ordinal);
        _seats = Seats.SelectMany(seat => new[] { (seat, Place: seat.CommitteeCode), (seat, seat.Place) })
            .ToLookup(held => (held.seat.Role, held.Place), held => held.seat);
        _alternates = Seats.Where(seat => seat.AlternateOf is not null).ToLookup(seat => (seat.CommitteeCode, seat.AlternateOf!));
        _dependencies = Dependencies.ToLookup(place => place.InstitutionCode, StringComparer.Ordinal);
        _substitution = new Substitution(
            this, Designations.ToLookup(place => (place.Role, place.ScopeCode)), new Hierarchy(this, Units, UnitPosts));
        _byPost = posts.GroupBy(post => (post.Role, post.ScopeCode)).ToDictionary(group => group.Key, group => group.ToArray());
        _byPerson = posts.GroupBy(post => post.PersonId).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        Institutions = [.. _institutions.Values.OrderBy(institution => institution.Code, StringComparer.Ordinal)];
        Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(posts))));
    }

    /// <summary>By code.</summary>
    public IReadOnlyList<Institution> Institutions { get; }

    public IReadOnlyCollection<Ministry> Ministries => _ministries.Values;

    public IReadOnlyCollection<Region> Regions => _regions.Values;

    public IReadOnlyCollection<Network> Networks => _networks.Values;

    public IReadOnlyCollection<Committee> Committees => _committees.Values;

    public IReadOnlyCollection<Person> People => _people.Values;

    /// <summary>By person and day.</summary>
    public IReadOnlyList<Absence> Absences { get; }

    /// <summary>By post and order.</summary>
    public IReadOnlyList<Designation> Designations { get; }

    /// <summary>By code and period.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>By unit and rank.</summary>
    public IReadOnlyList<UnitPost> UnitPosts { get; }

    /// <summary>By institution and period.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; }

    /// <summary>By committee, name and period.</summary>
    public IReadOnlyList<Seat> Seats { get; }

    /// <summary>Those of each ministry, and which of them an institution answers to.</summary>
    public Undersecretariats Undersecretariats { get; }

    /// <summary>A hash of everything that may change an answer.</summary>
    public string Version { get; }

    public Institution? FindInstitution(string code) => _institutions.GetValueOrDefault(code);

    /// <summary>The institution of that code; a process about an unknown one is a broken promise.</summary>
    public Institution InstitutionOf(string code) =>
        FindInstitution(code) ?? throw new KeyNotFoundException($"La institución «{code}» no existe en la organización.");

    public Ministry? FindMinistry(string code) => _ministries.GetValueOrDefault(code);

    public Committee? FindCommittee(string code) => _committees.GetValueOrDefault(code);

    /// <summary>The ministry an institution answers to on a day; null when it answers to none.</summary>
    public string? MinistryOf(Institution institution, DateOnly date) =>
        _dependencies[institution.Code].FirstOrDefault(place => place.IsInForceOn(date))?.MinistryCode ?? institution.MinistryCode;

    /// <summary>
    /// Where an institution works: a region's post or government in its region. Null, the whole country, for those that serve all of it and
    /// for those nobody has placed.
    /// </summary>
    public Territory? PlaceOf(string? institutionCode, string? regionCode)
    {
        var institution = institutionCode is null ? null : FindInstitution(institutionCode);
        var region = regionCode ?? institution?.Kind switch
        {
            InstitutionKind.RegionalGovernment => _regions.Values.FirstOrDefault(one => one.RegionalGovernment == institution.Code)?.Code,
            // «Delegación Presidencial Regional Tarapacá»: of one region by its name. The longest: one name may be within another.
            InstitutionKind.PresidentialDelegation => _regions.Values
                .Where(one => institution.Name.Contains(one.ShortName, StringComparison.OrdinalIgnoreCase))
                .MaxBy(one => one.ShortName.Length)?.Code,
            _ => null,
        };
        return region is null ? null : Territory.Kept(region);
    }

    public Person? FindPerson(string id) => _people.GetValueOrDefault(id);

    /// <summary>The institutions a programme's process opens for in a year, by code.</summary>
    public IReadOnlyList<Institution> InstitutionsIn(string programme, int year)
    {
        var regimes = IncentiveRegimes.OfProgramme(programme);
        return [.. Institutions.Where(institution => regimes.Contains(institution.Regime) && institution.ExistsIn(year))];
    }

    /// <summary>
    /// Who acts in a post on a day. Inactive people hold nothing; a holder who is covered by a substitute, or away, gives way to whoever
    /// acts for them.
    /// </summary>
    public IReadOnlyList<Holder> HoldersOf(Role role, string scopeCode, DateOnly date)
    {
        if (role == Role.Undersecretary)
            scopeCode = Undersecretariats.Canonical(scopeCode, date);
        var inForce = InForce(role, scopeCode, date);
        var covered = inForce.Where(post => post.IsSubstitute && AbsenceOf(post.PersonId, date) is null)
            .Select(post => post.InsteadOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var acting = inForce
            .Where(post => post.IsSubstitute ? AbsenceOf(post.PersonId, date) is null : !covered.Contains(post.PersonId))
            .Select(post => AbsenceOf(post.PersonId, date) is { } absence
                ? _substitution.For(role, post.ScopeCode, absence, date)
                : new Holder(_people[post.PersonId], post))
            .OfType<Holder>().Concat(_seats[(role, scopeCode)].SelectMany(seat => HoldersOf(seat, date, scopeCode))).ToList();
        if (inForce.Count == 0 && acting.Count == 0 && _substitution.For(role, scopeCode, null, date) is { } substitute)
            acting.Add(substitute);
        return [.. acting.DistinctBy(holder => holder.Person.Id)];
    }

    /// <summary>
    /// Who acts in a seat on a day: whoever acts in the post it goes with, or the person it belongs to; when nobody does, its alternates.
    /// </summary>
    public IEnumerable<Holder> HoldersOf(Seat seat, DateOnly date) => HoldersOf(seat, date, seat.CommitteeCode);

    /// <summary>The seats a person acts in on a day, each as a place of its own: by them they vote.</summary>
    public IReadOnlyList<Appointment> SeatsHeldBy(string personId, DateOnly date) =>
        [.. Seats.SelectMany(seat => HoldersOf(seat, date, seat.Place)).Where(holder => holder.Person.Id == personId)
            .Select(holder => holder.Appointment)];

    /// <summary>Who may act in a seat instead of its holder on a day. A substitute of theirs may not.</summary>
    public IReadOnlyList<Holder> AlternatesOf(Seat seat, DateOnly date) =>
        [.. _alternates[(seat.CommitteeCode, seat.Name)].SelectMany(alternate => OwnHoldersOf(alternate, date, alternate.CommitteeCode))
            .Where(holder => !holder.Appointment.IsSubstitute && holder.Person.Id != seat.PersonId).DistinctBy(holder => holder.Person.Id)];

    private IEnumerable<Holder> HoldersOf(Seat seat, DateOnly date, string place)
    {
        var own = OwnHoldersOf(seat, date, place).ToList();
        if (own.Count > 0 || !seat.IsInForceOn(date))
            return own;
        return AlternatesOf(seat, date).Select(holder => new Holder(holder.Person, new(holder.Person.Id, seat.Role, place)
        {
            ValidFrom = seat.ValidFrom, ValidTo = seat.ValidTo, IsSubstitute = true, InsteadOf = seat.PersonId,
        })
        { Basis = holder.Basis });
    }

    private IEnumerable<Holder> OwnHoldersOf(Seat seat, DateOnly date, string place)
    {
        if (!seat.IsInForceOn(date))
            return [];
        var held = seat is { OfRole: { } role, OfScope: { } scope } ? HoldersOf(role, scope, date)
            : FindPerson(seat.PersonId ?? "") is { Active: true } person && AbsenceOf(person.Id, date) is null ? [
                new Holder(person, new(person.Id, seat.Role, place))]
            : [];
        return held.Select(holder => new Holder(holder.Person, new(holder.Person.Id, seat.Role, place)
        {
            ValidFrom = seat.ValidFrom, ValidTo = seat.ValidTo, IsSubstitute = holder.Appointment.IsSubstitute,
            InsteadOf = holder.Appointment.InsteadOf,
        })
        { Basis = seat.Because });
    }

    /// <summary>The absence a person is in on a day.</summary>
    public Absence? AbsenceOf(string personId, DateOnly date) => _absences[personId].FirstOrDefault(absence => absence.Covers(date));

    /// <summary>Who holds a post in their own right on a day, away or not.</summary>
    public IEnumerable<Appointment> TitularsOf(Role role, string scopeCode, DateOnly date) =>
        InForce(role, scopeCode, date).Where(post => !post.IsSubstitute);

    /// <summary>
    /// The posts in which a person acts on a day without an appointment that says so: by the law, an order of substitution or a seat.
    /// </summary>
    public IReadOnlyList<Appointment> HeldWithoutAppointment(string personId, DateOnly date)
    {
        var substituted = Acting(_substitution.PossibleFor(personId, date));
        var held = AppointmentsOf(personId, date).Concat(substituted).Select(post => (post.Role, post.ScopeCode)).ToHashSet();
        var own = Seats.Where(
            seat => seat.PersonId == personId || (seat is { OfRole: { } role, OfScope: { } scope } && held.Contains((role, scope))))
                .ToList();
        var alternated = own.Where(seat => seat.AlternateOf is not null).Select(seat => seat.AlternatePlace)
            .ToHashSet(StringComparer.Ordinal);
        var seats = own.Concat(Seats.Where(seat => alternated.Contains(seat.Place))).Select(seat => (seat.Role, seat.CommitteeCode));
        return [.. substituted, .. Acting(seats)];

        Appointment[] Acting(IEnumerable<(Role Role, string Scope)> posts) =>
            [.. posts.Distinct().SelectMany(post => HoldersOf(post.Role, post.Scope, date))
                .Where(holder => holder.Basis is not null && holder.Person.Id == personId).Select(holder => holder.Appointment)];
    }

    /// <summary>The posts a person has on a day, covered by a substitute or not.</summary>
    public IReadOnlyList<Appointment> AppointmentsOf(string personId, DateOnly date) =>
        _byPerson.TryGetValue(personId, out var posts) && _people[personId].Active ? [.. posts.Where(post => post.IsInForceOn(date))] : [];

    /// <summary>Every post that somebody has or had, and every seat: vacant ones too.</summary>
    public IEnumerable<(Role Role, string ScopeCode)> Posts =>
        _byPost.Keys.Concat(Seats.Select(seat => (seat.Role, seat.Place))).Distinct();

    /// <summary>Whatever posts a person has, had or will have.</summary>
    public IReadOnlyList<Appointment> PostsEverOf(string personId) => _byPerson.GetValueOrDefault(personId) ?? [];

    /// <summary>Who answers for a level of an institution's ladder on a day, with copies, and why. A vacancy climbs and says so.</summary>
    public IReadOnlyList<Recipient> AuthorityAt(int level, Institution institution, DateOnly date) =>
        new AuthorityLine(this, institution).At(level, date);

    /// <summary>The same with every step that led to it, in Spanish, and the posts found vacant on the way.</summary>
    /// <param name="saysUnconfirmed">Whether the reader can confirm what nobody did yet, and is told of it.</param>
    public AuthorityAnswer ExplainAuthority(int level, Institution institution, DateOnly date, bool saysUnconfirmed = false)
    {
        var line = new AuthorityLine(this, institution) { Steps = [], SaysUnconfirmed = saysUnconfirmed };
        return new AuthorityAnswer(level, institution, date, line.At(level, date), line.Steps, line.Vacancies);
    }

    /// <summary>The people a recipient code of a policy means for an institution on a day (see <see cref="RecipientCode"/>).</summary>
    /// <param name="late">People whose task it is: from level 2 up a notice about them never goes to them, it climbs.</param>
    public IReadOnlyList<Recipient> Resolve(
        RecipientCode recipient, int level, Institution institution, DateOnly date, IReadOnlySet<string>? late = null) =>
        new AuthorityLine(this, institution) { Late = late }.Resolve(recipient, level, date);

    /// <summary>What people call the place a post belongs to.</summary>
    public string ScopeName(RoleScope scope, string code) => scope switch
    {
        RoleScope.Ministry => _ministries.GetValueOrDefault(code)?.Name ?? Undersecretariats.Find(code)?.Name ?? code,
        RoleScope.Institution => _institutions.GetValueOrDefault(code)?.Name ?? code,
        RoleScope.Region => _regions.GetValueOrDefault(code)?.Name ?? code,
        RoleScope.Network => _networks.GetValueOrDefault(code)?.Name ?? code,
        RoleScope.Committee => CommitteeName(code),
        RoleScope.National => "Chile",
        _ => code,
    };

    private string CommitteeName(string place)
    {
        var name = FindCommittee(Seat.CommitteeIn(place))?.Name ?? Seat.CommitteeIn(place);
        return Seat.NameIn(place) is { } seat ? $"{name}, asiento «{seat}»" : name;
    }

    /// <summary>Whether somebody who works here has an appointment in that very place on a day.</summary>
    internal bool HasAppointment(Role role, string scopeCode, DateOnly date) => In(role, scopeCode, date).Count > 0;

    private List<Appointment> InForce(Role role, string scopeCode, DateOnly date) => role == Role.Undersecretary
        ? [.. Undersecretariats.ActingIn(scopeCode, date, scope => HasAppointment(role, scope, date))
            .SelectMany(scope => In(role, scope, date))]
        : In(role, scopeCode, date);

    private List<Appointment> In(Role role, string scopeCode, DateOnly date) =>
        _byPost.TryGetValue((role, scopeCode), out var posts)
            ? [.. posts.Where(post => post.IsInForceOn(date) && _people[post.PersonId].Active)]
            : [];

    /// <summary>Whether a role may be held in a place.</summary>
    public bool ScopeExists(Role role, string code) => role.Scope switch
    {
        RoleScope.National => code == Appointment.National,
        RoleScope.Ministry => _ministries.ContainsKey(code) || (role == Role.Undersecretary && Undersecretariats.Find(code) is not null),
        RoleScope.Institution => _institutions.ContainsKey(code),
        RoleScope.Region => _regions.ContainsKey(code),
        RoleScope.Network => _networks.ContainsKey(code),
        _ => code.Length > 0,
    };

    private static Dictionary<string, T> Index<T>(IEnumerable<T> items, Func<T, string> code, string what, List<string> problems)
    {
        var index = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
            if (!index.TryAdd(code(item), item)) problems.Add($"El código «{code(item)}» está repetido en {what}.");
        return index;
    }

    private string Text(IEnumerable<Appointment> posts)
    {
        var text = new StringBuilder();
        void Add(IEnumerable<string> lines)
        {
            foreach (var line in lines.Order(StringComparer.Ordinal)) text.Append(line).Append('\n');
        }

        var culture = CultureInfo.InvariantCulture;
        Add(Institutions.Select(i => string.Create(culture,
            $"I|{i.Code}|{i.Name}|{i.Kind}|{i.MinistryCode}|{i.Regime}|{i.Confidence}|{i.ValidFrom:O}|{i.ValidTo:O}")));
        Add(_ministries.Values.Select(m => string.Create(culture, $"M|{m.Code}|{m.Name}|{m.ValidFrom:O}|{m.ValidTo:O}")));
        Add(_regions.Values.Select(r => string.Create(culture, $"R|{r.Code}|{r.Name}|{r.ShortName}|{r.RegionalGovernment}")));
        Add(_networks.Values.Select(n => string.Create(culture, $"N|{n.Code}|{n.Name}")));
        Add(_people.Values.Select(p => string.Create(culture, $"P|{p.Id}|{p.Name}|{p.Email}|{p.Active}")));
        Add(posts.Select(a => string.Create(culture,
            $"A|{a.PersonId}|{a.Role.Code}|{a.ScopeCode}|{a.ValidFrom:O}|{a.ValidTo:O}|{a.IsSubstitute}|{a.InsteadOf}")));
        Add(Absences.Select(a => string.Create(culture, $"X|{a.PersonId}|{a.From:O}|{a.To:O}")));
        Add(Designations.Select(d => string.Create(culture,
            $"D|{d.Role.Code}|{d.ScopeCode}|{d.Order}|{d.PersonId}|{d.ValidFrom:O}|{d.ValidTo:O}|{d.Norm}")));
        Add(Units.Select(u => string.Create(culture, $"U|{u.Code}|{u.Name}|{u.PlaceCode}|{u.ParentCode}|{u.ValidFrom:O}|{u.ValidTo:O}")));
        Add(UnitPosts.Select(u => string.Create(culture,
            $"V|{u.UnitCode}|{u.Rank}|{u.Title}|{u.Role?.Code}|{u.PersonId}|{u.MeetsRequirements}|{u.ValidFrom:O}|{u.ValidTo:O}")));
        Add(_committees.Values.Select(c => string.Create(culture, $"C|{c.Code}|{c.Name}|{c.Norm}|{c.ValidFrom:O}|{c.ValidTo:O}")));
        Add(Seats.Select(s => string.Create(culture,
            $"S|{s.CommitteeCode}|{s.Name}|{s.Role.Code}|{s.Basis}|{s.OfRole?.Code}|{s.OfScope}|"
                + $"{s.PersonId}|{s.AlternateOf}|{s.Norm}|{s.ValidFrom:O}|{s.ValidTo:O}")));
        Add(Dependencies.Select(d => string.Create(culture,
            $"Y|{d.InstitutionCode}|{d.MinistryCode}|{d.Norm}|{d.ValidFrom:O}|{d.ValidTo:O}")));
        Add(Undersecretariats.All.Select(u => string.Create(culture,
            $"O|{u.Code}|{u.Name}|{u.MinistryCode}|{u.ValidFrom:O}|{u.ValidTo:O}")));
        Add(Undersecretariats.Supervisions.Select(s => string.Create(culture,
            $"W|{s.InstitutionCode}|{s.UndersecretariatCode}|{s.Norm}|{s.IsConfirmed}|{s.ValidFrom:O}|{s.ValidTo:O}")));
        return text.ToString();
    }
}
