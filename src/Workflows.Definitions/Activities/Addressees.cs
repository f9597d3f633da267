using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Turns recipient codes into people on a day. When nobody holds the post that has the task, the notice climbs; when nobody
/// is left, the coordinators hear of it, so no notice is lost in silence.
/// </summary>
internal sealed class Addressees(OrganisationSnapshot organisation)
{
    public List<object?> Answer(object? asked)
    {
        var institution = asked.TextOf("institution") is { } code ? organisation.InstitutionOf(code) : null;
        var date = asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó el día del aviso.");
        var level = asked.WholeOf("level") ?? 0;

        var principals = Of("codes");
        var copies = Of("copy").Select(recipient => recipient with { IsCopy = true });
        var people = principals.Concat(copies).OrderBy(recipient => recipient.IsCopy).DistinctBy(recipient => recipient.PersonId).ToList();
        if (!people.Exists(recipient => !recipient.IsCopy))
            people.InsertRange(0, Coordinators(date).Where(coordinator => !people.Exists(other => other.PersonId == coordinator.PersonId)));
        return [.. people.Select(object? (recipient) => ToValues(recipient))];

        IEnumerable<Recipient> Of(string list) =>
            asked.ListOf(list).SelectMany(text => Resolve(RecipientCode.Parse(Values.ToText(text)), asked, institution, level, date));
    }

    public static MailAddressee FromValues(object? values) => new(
        values.TextOf("personId") ?? "", values.TextOf("name") ?? "", values.TextOf("email") ?? "", values.TextOf("role") ?? "",
        values.TextOf("why") ?? "", values.FlagOf("copy"));

    private IReadOnlyList<Recipient> Resolve(RecipientCode code, object? asked, Institution? institution, int level, DateOnly date)
    {
        if (code == RecipientCode.Responsible)
            return Responsible(asked, institution, date);
        if (institution is not null)
            return organisation.Resolve(code, level, institution, date);
        if (code.Role is not { } role || (role.Scope != RoleScope.National && code.ScopeCode is null))
            throw new ActivityFaultException($"El destinatario «{code}» necesita saber de qué institución se trata.");
        return Holding(role, code.ScopeCode ?? Appointment.National, date, "respondes por ello");
    }

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

    private IEnumerable<Recipient> Coordinators(DateOnly date) =>
        organisation.HoldersOf(Role.Coordinator, Appointment.National, date).Select(holder => new Recipient(
            holder.Person.Id, holder.DisplayName, holder.Person.Email, Role.Coordinator,
            $"Recibes este aviso porque nadie ocupa el cargo que debía recibirlo el {SpanishDate.Of(date)}. Asigna a alguien."));

    private static Dictionary<string, object?> ToValues(Recipient recipient) => new()
    {
        ["personId"] = recipient.PersonId,
        ["name"] = recipient.Name,
        ["email"] = recipient.Email,
        ["role"] = recipient.Role.Code,
        ["roleLabel"] = recipient.Role.Label,
        ["why"] = recipient.Why,
        ["copy"] = recipient.IsCopy,
    };
}
