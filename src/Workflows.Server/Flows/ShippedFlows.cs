using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Tasks;
using Workflows.Engine.Json;
using Workflows.Server.Persistence;

namespace Workflows.Server.Flows;

/// <summary>
/// Brings the flows that come with the program into the store, published: each content once, and never over a version that
/// somebody here has edited.
/// </summary>
public static class ShippedFlows
{
    /// <summary>The flows embedded in an assembly, under <c>Flows/</c>.</summary>
    public static IEnumerable<string> In(Assembly assembly)
    {
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Flows.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    public static IEnumerable<string> OfDefinitions() => In(typeof(TaskOpened).Assembly);

    public static async Task ImportAsync(DefinitionStore store, IEnumerable<string> flows, ILogger logger, CancellationToken ct)
    {
        foreach (var json in flows)
        {
            var definition = WorkflowJson.Read(json);
            var hash = JournalHash.OfText(WorkflowJson.Write(definition));
            await using var db = store.Open();
            var versions = await db.Set<DefinitionVersion>().Where(row => row.DefinitionId == definition.DefinitionId).ToListAsync(ct);
            if (versions.Exists(row => row.ContentHash == hash) || versions.Exists(row => !row.IsShipped))
                continue;

            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var published in versions.Where(row => row.State == DefinitionState.Published))
                published.State = DefinitionState.Retired;
            await db.SaveChangesAsync(ct);
            var version = store.NewVersion(definition, versions.Select(row => row.Version).DefaultIfEmpty().Max() + 1, DefinitionState.Published, person: null);
            version.IsShipped = true;
            db.Add(version);
            try
            {
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                logger.LogInformation("Imported the shipped flow {Definition} as version {Version}", version.DefinitionId, version.Version);
            }
            catch (DbUpdateException)
            {
                // Another node that starts at the same time was faster: the flow is there, which is all that was wanted.
                logger.LogInformation("Another node imported the flow {Definition}", version.DefinitionId);
            }
        }
    }
}
