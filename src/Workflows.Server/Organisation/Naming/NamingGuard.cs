using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Organisation.Naming;

/// <summary>
/// Nobody names themselves, by whatever change: it compares the posts in which the person who changes the organisation would act, before
/// and after, so that an absence, a vacancy or a rank that would make them act counts like an appointment. Whom a change names is kept
/// with who named them.
/// </summary>
public sealed class NamingGuard(WorkflowsDb db, Acting acting, TimeProvider clock)
{
    private readonly HashSet<DateOnly> _days = [SantiagoTime.DateAt(clock.GetUtcNow())];
    private readonly List<Named> _named = [];
    private readonly List<UnitPost> _ranks = [];
    private OrganisationSnapshot? _before;

    /// <summary>To be called in the transaction of the change, before anything of it is saved.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        try
        {
            _before = await db.ReadOrganisationAsync(ct);
        }
        catch (OrganisationException)
        {
            // What contradicts itself already has to be mended by somebody: then only the rows themselves are judged.
        }

        db.SavingChanges += (_, _) => Look();
    }

    /// <summary>
    /// To be called when all of it is saved and nothing is committed: why it may not be, or null with what is kept of it added.
    /// </summary>
    public async Task<ProblemHttpResult?> EndAsync(OrganisationSnapshot after, CancellationToken ct)
    {
        if (_named.Find(named => named.PersonId == acting.PersonId && !named.IsOwnData && (!named.IsPost || _before is null)) is { } own)
            return Refused(own.What);
        if (_ranks.Find(rank => IsHeldByThem(rank, after)) is { } ownRank)
            return Refused($"«{ownRank.Title}», lugar {ownRank.Rank} de la unidad {ownRank.UnitCode}");
        if (_before is { } before && Gained(before, after) is { } gained)
            return Refused(gained);

        var now = clock.GetUtcNow();
        var others = _named.Where(named => named.PersonId != acting.PersonId).Distinct().ToList();
        db.AddRange(others.Select(named => new AppointingRow
        {
            At = now, ByPersonId = acting.PersonId, ByName = acting.Name, PersonId = named.PersonId, What = named.What,
        }));
        await TellOfMutualAsync([.. others.Select(named => named.PersonId).Distinct(StringComparer.Ordinal)], after, now, ct);
        return null;
    }

    private static ProblemHttpResult Refused(string what) => Refusal.Forbidden(
        $"Con este cambio quedarías tú como {what}. Nadie se nombra a sí mismo, tampoco por subrogancia: pídelo a otra persona "
        + $"que coordine o administre.");

    /// <summary>A post in which the person would act on some day of the change and did not before; null when there is none.</summary>
    private string? Gained(OrganisationSnapshot before, OrganisationSnapshot after)
    {
        foreach (var day in _days.Order())
        {
            var had = PostsOn(before, day);
            if (PostsOn(after, day).Find(post => !had.Contains(post)) is { Role: { } role } gained)
                return $"{role.Label} ({after.ScopeName(role.Scope, gained.Scope)}) el {SpanishDate.Of(day)}";
        }

        return null;
    }

    /// <summary>A rank that goes with a role they hold there: by it they would substitute whoever is above.</summary>
    private bool IsHeldByThem(UnitPost rank, OrganisationSnapshot after) =>
        after.Units.FirstOrDefault(unit => unit.Code == rank.UnitCode)?.PlaceCode is { } place
        && after.AppointmentsOf(acting.PersonId, SantiagoTime.DateAt(clock.GetUtcNow()))
            .Any(post => post.Role == rank.Role && post.ScopeCode == place);

    private List<(Role Role, string Scope)> PostsOn(OrganisationSnapshot organisation, DateOnly day) =>
        organisation.FindPerson(acting.PersonId) is null
            ? []
            : [.. organisation.AppointmentsOf(acting.PersonId, day).Concat(organisation.HeldWithoutAppointment(acting.PersonId, day))
                .Select(post => (post.Role, post.ScopeCode))];

    /// <summary>Two who name each other are seen: the organisation's history says so.</summary>
    private async Task TellOfMutualAsync(string[] people, OrganisationSnapshot after, DateTimeOffset now, CancellationToken ct)
    {
        var me = acting.PersonId;
        var mutual = await db.Set<AppointingRow>().Where(row => row.PersonId == me && people.Contains(row.ByPersonId))
            .Select(row => row.ByPersonId).Distinct().ToListAsync(ct);
        db.AddRange(mutual.Select(id => OrganisationChangeRow.Of(
            acting, $"Nombramiento recíproco: {acting.Name} nombra a {after.FindPerson(id)?.Name ?? id}, de quien recibió antes un cargo.",
            now)));
    }

    /// <summary>What is about to be saved: whom it names, and the days from which or until which anything of it holds.</summary>
    private void Look()
    {
        foreach (var entry in db.ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            foreach (var property in entry.Properties.Where(
                property => property.Metadata.ClrType == typeof(DateOnly) || property.Metadata.ClrType == typeof(DateOnly?)))
            {
                foreach (var day in new[] { property.CurrentValue, property.OriginalValue }.OfType<DateOnly>())
                    _days.UnionWith([day, day.AddDays(1)]);
            }

            if (entry.State != EntityState.Deleted && Named.By(entry) is { } named)
                _named.Add(named);
            if (entry is { State: EntityState.Added, Entity: UnitPost { Role: not null } rank })
                _ranks.Add(rank);
        }
    }
}

/// <summary>A list that would give its sender a post: nothing of it is imported.</summary>
internal sealed class SelfNamingException(string reason) : Exception(reason);
