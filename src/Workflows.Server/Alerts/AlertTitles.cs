using Workflows.Definitions.Organisation;
using Workflows.Server.Mail;
using Workflows.Server.Organisation;
using Workflows.Server.People;

namespace Workflows.Server.Alerts;

/// <summary>Under which title a person acts on a notice: their own post, as a substitute «(S)», or «por orden de» from a cabinet.</summary>
internal static class AlertTitles
{
    /// <summary>How the addressees of a mail name a role.</summary>
    public static string InAddressees(Role role) => $"\"role\":\"{role.Code}\"";

    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        IReadOnlyList<MailRow> mails, Acting? acting, Places places, CancellationToken ct)
    {
        var ministries = await places.MinistriesOfAsync(mails.Select(mail => mail.InstitutionCode).OfType<string>(), ct);
        var names = await places.NamesOfAsync(mails.Select(mail => mail.InstitutionCode).OfType<string>().Concat(ministries.Values), ct);
        return mails.ToDictionary(mail => mail.Id, mail => Of(mail, acting, code => names.GetValueOrDefault(code, code), ministries), StringComparer.Ordinal);
    }

    private static string Of(MailRow mail, Acting? acting, Func<string, string> nameOf, IReadOnlyDictionary<string, string> ministries)
    {
        var addressee = AlertReading.Addressee(mail);
        var role = Role.Find(addressee.RoleCode);
        var place = role?.Scope switch
        {
            RoleScope.Institution when mail.InstitutionCode is { } code => $", {nameOf(code)}",
            RoleScope.Ministry when mail.InstitutionCode is { } code && ministries.TryGetValue(code, out var ministry) => $", {nameOf(ministry)}",
            _ => "",
        };
        var title = $"{role?.Label ?? addressee.Name}{place}";
        if (acting is null || acting.PersonId == addressee.PersonId)
            return addressee.Name.EndsWith("(S)", StringComparison.Ordinal) ? $"{title} (S)" : title;
        return acting.Appointments.Any(post => post.IsSubstitute && post.InsteadOf == addressee.PersonId) ? $"{title} (S)" : $"Por orden de {title}";
    }
}
