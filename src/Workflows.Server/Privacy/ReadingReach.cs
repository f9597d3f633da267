using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Privacy;

/// <summary>
/// Whom one reading can have shown, by the address that was asked. What it does not know how to narrow it takes for everybody: a report
/// of a breach may name too many, never too few.
/// </summary>
internal sealed class ReadingReach(WorkflowsDb db)
{
    private static readonly string[] OfPeople = ["nombre", "correo electrónico", "cargos"];
    private static readonly string[] OfMails = ["nombre", "correo electrónico", "texto de los avisos"];
    private static readonly string[] OfWork = ["nombre", "qué tareas tuvo y qué hizo"];
    private static readonly string[] OfRequests = ["nombre", "correo electrónico", "lo que pidió sobre sus datos"];

    private readonly Dictionary<string, (IReadOnlyCollection<string>, bool)> _known = new(StringComparer.Ordinal);
    private IReadOnlyCollection<string>? _everybody;

    /// <summary>Which data such an answer shows.</summary>
    public static IReadOnlyList<string> DataOf(ReadingRow reading) => Parts(reading) switch
    {
        ["mails" or "held-notices", ..] => OfMails,
        ["organisation" or "authority" or "readings", ..] => OfPeople,
        ["privacy", "requests", ..] => OfRequests,
        ["privacy", ..] => OfPeople,
        _ => OfWork,
    };

    /// <summary>The people an answer could show, and whether it was about that one person.</summary>
    public async Task<(IReadOnlyCollection<string> People, bool ByName)> OfAsync(ReadingRow reading, CancellationToken ct)
    {
        if (!_known.TryGetValue(reading.Address, out var known))
            _known[reading.Address] = known = await ReachAsync(reading, ct);
        return known;
    }

    private async Task<(IReadOnlyCollection<string>, bool)> ReachAsync(ReadingRow reading, CancellationToken ct)
    {
        var query = QueryHelpers.ParseQuery(
            reading.Address.Contains('?', StringComparison.Ordinal)
                ? reading.Address[reading.Address.IndexOf('?', StringComparison.Ordinal)..]
                : "");
        return Parts(reading) switch
        {
            ["organisation", "people"] =>
                (await PeopleAsync(
                    query.TryGetValue("search", out var text) ? text.ToString() : "",
                    query.TryGetValue("scope", out var scope) ? scope.ToString() : "", ct), false),
            ["organisation", "people", var id, ..] => ([id], true),
            ["organisation", "places", var code, ..] =>
                (await db.Set<Appointment>().Where(post => post.ScopeCode == code).Select(post => post.PersonId).Distinct()
                    .ToListAsync(ct), false),
            ["mails" or "held-notices", var id] when id != "export" => (await AddresseesAsync(id, ct), true),
            _ => (_everybody ??= await db.Set<Person>().Select(person => person.Id).ToListAsync(ct), false),
        };
    }

    private async Task<IReadOnlyCollection<string>> PeopleAsync(string text, string scope, CancellationToken ct)
    {
        var like = Like.Containing(text);
        return await db.Set<Person>()
            .Where(person => text == "" || EF.Functions.ILike(person.Name, like) || EF.Functions.ILike(person.Email, like)
                // A name that went since, or changed, was found by the one it had.
                || db.Set<SuppressedPerson>().Any(row => row.PersonId == person.Id))
            .Where(person => scope == "" || db.Set<Appointment>().Any(post => post.PersonId == person.Id && post.ScopeCode == scope))
            .Select(person => person.Id).ToListAsync(ct);
    }

    private async Task<IReadOnlyCollection<string>> AddresseesAsync(string mailId, CancellationToken ct) =>
        await db.Set<MailRow>().Where(mail => mail.Id == mailId).Select(mail => mail.Addressees).SingleOrDefaultAsync(ct) is { } addressees
            ? [
                .. Values.FromJson(addressees).AsList().Select(person => person.TextOf("personId")).OfType<string>()
                    .Where(id => id.Length > 0)]
            : [];

    private static string[] Parts(ReadingRow reading) =>
        [.. reading.Address.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Uri.UnescapeDataString)];
}
