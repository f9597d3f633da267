using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Flows;
using Workflows.Engine.Json;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Flows;

/// <summary>
/// Brings the flows that come with the program into the store, published: each content once, and never over a version that
/// somebody here has edited.
/// </summary>
public static class FlowImport
{
    public static async Task ImportAsync(DefinitionStore store, IEnumerable<ShippedFlow> flows, ILogger logger, CancellationToken ct)
    {
        foreach (var flow in flows)
        {
            await using var db = store.Open();
            var versions = await db.Set<DefinitionVersion>().Where(row => row.DefinitionId == flow.DefinitionId).ToListAsync(ct);
            if (versions.Exists(row => row.ContentHash == flow.Hash || !row.IsShipped))
                continue;

            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var published in versions.Where(row => row.State == DefinitionState.Published))
                published.State = DefinitionState.Retired;
            await db.SaveChangesAsync(ct);
            var number = versions.Select(row => row.Version).DefaultIfEmpty().Max() + 1;
            var version = store.NewVersion(WorkflowJson.Read(flow.Json), number, DefinitionState.Published, flow.Hash, person: null);
            version.IsShipped = true;
            db.Add(version);
            try
            {
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                logger.LogInformation("Imported the shipped flow {Definition} as version {Version}", flow.DefinitionId, number);
            }
            catch (DbUpdateException)
            {
                // Another node that starts at the same time was faster: the flow is there, which is all that was wanted.
                logger.LogInformation("Another node imported the flow {Definition}", flow.DefinitionId);
            }
        }
    }
}
