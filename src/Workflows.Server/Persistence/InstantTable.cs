using Microsoft.EntityFrameworkCore;

namespace Workflows.Server.Persistence;

/// <summary>Instants as rows, so that one statement asks the same about each of them.</summary>
internal static class InstantTable
{
    public static IQueryable<DateTimeOffset> Instants(this WorkflowsDb db, IEnumerable<DateTimeOffset> instants)
    {
        var rows = instants.Select(instant => instant.ToUniversalTime()).ToArray();
        return db.Database.SqlQuery<DateTimeOffset>($"""select unnest({rows}) as "Value" """);
    }
}
