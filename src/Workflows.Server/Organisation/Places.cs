using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Organisation;

/// <summary>What people call the places that posts and processes name by code.</summary>
public sealed class Places(WorkflowsDb db)
{
    public Task<IReadOnlyDictionary<string, string>> NamesOfAsync(IEnumerable<Appointment> posts, CancellationToken ct) =>
        NamesOfAsync(posts.Select(post => post.ScopeCode), ct);

    /// <summary>Names by code; a code that nobody knows is missing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesOfAsync(IEnumerable<string> codes, CancellationToken ct)
    {
        var asked = codes.Distinct(StringComparer.Ordinal).ToList();
        var wanted = asked.Select(Seat.CommitteeIn).Distinct(StringComparer.Ordinal).ToArray();
        var names = await db.Set<Institution>().Where(place => wanted.Contains(place.Code)).Select(place => new { place.Code, place.Name })
            .Concat(db.Set<Ministry>().Where(place => wanted.Contains(place.Code)).Select(place => new { place.Code, place.Name }))
            .Concat(db.Set<Undersecretariat>().Where(place => wanted.Contains(place.Code)).Select(place => new { place.Code, place.Name }))
            .Concat(db.Set<Region>().Where(place => wanted.Contains(place.Code)).Select(place => new { place.Code, place.Name }))
            .Concat(db.Set<Committee>().Where(place => wanted.Contains(place.Code)).Select(place => new { place.Code, place.Name }))
            .Concat(db.Set<Network>().Where(place => wanted.Contains(place.Code)).Select(place => new { place.Code, place.Name }))
            .ToListAsync(ct);

        var found = new Dictionary<string, string>(StringComparer.Ordinal) { [Appointment.National] = "Chile" };
        foreach (var place in names)
            found.TryAdd(place.Code, place.Name);
        foreach (var code in asked)
        {
            if (Seat.NameIn(code) is { } seat && found.TryGetValue(Seat.CommitteeIn(code), out var committee))
                found[code] = $"{committee}, asiento «{seat}»";
        }

        return found;
    }

    /// <summary>
    /// For the journal: who acts on a task, and in which post; of a key, for which institution. Only for who may act on it.
    /// </summary>
    internal async Task<Actor> ActorAsync(Acting acting, TaskRow task, CancellationToken ct) => acting.Key is null
        ? await ActorAsync(acting, acting.PostFor(task.RoleCode, task.ScopeCode)!, ct)
        : acting.As((await NamesOfAsync([task.ScopeCode], ct)).GetValueOrDefault(task.ScopeCode, task.ScopeCode));

    /// <summary>For the journal: who does what only these roles may do, and in which post. Only for who holds one of them.</summary>
    internal Task<Actor> ActorAsync(Acting acting, Role[] roles, CancellationToken ct) =>
        acting.Key is null ? ActorAsync(acting, acting.PostIn(roles)!, ct) : Task.FromResult(acting.As());

    /// <summary>For the journal: who acts in this post of theirs.</summary>
    internal async Task<Actor> ActorAsync(Acting acting, Appointment post, CancellationToken ct)
    {
        var names = await NamesOfAsync([post], ct);
        return acting.As(
            $"{post.Role.Label}{(post.IsSubstitute ? " (S)" : "")}, {names.GetValueOrDefault(post.ScopeCode, post.ScopeCode)}");
    }
}
