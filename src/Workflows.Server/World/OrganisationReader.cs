using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;

namespace Workflows.Server.World;

/// <summary>Reads the whole organisation as it is stored now: what the world snapshot is made of.</summary>
public static class OrganisationReader
{
    public static async Task<OrganisationSnapshot> ReadOrganisationAsync(this WorkflowsDb db, CancellationToken ct) => new(
        await db.Set<Institution>().AsNoTracking().ToListAsync(ct),
        await db.Set<Ministry>().AsNoTracking().ToListAsync(ct),
        await db.Set<Region>().AsNoTracking().ToListAsync(ct),
        await db.Set<Network>().AsNoTracking().ToListAsync(ct),
        await db.Set<Person>().AsNoTracking().ToListAsync(ct),
        await db.Set<Appointment>().AsNoTracking().ToListAsync(ct),
        (await db.Set<AbsenceRow>().AsNoTracking().Where(row => !row.IsAnnulled).ToListAsync(ct)).Select(row => row.ToAbsence()),
        await db.Set<Designation>().AsNoTracking().ToListAsync(ct),
        await db.Set<Unit>().AsNoTracking().ToListAsync(ct),
        await db.Set<UnitPost>().AsNoTracking().ToListAsync(ct),
        await db.Set<Dependency>().AsNoTracking().ToListAsync(ct),
        await db.Set<Committee>().AsNoTracking().ToListAsync(ct),
        await db.Set<Seat>().AsNoTracking().ToListAsync(ct),
        await db.Set<Undersecretariat>().AsNoTracking().ToListAsync(ct),
        await db.Set<Supervision>().AsNoTracking().ToListAsync(ct));
}
