using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail;

/// <summary>
/// To whom a mail goes when a person sends it again: only to those whom the server refused when the others got it, and to everybody at the
/// address they have by now. Never to somebody it was not for.
/// </summary>
internal static class AddresseesAgain
{
    public static async Task<(string Addressees, string[] Emails)> OfAsync(MailRow mail, WorkflowsDb db, CancellationToken ct)
    {
        if (Read(mail.Addressees) is not { } all)
            return (mail.Addressees, mail.Emails);
        // A rehearsal copy sends to another address than those it names: then it is all or nobody.
        var refused = mail.Refused is { } list
            ? all.Where(one => list.Contains(one["email"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase)).ToList()
            : [];
        var to = refused.Count > 0 ? refused : all;
        var ids = to.ConvertAll(one => one["personId"]!.GetValue<string>());
        var now = await db.Set<Person>().AsNoTracking().Where(person => ids.Contains(person.Id) && person.Active && person.Email != "")
            .ToDictionaryAsync(person => person.Id, person => person.Email, ct);
        foreach (var one in to)
            one["email"] = now.GetValueOrDefault(one["personId"]!.GetValue<string>(), one["email"]!.GetValue<string>());
        return (new JsonArray([.. to.Select(one => one.DeepClone())])
            .ToJsonString(), [.. to.Select(one => one["email"]!.GetValue<string>())]);
    }

    /// <summary>Null when they cannot be read as people: then the mail goes as it was.</summary>
    private static List<JsonNode>? Read(string addressees)
    {
        try
        {
            List<JsonNode> all = [.. JsonNode.Parse(addressees)!.AsArray().OfType<JsonNode>()];
            return all.Count > 0
                && all.TrueForAll(
                    one => one["email"] is JsonValue email && email.TryGetValue<string>(out _) && one["personId"] is JsonValue id
                        && id.TryGetValue<string>(out _))
                ? all
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
