using Npgsql;

namespace Workflows.Server.Persistence.Notifying;

/// <summary>
/// A connection of its own on which this process hears what others tell, for as long as the process runs. A connection may be cut without
/// a word and look alive for hours: when nothing was heard for a while the other side is asked, and one that does not answer is given up,
/// with all the idle ones that went the same way.
/// </summary>
internal sealed class Listening(Database database, IReadOnlyList<string> channels, ILogger logger)
{
    /// <summary>Together well under a minute, which is what pages and loops may be behind.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(8);

    private const int AnswersInSeconds = 4;

    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(500);

    /// <summary>Done first on every new connection.</summary>
    public Func<NpgsqlConnection, CancellationToken, Task> OnConnected { get; init; } = (_, _) => Task.CompletedTask;

    /// <param name="missed">Called whenever something may have been said while nobody listened.</param>
    public async Task RunAsync(Action<string, string> hear, Action missed, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var wasConnected = false;
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(ct);
                connection.Notification += (_, message) => hear(message.Channel, message.Payload);
                await OnConnected(connection, ct);
                await ExecuteAsync(connection, string.Concat(channels.Select(channel => $"listen {channel};")), ct);
                wasConnected = true;
                missed();
                while (true)
                    if (!await connection.WaitAsync(Quiet, ct))
                        await ExecuteAsync(connection, "select 1", ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                logger.LogWarning("Listening on {Channels} was interrupted: {Reason}", string.Join(", ", channels), e.Message);
                if (wasConnected) Forget();
                await Task.Delay(Reconnect, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = AnswersInSeconds };
        await command.ExecuteNonQueryAsync(ct);
    }

    private void Forget()
    {
        try
        {
            database.Source.Clear();
        }
        catch (Exception e) when (e is DatabaseNotStartedException or ObjectDisposedException)
        {
            // stopping
        }
    }
}
