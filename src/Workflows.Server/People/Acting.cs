using Workflows.Definitions.Organisation;
using Workflows.Engine;

namespace Workflows.Server.People;

/// <summary>
/// Who is behind the request and which posts they hold today in Santiago: read anew for every request, so a removed right ends at
/// once. It answers what the person may do; what they may see is in <see cref="Scope"/>.
/// </summary>
/// <param name="Today">The day in Santiago on which the posts are held.</param>
public sealed record Acting(string PersonId, string Name, string Email, IReadOnlyList<Appointment> Appointments, DateOnly Today)
{
    /// <summary>The roles whose holders follow every institution of the country.</summary>
    public static readonly IReadOnlyList<Role> Nationwide =
    [
        Role.Coordinator, Role.TechnicalSecretariat, Role.TechnicalCommittee, Role.Subdere, Role.InterministerialCoordination, Role.Administrator,
        Role.Auditor,
    ];

    /// <summary>The roles that read how the whole server works: mails, timers, incidents, people. Not all of them decide there.</summary>
    public static readonly Role[] Overseers = [Role.Coordinator, Role.TechnicalSecretariat, Role.Administrator, Role.Auditor];

    /// <summary>Everybody but who only reads.</summary>
    public static readonly Role[] Contributors = [.. Role.All.Where(role => role != Role.Auditor)];

    /// <summary>Posts that ask for a second factor do not count until there is one.</summary>
    public bool NeedsSecondFactor { get; init; }

    public bool SeesEverything => Has(Nationwide);

    public string[] Institutions => CodesOf(RoleScope.Institution);

    public string[] Ministries => CodesOf(RoleScope.Ministry);

    public bool Has(IEnumerable<Role> roles) => PostIn(roles) is not null;

    /// <summary>The post by which the person may do something asked of a role in a place; null when they hold none.</summary>
    public Appointment? PostFor(string roleCode, string scopeCode) =>
        Appointments.FirstOrDefault(post => post.Role.Code == roleCode && post.ScopeCode == scopeCode);

    /// <summary>The first post by which the person may do what only these roles do; null when they hold none.</summary>
    public Appointment? PostIn(IEnumerable<Role> roles) => Appointments.FirstOrDefault(post => roles.Contains(post.Role));

    /// <summary>For the journal: who did it, and on whose behalf.</summary>
    public Actor As(string? onBehalfOf = null) => new(PersonId, Name, onBehalfOf);

    private string[] CodesOf(RoleScope scope) =>
        [.. Appointments.Where(post => post.Role.Scope == scope).Select(post => post.ScopeCode).Distinct(StringComparer.Ordinal)];
}
