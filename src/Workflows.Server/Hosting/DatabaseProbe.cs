using Npgsql;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Watch;

namespace Workflows.Server.Hosting;

/// <summary>
/// Whether the database answers, within a limit whatever it does: one that is frozen takes connections and says nothing. Whoever asks
/// meanwhile shares the one question that is open, so that asking often never costs more than one connection.
/// </summary>
public sealed class DatabaseProbe(Database database)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<long?> _asking = Task.FromResult<long?>(null);

    /// <summary>How many things the watchdog says stand still; null when the database does not answer.</summary>
    public async Task<long?> StandingAsync(CancellationToken ct)
    {
        Task<long?> asking;
        lock (_lock)
        {
            if (_asking.IsCompleted) _asking = Task.Run(AskAsync, CancellationToken.None);
            asking = _asking;
        }

        try
        {
            return await asking.WaitAsync(Limit, ct);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<long?> AskAsync()
    {
        try
        {
            return await new AlarmTable(database.Source).CountAsync(CancellationToken.None);
        }
        catch (Exception e) when (Transients.IsUnavailable(e) || e is ObjectDisposedException or NpgsqlException)
        {
            return null;
        }
    }
}
