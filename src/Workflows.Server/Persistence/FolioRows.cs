using Microsoft.EntityFrameworkCore;

namespace Workflows.Server.Persistence;

/// <summary>The numbers of receipts: one after the other within what a folio starts with, and the last one is the counter's.</summary>
internal static class FolioRows
{
    /// <summary>What the folios start with whose numbers do not follow.</summary>
    public static Task<List<string>> BrokenAsync(WorkflowsDb db, CancellationToken ct) => db.Database.SqlQuery<string>(
        $"""
        with given as (
            select substring(folio from '^(.*-)[0-9]+$') as prefix, count(*) as count, max(substring(folio from '[0-9]+$')::bigint) as last
            from submissions group by 1)
        select coalesce(given.prefix, folios.prefix, '') as "Value" from given full join folios on folios.prefix = given.prefix
        where given.count is distinct from given.last or given.last is distinct from folios.last
        order by 1
        """).ToListAsync(ct);
}
