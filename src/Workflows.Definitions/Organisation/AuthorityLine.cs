using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// The line of command of one institution, level by level: responsible, PMG officer, head of service, undersecretary
/// with the ministry's officer, minister, interministerial coordination. A regional government has its own line, which ends in the
/// elected governor and never crosses to a presidential delegate or a minister.
/// </summary>
internal sealed class AuthorityLine(OrganisationSnapshot organisation, Institution institution)
{
    /// <summary>The last level that answers for an institution.</summary>
    public const int Top = 5;

    /// <summary>From here up a notice never goes to whoever has the task.</summary>
    private const int AboveFrom = 2;

    private const int DipresInformedFrom = 2;
    private const int SubdereInformedFrom = 3;

    /// <summary>Everything that was looked at, when somebody asks why.</summary>
    public List<string>? Steps { get; init; }

    /// <summary>Posts found without anybody to act in them.</summary>
    public List<string> Vacancies { get; } = [];

    /// <summary>People who have the task the notice is about.</summary>
    public IReadOnlySet<string>? Late { get; init; }

    /// <summary>Whether who asks is told that nobody confirmed its undersecretariat yet.</summary>
    public bool SaysUnconfirmed { get; init; }

    private bool IsRegionalGovernment => institution.Kind == InstitutionKind.RegionalGovernment;

    private bool IsPmg => IncentiveRegimes.OfProgramme("PMG").Contains(institution.Regime);

    public IReadOnlyList<Recipient> At(int level, DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Top);

