using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// The line of command of one institution, level by level: responsible, PMG officer, head of service, undersecretary
/// with the ministry's officer, minister. A regional government has its own line, which ends in the elected governor
/// and never crosses to a presidential delegate or a minister.
/// </summary>
internal sealed class AuthorityLine(OrganisationSnapshot organisation, Institution institution)
{
    /// <summary>The last level that answers for an institution.</summary>
    public const int Top = 4;

    private const int DipresInformedFrom = 2;
    private const int SubdereInformedFrom = 3;

    private bool IsRegionalGovernment => institution.Kind == InstitutionKind.RegionalGovernment;

    public IReadOnlyList<Recipient> At(int level, DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Top);

        return [.. Climbing(level, date).Concat(Copies(level, date)).DistinctBy(recipient => recipient.PersonId)];
    }

    public IReadOnlyList<Recipient> Resolve(RecipientCode recipient, int level, DateOnly date)
    {
        if (recipient == RecipientCode.Authority) return At(Math.Min(level, Top), date);
        if (recipient.Role is not { } role) return [];

        var named = Holding(role, recipient.ScopeCode ?? ScopeOf(role), date, level);
        if (named.Count > 0 || recipient.ScopeCode is not null) return named;

        var own = Enumerable.Range(1, Top).FirstOrDefault(at => RolesOf(at).Contains(role));
        return own is 0 or Top ? [] : [.. Climbed(own + 1, role, date)];
    }

    private List<Recipient> Climbing(int level, DateOnly date)
    {
        var roles = RolesOf(level);
        var holders = roles.SelectMany(role => Holding(role, ScopeOf(role), date, level)).ToList();

        // The first role of a level is the one that answers; the others accompany it.
        var principal = roles[0];
        if (holders.Any(holder => holder.Role == principal) || level == Top) return holders;
        return [.. Climbed(level + 1, principal, date), .. holders];
    }

    private IEnumerable<Recipient> Climbed(int level, Role vacant, DateOnly date)
    {
        for (var next = level; next <= Top; next++)
        {
            var role = RolesOf(next)[0];
            var holders = Acting(role, date);
            if (holders.Count == 0) continue;

            return holders.Select(holder => Of(holder,
                $"Recibes este aviso sobre «{institution.Name}» porque el cargo {vacant.Label}{Place(vacant, ScopeOf(vacant))} " +
                $"está vacante el {SpanishDate.Of(date)} y te corresponde como {TitleOf(holder)}."));
        }

        return [];
    }

    private IEnumerable<Recipient> Copies(int level, DateOnly date)
    {
        if (level >= DipresInformedFrom && IsPmg)
            foreach (var holder in Acting(Role.TechnicalSecretariat, date))
                yield return Of(holder, $"Recibes copia porque Dipres sigue el PMG de «{institution.Name}» desde el nivel {DipresInformedFrom}.") with { IsCopy = true };

        if (level >= SubdereInformedFrom && IsRegionalGovernment)
            foreach (var holder in Acting(Role.Subdere, date))
                yield return Of(holder, $"Recibes copia porque Subdere se informa cuando el aviso llega a quien gobierna la región, en «{institution.Name}».") with { IsCopy = true };
    }

    private bool IsPmg => IncentiveRegimes.OfProgramme("PMG").Contains(institution.Regime);

    private Role[] RolesOf(int level) => (level, IsRegionalGovernment) switch
    {
        (0 or 1, _) => [Role.InstitutionPmgOfficer],
        (2, true) => [Role.RegionalAdministrator],
        (_, true) => [Role.Governor],
        (2, _) => [Role.HeadOfService],
        (3, _) => [Role.Undersecretary, Role.MinistryPmgOfficer],
        _ => [Role.Minister],
    };

    private List<Recipient> Holding(Role role, string? scope, DateOnly date, int level) =>
        [.. Acting(role, scope, date).Select(holder =>
            Of(holder, $"Recibes este aviso porque respondes en el nivel {level} por «{institution.Name}», como {TitleOf(holder)}."))];

    private IReadOnlyList<Holder> Acting(Role role, DateOnly date) => Acting(role, ScopeOf(role), date);

    private IReadOnlyList<Holder> Acting(Role role, string? scope, DateOnly date) =>
        scope is null ? [] : organisation.HoldersOf(role, scope, date);

    private string? ScopeOf(Role role) => role.Scope switch
    {
        RoleScope.National => Appointment.National,
        RoleScope.Institution => institution.Code,
        RoleScope.Ministry => institution.MinistryCode,
        _ => null,
    };

    private string TitleOf(Holder holder)
    {
        var post = holder.Appointment;
        return $"{post.Role.Label}{(post.IsSubstitute ? " subrogante" : "")}{Place(post.Role, post.ScopeCode)}";
    }

    /// <summary>Where a post is, in parentheses: a name after «de» would need its article. Nothing when it is this institution or the country.</summary>
    private string Place(Role role, string? scope) =>
        role.Scope == RoleScope.National || scope is null || scope == institution.Code ? "" : $" ({organisation.ScopeName(role.Scope, scope)})";

    private static Recipient Of(Holder holder, string why) =>
        new(holder.Person.Id, holder.DisplayName, holder.Person.Email, holder.Appointment.Role, why);
}
