using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Turns recipient codes into people on a day. When nobody holds the post that has the task, the notice climbs; when nobody
/// is left, or somebody has no address, the coordinators hear of it, so no notice is lost in silence.
/// </summary>
internal sealed class Addressees(OrganisationSnapshot organisation)
{
    public List<object?> Answer(object? asked)
    {
        var institution = asked.TextOf("institution") is { } code ? organisation.InstitutionOf(code) : null;
        var date = asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó el día del aviso.");
        var level = asked.WholeOf("level") ?? 0;

        var late = LateOnes(asked, date);
        var principals = Of("codes").ToList();
        principals.AddRange(ForThoseWithoutEmail(principals, date));
        var copies = Of("copy").Select(recipient => recipient with { IsCopy = true });
        var people = principals.Concat(copies).OrderBy(recipient => recipient.IsCopy).DistinctBy(recipient => recipient.PersonId).ToList();
        if (!people.Exists(recipient => !recipient.IsCopy))
            people.InsertRange(0, Coordinators(date, $"Recibes este aviso porque nadie ocupa el cargo que debía recibirlo el {SpanishDate.Of(date)}. Asigna a alguien.").Where(coordinator => !people.Exists(other => other.PersonId == coordinator.PersonId)));
        return [.. people.Select(object? (recipient) => ToValues(recipient, late?.Contains(recipient.PersonId) ?? false))];

        IEnumerable<Recipient> Of(string list) =>
            asked.ListOf(list).SelectMany(text => Resolve(RecipientCode.Parse(Values.ToText(text)), asked, institution, level, date, late));
    }

    /// <summary>Whose task it is: an escalation about them never reaches them again from level 2 up.</summary>
    private HashSet<string>? LateOnes(object? asked, DateOnly date) =>
        PostAsked(asked) is { } post
            ? organisation.HoldersOf(post.Role, post.Scope, date).Select(holder => holder.Person.Id).ToHashSet(StringComparer.Ordinal)
            : null;

    private IEnumerable<Recipient> ForThoseWithoutEmail(List<Recipient> principals, DateOnly date) =>
        principals.Where(principal => principal.Email.Length == 0).Take(1).SelectMany(principal => Coordinators(
            date, $"Recibes este aviso porque {principal.Name} no tiene correo registrado. Avísale por otro medio y registra su correo."));

    public static MailAddressee FromValues(object? values) => new(
        values.TextOf("personId") ?? "", values.TextOf("name") ?? "", values.TextOf("email") ?? "", values.TextOf("role") ?? "",
        values.TextOf("why") ?? "", values.FlagOf("copy"))
    {
        HasTask = values.FlagOf("hasTask"),
    };

    private IReadOnlyList<Recipient> Resolve(RecipientCode code, object? asked, Institution? institution, int level, DateOnly date, HashSet<string>? late)
    {
        if (code == RecipientCode.Responsible)
            return Responsible(asked, institution, date);
        if (institution is not null)
            return organisation.Resolve(InMinistryOf(asked, code, institution, date), level, institution, date, late);
        if (code == RecipientCode.Authority && LineOf(asked, late) is { } line)
            return line.At(Math.Min(level, AuthorityLine.Top), date);
        if (code is { Role.Scope: RoleScope.Ministry, ScopeCode: null } && PostAsked(asked) is { } post && post.Role.Scope == RoleScope.Ministry)
            return Holding(code.Role, post.Scope, date, "respondes por ello");
        if (code.Role is not { } role || (role.Scope != RoleScope.National && code.ScopeCode is null))
            throw new ActivityFaultException($"El destinatario «{code}» necesita saber de qué institución se trata.");
        return Holding(role, code.ScopeCode ?? Appointment.National, date, "respondes por ello");
    }

    /// <summary>Work of a region or a sector has its own line; other work without an institution has none.</summary>
    private PlaceLine? LineOf(object? asked, HashSet<string>? late) =>
        PostAsked(asked) is { } post && PlaceLine.IsOf(post.Role) ? new(organisation, post.Role, post.Scope) { Late = late } : null;

    private static (Role Role, string Scope)? PostAsked(object? asked) =>
        asked.TextOf("role") is { } code && Role.Find(code) is { } role && asked.TextOf("scope") is { } scope ? (role, scope) : null;

    /// <summary>A task of another ministry than the institution's is answered for there: Hacienda's cabinet hears of what Hacienda owes.</summary>
    private RecipientCode InMinistryOf(object? asked, RecipientCode code, Institution institution, DateOnly date) =>
        code is { Role.Scope: RoleScope.Ministry, ScopeCode: null } && asked.TextOf("role") is { } role && Role.Find(role)?.Scope == RoleScope.Ministry
            && asked.TextOf("scope") is { } scope && scope != organisation.MinistryOf(institution, date)
            ? code with { ScopeCode = scope }
            : code;

    private IReadOnlyList<Recipient> Responsible(object? asked, Institution? institution, DateOnly date)
    {
        var role = Role.Parse(asked.TextOf("role") ?? throw new ActivityFaultException("No se indicó quién tiene la tarea."));
        var scope = asked.TextOf("scope") ?? Appointment.National;
        var holders = Holding(role, scope, date, "la tarea está a tu cargo");
        if (holders.Count > 0 || institution is null || role.Scope is not (RoleScope.Institution or RoleScope.Ministry))
            return holders;
        return organisation.Resolve(new RecipientCode(role.Code, role, null), 0, institution, date);
    }

    private List<Recipient> Holding(Role role, string scope, DateOnly date, string because) =>
        [.. organisation.HoldersOf(role, scope, date).Select(holder =>
        {
            var place = role.Scope == RoleScope.National ? "" : $", {organisation.ScopeName(role.Scope, scope)}";
            var title = $"{role.Label}{(holder.Appointment.IsSubstitute ? " subrogante" : "")}{place}";
            return new Recipient(holder.Person.Id, holder.DisplayName, holder.Person.Email, role, $"Recibes este aviso porque {because}: {title}.");
        })];

    private IEnumerable<Recipient> Coordinators(DateOnly date, string why) =>
        organisation.HoldersOf(Role.Coordinator, Appointment.National, date).Select(holder => new Recipient(
            holder.Person.Id, holder.DisplayName, holder.Person.Email, Role.Coordinator, why));

    private static Dictionary<string, object?> ToValues(Recipient recipient, bool hasTask) => new()
    {
        ["personId"] = recipient.PersonId,
        ["name"] = recipient.Name,
        ["email"] = recipient.Email,
        ["role"] = recipient.Role.Code,
        ["roleLabel"] = recipient.Role.Label,
        ["why"] = recipient.Why,
        ["copy"] = recipient.IsCopy,
        ["hasTask"] = hasTask,
    };
}
