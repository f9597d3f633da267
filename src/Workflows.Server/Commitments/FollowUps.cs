using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Commitments;

/// <summary>
/// The processes that follow, or followed, critical commitments. Their number is part of their key, so that whoever opens the next one at
/// the same time opens the same. One that was cancelled follows nothing any more.
/// </summary>
internal sealed class FollowUps
{
    internal const string Flow = ShippedFlows.CriticalCommitment;

    private readonly Dictionary<string, string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _count = new(StringComparer.Ordinal);

    private FollowUps()
    {
    }

    public static async Task<FollowUps> ReadAsync(WorkflowsDb db, CancellationToken ct)
    {
        var found = new FollowUps();
        var instances = await db.Set<InstanceRow>().AsNoTracking().Where(row => row.DefinitionId == Flow && row.BusinessKey != null)
            .Select(row => new { row.Id, row.BusinessKey, row.FinishedAt }).ToListAsync(ct);
        foreach (var instance in instances)
        {
            var key = instance.BusinessKey!;
            var code = key[..Math.Max(0, key.LastIndexOf('/'))];
            found._count[code] = found._count.GetValueOrDefault(code) + 1;
            if (instance.FinishedAt is null)
                found._open[code] = instance.Id;
        }

        return found;
    }

    /// <summary>The process that follows a commitment now.</summary>
    public string? OpenOf(string code) => _open.GetValueOrDefault(code);

    public string NextKeyOf(string code) => string.Create(CultureInfo.InvariantCulture, $"{code}/{_count.GetValueOrDefault(code) + 1}");
}
