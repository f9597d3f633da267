using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence;

namespace Workflows.Server.Access;

/// <summary>
/// What proves something keeps the words it was written with; whoever reads it sees the pseudonym of a person who was suppressed. It only
/// changes what is shown.
/// </summary>
internal sealed class Pseudonyms
{
    private readonly Dictionary<string, string> _names;

    private Pseudonyms(Dictionary<string, string> names) => _names = names;

    public static async Task<Pseudonyms> ReadAsync(WorkflowsDb db, CancellationToken ct) => new(
        (await db.Set<SuppressedPerson>().AsNoTracking().Select(row => new { row.PersonId, row.Number }).ToListAsync(ct))
        .ToDictionary(row => row.PersonId, row => SuppressedPerson.NameOf(row.Number), StringComparer.Ordinal));

    /// <summary>The name to show for somebody by the id that was kept.</summary>
    public string? NameFor(string? personId, string? name) =>
        personId is not null && _names.TryGetValue(personId, out var pseudonym) ? pseudonym : name;

    /// <summary>The addressees of a mail, and what else names them: each text without their names and addresses.</summary>
    public (string Addressees, IReadOnlyList<string?> Texts) InMail(string addressees, params IReadOnlyList<string?> texts)
    {
        if (_names.Count == 0 || !_names.Keys.Any(id => addressees.Contains(id, StringComparison.Ordinal))
            || JsonNode.Parse(addressees) is not JsonArray people)
            return (addressees, texts);
        var shown = texts.ToArray();
        foreach (var person in people.OfType<JsonObject>())
        {
            if ((string?)person["personId"] is not { } id || !_names.TryGetValue(id, out var pseudonym))
                continue;
            foreach (var (field, instead) in new[] { ("name", pseudonym), ("email", "") })
            {
                if ((string?)person[field] is { Length: > 0 } old)
                    shown = [.. shown.Select(text => text?.Replace(old, instead, StringComparison.OrdinalIgnoreCase))];
                person[field] = instead;
            }
        }

        return (
            people.ToJsonString(
                new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), shown);
    }
}
