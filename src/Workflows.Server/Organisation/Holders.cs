using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Organisation;

/// <summary>Who has something in their hands: the role, where, and the people who hold it today. A vacant post has no people.</summary>
public sealed record HolderView(string RoleCode, string RoleLabel, string ScopeCode, string PlaceName, IReadOnlyList<string> People);

/// <summary>Answers who holds a post today, out of the organisation in memory.</summary>
public sealed class Holders(WorldSource world, TimeProvider clock)
{
    private readonly WorldSnapshot _snapshot = world.Current.World is SnapshotWorld { Snapshot: var snapshot }
        ? snapshot
        : throw new InvalidOperationException("The organisation has not been read yet.");

    private readonly Dictionary<(string, string), HolderView> _known = [];

    public OrganisationSnapshot Organisation => _snapshot.Organisation;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public DateOnly Today { get; } = SantiagoTime.DateAt(clock.GetUtcNow());

    public HolderView Of(string roleCode, string scopeCode)
    {
        if (_known.TryGetValue((roleCode, scopeCode), out var known))
            return known;
        var role = Role.Find(roleCode);
        return _known[(roleCode, scopeCode)] = new(
            roleCode, role?.Label ?? roleCode, scopeCode, role is null ? scopeCode : Organisation.ScopeName(role.Scope, scopeCode),
            role is null ? [] : [.. Organisation.HoldersOf(role, scopeCode, Today).Select(holder => holder.DisplayName)]);
    }

    public string? InstitutionName(string? code) => code is null ? null : Organisation.FindInstitution(code)?.Name ?? code;

    /// <summary>Working days since the last day that was in time; on the day after it, at least one.</summary>
    /// <param name="lateFrom">The first instant that is late.</param>
    public int WorkingDaysLate(DateTimeOffset? lateFrom)
    {
        if (lateFrom is not { } late || TermStates.LastDayInTime(late) is var date && date >= Today)
            return 0;
        var calendar = _snapshot.Calendar;
        return date.Year < calendar.FirstYear || Today.Year > calendar.LastYear ? 1 : Math.Max(1, calendar.WorkingDaysBetween(date, Today));
    }

    /// <summary>The codes of institutions whose name has this text, with or without its capitals and accents.</summary>
    public string[] InstitutionsNamed(string text) =>
        [.. Organisation.Institutions.Where(place => Names.Have(place.Name, text)).Select(place => place.Code)];

    /// <summary>The posts that people of this name hold today.</summary>
    public IReadOnlyList<Appointment> PostsOfPeopleNamed(string text) =>
    [
        .. Organisation.People.Where(person => Names.Have(person.Name, text))
            .SelectMany(person => Organisation.AppointmentsOf(person.Id, Today)),
    ];
}
