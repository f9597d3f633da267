using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Watch;

namespace Workflows.Server.Watch;

/// <summary>
/// Looks, every few minutes, for what should have gone out and did not, whatever the reason: it trusts no loop, only the rows and the
/// clocks. It raises alarms and takes them away; it repairs nothing.
/// </summary>
public sealed partial class Watchdog(Database database, Changes changes, TimeProvider clock, ILogger<Watchdog> logger)
{
    /// <summary>What is late by less is on its way.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <summary>Returns how many things stand still.</summary>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        var (count, raised) = await new AlarmTable(database.Source).RefreshAsync(clock.GetUtcNow(), Margin, ct);
        foreach (var (kind, target) in raised)
            Stands(kind, target);
        changes.Tell(Change.Alarms, "");
        return count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Something should have happened and did not: {Kind} {Target}")]
    private partial void Stands(string kind, string target);
}
