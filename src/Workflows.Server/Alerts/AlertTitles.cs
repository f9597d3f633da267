using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Alerts;

/// <summary>Under which title a person acts on a notice: their own post, as a substitute «(S)», or «por orden de» from a cabinet.</summary>
internal static class AlertTitles
{
    /// <summary>How the addressees of a mail name a role.</summary>
    public static string InAddressees(Role role) => $"\"role\":\"{role.Code}\"";

    /// <param name="acting">Who reads it; null for whoever has its personal link.</param>
    public static string Of(MailRow mail, Acting? acting, OrganisationSnapshot organisation)
    {
        var addressee = AlertReading.Addressee(mail);
        var role = Role.Find(addressee.RoleCode);
        var title = $"{role?.Label ?? addressee.Name}{PlaceOf(mail, role, organisation)}";
        if (acting is null || acting.PersonId == addressee.PersonId)
            return addressee.Name.EndsWith("(S)", StringComparison.Ordinal) ? $"{title} (S)" : title;
        return acting.Appointments.Any(post => post.IsSubstitute && post.InsteadOf == addressee.PersonId)
            ? $"{title} (S)"
            : $"Por orden de {title}";
    }

    /// <summary>The ministry is the one the institution answered to when the notice was written.</summary>
    private static string PlaceOf(MailRow mail, Role? role, OrganisationSnapshot organisation)
    {
        if (mail.InstitutionCode is not { } code || organisation.FindInstitution(code) is not { } institution)
            return "";
        return role?.Scope switch
        {
            RoleScope.Institution => $", {institution.Name}",
            RoleScope.Ministry when PlaceIn(role, institution, SantiagoTime.DateAt(mail.CreatedAt), organisation) is { } place
                => $", {organisation.ScopeName(RoleScope.Ministry, place)}",
            _ => "",
        };
    }

    private static string? PlaceIn(Role role, Institution institution, DateOnly date, OrganisationSnapshot organisation) =>
        role == Role.Undersecretary
            ? organisation.Undersecretariats.ScopeFor(institution, date)
            : organisation.MinistryOf(institution, date);
}
