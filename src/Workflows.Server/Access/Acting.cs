using Workflows.Definitions.Organisation;
using Workflows.Engine;

namespace Workflows.Server.Access;

/// <summary>
/// Who is behind the request and which posts they hold today in Santiago: read anew for every request, so a removed right ends at
/// once. It answers what the person may do; what they may see is in <see cref="Scope"/>.
/// </summary>
/// <param name="Today">The day in Santiago on which the posts are held.</param>
public sealed record Acting(string PersonId, string Name, string Email, IReadOnlyList<Appointment> Appointments, DateOnly Today)
{
    /// <summary>The roles whose holders follow every process: who coordinates, who decides about failures, who audits.</summary>
    public static readonly IReadOnlyList<Role> Nationwide = [Role.Coordinator, Role.Administrator, Role.Auditor];

    /// <summary>Who may ask who answers for any institution: names of authorities, and nothing of their work.</summary>
    public static readonly IReadOnlyList<Role> AsksForAuthorities =
        [.. Nationwide, Role.TechnicalSecretariat, Role.TechnicalCommittee, Role.Subdere, Role.InterministerialCoordination];

    /// <summary>
    /// Who is in an institution for one task and not for its work: an association that comments, an evaluator from outside. They see the
    /// processes that ask something of them, from then on.
    /// </summary>
    private static readonly IReadOnlyList<Role> Visitors = [Role.StaffAssociation, Role.ExternalEvaluator];

    /// <summary>The roles that read how the whole server works: mails, timers, incidents, people. Not all of them decide there.</summary>
    public static readonly Role[] Overseers = [Role.Coordinator, Role.TechnicalSecretariat, Role.Administrator, Role.Auditor];

    /// <summary>Everybody but who only reads.</summary>
    public static readonly Role[] Contributors = [.. Role.All.Where(role => role != Role.Auditor)];

    /// <summary>Posts that ask for a second factor do not count until there is one.</summary>
    public bool NeedsSecondFactor { get; init; }

    /// <summary>By the place of an appointment of undersecretary: where else it acts, and of which ministry that is.</summary>
    public IReadOnlyDictionary<string, UndersecretaryPlace> Undersecretariats { get; init; } =
        new Dictionary<string, UndersecretaryPlace>();

    /// <summary>What a key for machines may do; null for a person. A key holds no post.</summary>
    public KeyRights? Key { get; init; }

    /// <summary>Whose doing it is: the person, or whoever made the key.</summary>
    public string ResponsibleId => Key?.CreatedBy ?? PersonId;

    public bool SeesEverything => Has(Nationwide) || Key is { AllInstitutions: true };

    /// <summary>
    /// Whether they read what was handed in, and its files. Whoever administers the system decides about its failures without them.
    /// </summary>
    public bool ReadsEveryDelivery => Has([Role.Coordinator, Role.Auditor]) || Key is { AllInstitutions: true };

    /// <summary>Follows the institutions whose goals the technical secretariat validates, and no others.</summary>
    public bool FollowsPmg => Has([Role.TechnicalSecretariat]);

    /// <summary>Follows no institution by itself and is told of what is late: it sees what it was told of.</summary>
    public bool HearsAsAuthority => Email.Length > 0 && Has([Role.Subdere, Role.InterministerialCoordination]);

    public string[] Institutions => Key is { } key ? [.. key.Institutions] : CodesOf(RoleScope.Institution);

    public string[] Ministries => [.. CodesOf(RoleScope.Ministry).Select(MinistryOf).Distinct(StringComparer.Ordinal)];

    public bool Has(IEnumerable<Role> roles) => PostIn(roles) is not null;

    /// <summary>The post by which the person may do something asked of a role in a place; null when they hold none.</summary>
    public Appointment? PostFor(string roleCode, string scopeCode) =>
        Appointments.FirstOrDefault(post => post.Role.Code == roleCode && post.ScopeCode == scopeCode)
            ?? Appointments.FirstOrDefault(post => post.Role.Code == roleCode && ScopesOf(post).Contains(scopeCode));

    /// <summary>The places where what is asked of a post's role is asked of this post.</summary>
    public IReadOnlyList<string> ScopesOf(Appointment post) =>
        post.Role == Role.Undersecretary && Undersecretariats.TryGetValue(post.ScopeCode, out var place) ? place.Scopes : [post.ScopeCode];

    private string MinistryOf(string scope) => Undersecretariats.TryGetValue(scope, out var place) ? place.Ministry : scope;

    /// <summary>The first post by which the person may do what only these roles do; null when they hold none.</summary>
    public Appointment? PostIn(IEnumerable<Role> roles) => Appointments.FirstOrDefault(post => roles.Contains(post.Role));

    /// <summary>For the journal: who did it, and on whose behalf.</summary>
    public Actor As(string? onBehalfOf = null) => new(PersonId, Name, onBehalfOf);

    /// <summary>A post of somebody, as work they leave behind names it.</summary>
    internal static string CodeOf(Appointment post) => $"{post.Role.Code}@{post.ScopeCode}";

    private string[] CodesOf(RoleScope scope) =>
        [.. Appointments.Where(post => post.Role.Scope == scope && !Visitors.Contains(post.Role)).Select(post => post.ScopeCode)
            .Distinct(StringComparer.Ordinal)];
}

/// <summary>Where an appointment of undersecretary acts.</summary>
/// <param name="Scopes">Its own place and the others whose work reaches it.</param>
public sealed record UndersecretaryPlace(string Ministry, IReadOnlyList<string> Scopes);
