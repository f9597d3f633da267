using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Turns recipient codes into people on a day. When nobody holds the post that has the task, the notice climbs; when nobody
/// is left, or somebody has no address, the coordinators hear of it, so no notice is lost in silence.
/// </summary>
internal sealed class Addressees(OrganisationSnapshot organisation)
{
    public List<object?> Answer(RecipientsQuestion asked)
    {
        var institution = asked.Institution is { } code ? organisation.InstitutionOf(code) : null;
        var date = asked.Date;
        var late = LateOnes(asked);
        var principals = Of(asked.Codes).ToList();
        principals.AddRange(ForThoseWithoutEmail(principals, date));
        var copies = Of(asked.Copy).Select(recipient => recipient with { IsCopy = true });
        var people = principals.Concat(copies).OrderBy(recipient => recipient.IsCopy).DistinctBy(recipient => recipient.PersonId).ToList();
        if (!people.Exists(recipient => !recipient.IsCopy))
        {
            var why = $"Recibes este aviso porque nadie ocupa el cargo que debía recibirlo el {SpanishDate.Of(date)}. Asigna a alguien.";
            people.InsertRange(0, Coordinators(date, why)
                .Where(coordinator => !people.Exists(other => other.PersonId == coordinator.PersonId)));
        }

        people = people.ConvertAll(recipient => AsGovernor(recipient, institution, date));
        return [.. people.Select(object? (recipient) => RecipientsQuestion.Answer(recipient, late?.Contains(recipient.PersonId) ?? false))];

        IEnumerable<Recipient> Of(IReadOnlyList<string> codes) =>
            codes.SelectMany(text => Resolve(RecipientCode.Parse(text), asked, institution, late));
    }

    /// <summary>Whoever governs a region is head of its government by law, and is written to as who they were elected for.</summary>
    private Recipient AsGovernor(Recipient recipient, Institution? institution, DateOnly date) =>
        recipient.Role == Role.HeadOfService && institution is { Kind: InstitutionKind.RegionalGovernment }
        && organisation.HoldersOf(Role.Governor, institution.Code, date).Any(holder => holder.Person.Id == recipient.PersonId)
            ? recipient with { Role = Role.Governor }
            : recipient;

    /// <summary>Whose task it is: an escalation about them never reaches them again from level 2 up.</summary>
    private HashSet<string>? LateOnes(RecipientsQuestion asked) =>
        PostAsked(asked) is { } post
            ? organisation.HoldersOf(post.Role, post.Scope, asked.Date).Select(holder => holder.Person.Id).ToHashSet(StringComparer.Ordinal)
            : null;

    private IEnumerable<Recipient> ForThoseWithoutEmail(List<Recipient> principals, DateOnly date) =>
        principals.Where(principal => principal.Email.Length == 0).Take(1).SelectMany(principal => Coordinators(
            date, $"Recibes este aviso porque {principal.Name} no tiene correo registrado. Avísale por otro medio y registra su correo."));

    private IReadOnlyList<Recipient> Resolve(RecipientCode code, RecipientsQuestion asked, Institution? institution, HashSet<string>? late)
    {
        if (code == RecipientCode.Responsible)
            return Responsible(asked, institution);
        if (institution is not null)
            return organisation.Resolve(InMinistryOf(asked, code, institution), asked.Level, institution, asked.Date, late);
        if (code == RecipientCode.Authority && LineOf(asked, late) is { } line)
            return line.At(Math.Min(asked.Level, AuthorityLine.Top), asked.Date);
        if (code is { Role.Scope: RoleScope.Ministry, ScopeCode: null } && PostAsked(asked) is { } post
            && post.Role.Scope == RoleScope.Ministry)
            return Holding(
                code.Role, organisation.Undersecretariats.PlaceFor(code.Role, post.Scope), asked.Date, AnswersForIt(code.Role));
        if (code.Role is not { } role || (role.Scope != RoleScope.National && code.ScopeCode is null))
            throw new ActivityFaultException($"El destinatario «{code}» necesita saber de qué institución se trata.");
        return Holding(role, code.ScopeCode ?? Appointment.National, asked.Date, AnswersForIt(role));
    }

    /// <summary>Work of a region or a sector has its own line; other work without an institution has none.</summary>
    private PlaceLine? LineOf(RecipientsQuestion asked, HashSet<string>? late) =>
        PostAsked(asked) is { } post && PlaceLine.IsOf(post.Role) ? new(organisation, post.Role, post.Scope) { Late = late } : null;

    private static (Role Role, string Scope)? PostAsked(RecipientsQuestion asked) =>
        asked is { Role: { } code, Scope: { } scope } && Role.Find(code) is { } role ? (role, scope) : null;

    /// <summary>
    /// A task of another ministry than the institution's is answered for there: Hacienda's cabinet hears of what Hacienda owes.
    /// </summary>
    private RecipientCode InMinistryOf(RecipientsQuestion asked, RecipientCode code, Institution institution) =>
        code is { Role.Scope: RoleScope.Ministry, ScopeCode: null } && PostAsked(asked) is { Role.Scope: RoleScope.Ministry } post
            && (institution.Kind == InstitutionKind.RegionalGovernment
                || organisation.Undersecretariats.MinistryIn(post.Scope) != organisation.MinistryOf(institution, asked.Date))
            ? code with { ScopeCode = organisation.Undersecretariats.PlaceFor(code.Role, post.Scope) }
            : code;

    private IReadOnlyList<Recipient> Responsible(RecipientsQuestion asked, Institution? institution)
    {
        var role = Role.Parse(asked.Role ?? throw new ActivityFaultException("No se indicó quién tiene la tarea."));
        var holders = Holding(role, asked.Scope ?? Appointment.National, asked.Date, $"la tarea está a {Courtesy.For(role).Your} cargo");
        if (holders.Count > 0 || institution is null || role.Scope is not (RoleScope.Institution or RoleScope.Ministry))
            return holders;
        return organisation.Resolve(new RecipientCode(role.Code, role, null), 0, institution, asked.Date);
    }

    private static string AnswersForIt(Role role) => $"{Courtesy.For(role).Answers} por ello";

    private List<Recipient> Holding(Role role, string scope, DateOnly date, string because) =>
        [.. organisation.HoldersOf(role, scope, date).Select(holder =>
        {
            var place = role.Scope == RoleScope.National ? "" : $", {organisation.ScopeName(role.Scope, scope)}";
            var title = $"{role.Label}{(holder.Appointment.IsSubstitute ? " subrogante" : "")}{place}";
            return new Recipient(holder.Person.Id, holder.DisplayName, holder.Person.Email, role,
                $"{Courtesy.For(role).GetsIt} porque {because}: {title}.");
        })];

    private IEnumerable<Recipient> Coordinators(DateOnly date, string why) =>
        organisation.HoldersOf(Role.Coordinator, Appointment.National, date).Select(holder => new Recipient(
            holder.Person.Id, holder.DisplayName, holder.Person.Email, Role.Coordinator, why));
}