        Say(IsRegionalGovernment
            ? $"«{institution.Name}» es un gobierno regional: su línea termina en la gobernación y no pasa por el delegado presidencial."
            : organisation.MinistryOf(institution, date) is { } ministry
                ? $"«{institution.Name}» depende de «{organisation.ScopeName(RoleScope.Ministry, ministry)}»."
                : $"«{institution.Name}» no depende de un ministerio.");
        SayUndersecretariat(date);
        return [.. Climbing(level, date).Concat(Copies(level, date)).DistinctBy(recipient => recipient.PersonId)];
    }

    public IReadOnlyList<Recipient> Resolve(RecipientCode recipient, int level, DateOnly date)
    {
        if (recipient == RecipientCode.Authority) return At(Math.Min(level, Top), date);
        if (recipient.Role is not { } role) return [];
        // What a policy wrote for services reaches a regional government through its own line: no ministry answers for it.
        if (IsRegionalGovernment && role.Scope == RoleScope.Ministry && recipient.ScopeCode is null)
            return Climbing(Math.Min(level, Top), date);

        var named = Holding(role, recipient.ScopeCode ?? ScopeOf(role, date), date, level);
        if (named.Count > 0 || recipient.ScopeCode is not null) return named;

        var own = Enumerable.Range(1, Top).FirstOrDefault(at => RolesOf(at).Contains(role));
        return own is 0 or Top ? [] : [.. Climbed(own + 1, role, date, isLate: false)];
    }

    /// <summary>By which undersecretariat the line goes, and why.</summary>
    private void SayUndersecretariat(DateOnly date)
    {
        var offices = organisation.Undersecretariats;
        if (offices.Of(institution, date) is { } office)
        {
            var row = offices.Of(office.MinistryCode, date).Count == 1 ? null : offices.RowOf(institution, date);
            var because = row is null ? "la única de su ministerio"
                : row.Norm is { } norm ? $"según {norm}"
                : row.IsConfirmed || !SaysUnconfirmed ? "una de las de su ministerio" : "por confirmar";
            Say($"Su línea sube por «{office.Name}», {because}.");
        }
        else if (offices.IsUnsaid(institution, date))
        {
            Say($"Su ministerio tiene varias subsecretarías y nadie ha dicho de cuál depende. {UnsaidGoesTo}");
        }
    }

    private const string UnsaidGoesTo =
        "Mientras tanto el aviso llega a quien fue nombrado en el ministerio sin decir en cuál; si no hay nadie, sube.";

    private List<Recipient> Climbing(int level, DateOnly date)
    {
        var roles = RolesOf(level);
        Say($"El {Notice(level)} corresponde a {string.Join(" y a ", roles.Select(role => role.Label))}.");
        var holders = roles.SelectMany(role => Holding(role, ScopeOf(role, date), date, level)).ToList();
        var above = level < AboveFrom || Late is null ? holders : holders.FindAll(holder => !Late.Contains(holder.PersonId));

        // The first role of a level is the one that answers; the others accompany it.
        var principal = roles[0];
        if (above.Exists(holder => holder.Role == principal) || level == Top) return above;
        var isLate = above.Count < holders.Count && holders.Exists(holder => holder.Role == principal);
        return [.. Climbed(level + 1, principal, date, isLate), .. above];
    }

    private IEnumerable<Recipient> Climbed(int level, Role from, DateOnly date, bool isLate)
    {
        for (var next = level; next <= Top; next++)
        {
            var role = RolesOf(next)[0];
            var holders = Acting(role, ScopeOf(role, date), date).Where(holder => Late?.Contains(holder.Person.Id) != true).ToList();
            if (holders.Count == 0) continue;

            var because = isLate
                ? $"quien ejerce como {from.Label} es quien tiene la tarea pendiente"
                : from == Role.Undersecretary && organisation.Undersecretariats.IsUnsaid(institution, date)
                ? "no se ha dicho de qué subsecretaría depende"
                : $"el cargo {from.Label}{Place(from, ScopeOf(from, date))} está vacante el {SpanishDate.Of(date)}";
            Say($"Sube al {Notice(next)}, {role.Label}, porque {because}.");
            return holders.Select(holder => Of(holder,
                $"{Courtesy.For(role).GetsIt} sobre «{institution.Name}» porque {because} y {Courtesy.For(role).You} corresponde como "
                    + $"{TitleOf(holder)}."));
        }

        Say("Nadie responde por encima: el aviso llega a quien coordina los flujos.");
        return [];
    }

    private IEnumerable<Recipient> Copies(int level, DateOnly date)
    {
        if (level >= DipresInformedFrom && IsPmg)
        {
            foreach (var holder in Acting(Role.TechnicalSecretariat, Appointment.National, date))
                yield return Copy(holder,
                    $"{Courtesy.For(Role.TechnicalSecretariat).GetsCopy} porque Dipres sigue el PMG de «{institution.Name}».");
        }

        if (level >= SubdereInformedFrom && IsRegionalGovernment)
        {
            foreach (var holder in Acting(Role.Subdere, Appointment.National, date))
                yield return Copy(holder,
                    $"Recibes copia porque Subdere se informa cuando el aviso llega a quien gobierna la región, en «{institution.Name}».");
        }
    }

    private Recipient Copy(Holder holder, string why)
    {
        Say($"Con copia a {holder.DisplayName}, {holder.Appointment.Role.Label}.");
        return Of(holder, why) with { IsCopy = true };
    }

    private Role[] RolesOf(int level) => (level, IsRegionalGovernment) switch
    {
        (0 or 1, _) => [Role.InstitutionPmgOfficer],
        (2, true) => [Role.RegionalAdministrator],
        (_, true) => [Role.Governor],
        (2, _) => [Role.HeadOfService],
        (3, _) => [Role.Undersecretary, Role.MinistryPmgOfficer],
        (4, _) => [Role.Minister],
        _ => [Role.InterministerialCoordination],
    };

    private List<Recipient> Holding(Role role, string? scope, DateOnly date, int level) =>
        [.. Acting(role, scope, date).Select(holder =>
            Of(holder, $"{Courtesy.For(role).GetsIt} porque {Courtesy.For(role).Answers} por «{institution.Name}», como "
                + $"{TitleOf(holder)}."))];

    private IReadOnlyList<Holder> Acting(Role role, string? scope, DateOnly date)
    {
        var holders = scope is null ? [] : organisation.HoldersOf(role, scope, date);
        if (role == Role.Undersecretary && scope is not null)
            holders = OfUndersecretariat(holders, scope, date);
        if (holders.Count == 0)
        {
            Vacancies.Add($"{role.Label}{Place(role, scope)}");
            Say($"El cargo {role.Label}{Place(role, scope)} está vacante el {SpanishDate.Of(date)}.");
        }

        foreach (var holder in Steps is null ? [] : holders)
            Say(WhyActs(holder, date));
        return holders;
    }

    /// <summary>
    /// Where nobody said which undersecretariat it is, no undersecretary of the ministry is alerted about another's service: only whoever
    /// was appointed before there were undersecretariats to name.
    /// </summary>
    private IReadOnlyList<Holder> OfUndersecretariat(IReadOnlyList<Holder> holders, string scope, DateOnly date)
    {
        if (organisation.Undersecretariats.IsUnsaid(institution, date))
            return [.. holders.Where(holder => holder.Appointment.ScopeCode == scope)];
        if (organisation.Undersecretariats.Find(scope) is { } office && holders.Any(holder => holder.Appointment.ScopeCode != scope)
            && organisation.Undersecretariats.Of(office.MinistryCode, date).Count > 1)
            Say($"En «{office.Name}» no hay nadie nombrado: lo recibe quien figura en el ministerio sin decir en qué subsecretaría.");
        return holders;
    }

    private string WhyActs(Holder holder, DateOnly date)
    {
        var post = holder.Appointment;
        if (!post.IsSubstitute)
            return $"{post.Role.Label}: {holder.Person.Name}, "
                + $"titular{(post.ValidFrom is { } since ? $" desde el {SpanishDate.Of(since)}" : "")}{WithoutEmail(holder)}.";

        var absent = post.InsteadOf is { } id && organisation.FindPerson(id) is { } person
            ? organisation.AbsenceOf(id, date) is { } absence
                ? $"{person.Name} está ausente hasta el {SpanishDate.Of(absence.To)}"
                : $"{person.Name} no ejerce en esos días"
            : "el cargo está vacante";
        return $"{post.Role.Label}: {absent}. Actúa {holder.DisplayName}, "
            + $"{holder.Basis ?? "nombrado/a como subrogante"}{WithoutEmail(holder)}.";
    }

    private static string WithoutEmail(Holder holder) => holder.Person.HasEmail ? "" : "; no tiene correo, y avisa quien coordina";

    private string? ScopeOf(Role role, DateOnly date) => role.Scope switch
    {
        RoleScope.National => Appointment.National,
        RoleScope.Institution => institution.Code,
        RoleScope.Ministry when role == Role.Undersecretary => organisation.Undersecretariats.ScopeFor(institution, date),
        RoleScope.Ministry => organisation.MinistryOf(institution, date),
        _ => null,
    };

    private string TitleOf(Holder holder)
    {
        var post = holder.Appointment;
        return $"{post.Role.Label}{(post.IsSubstitute ? " subrogante" : "")}{Place(post.Role, post.ScopeCode)}";
    }

    /// <summary>
    /// Where a post is, in parentheses: a name after «de» would need its article. Nothing when it is this institution or the country.
    /// </summary>
    private string Place(Role role, string? scope) =>
        role.Scope == RoleScope.National || scope is null || scope == institution.Code
            ? ""
            : $" ({organisation.ScopeName(role.Scope, scope)})";

    private void Say(string step) => Steps?.Add(step);

    /// <summary>Before anything is late there is one notice: to whoever has the task.</summary>
    private static string Notice(int level) =>
        SpanishDate.Ordinal(level) is { } ordinal ? $"{ordinal.ToLowerInvariant()} aviso de atraso" : "aviso de la tarea";

    private static Recipient Of(Holder holder, string why) =>
        new(holder.Person.Id, holder.DisplayName, holder.Person.Email, holder.Appointment.Role, why);
}

/// <summary>
/// Who answers for a level of an institution on a day, with the steps that led there and the posts found vacant. The steps are for people.
/// </summary>
public sealed record AuthorityAnswer(
    int Level, Institution Institution, DateOnly Date, IReadOnlyList<Recipient> Recipients, IReadOnlyList<string> Steps,
    IReadOnlyList<string> Vacancies);
