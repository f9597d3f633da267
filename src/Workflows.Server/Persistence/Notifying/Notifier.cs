using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Notifying;

/// <summary>
/// What this node tells the others and hears from them, on one connection for all topics. Nothing depends on it but speed: whoever is not
/// told looks again by itself.
/// </summary>
/// <remarks>NOTIFY inside a burst would queue all commits of the database behind one lock, so it is sent on its own.</remarks>
public sealed class Notifier(Database database, Leases leases, IEnumerable<ITopic> topics, ILogger<Notifier> logger) : BackgroundService
{
    private readonly Dictionary<string, ITopic> _topics = topics.ToDictionary(topic => topic.Channel, StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([ListenAsync(stoppingToken), .. _topics.Values.Select(topic => TellAsync(topic, stoppingToken))]);

    /// <summary>The connection also holds the lock that says this node is alive.</summary>
    private Task ListenAsync(CancellationToken ct) =>
        new Listening(database, [.. _topics.Keys], logger) { OnConnected = leases.StandUpAsync }.RunAsync(
            hear: (channel, payload) => _topics[channel].Hear(payload),
            missed: () =>
            {
                foreach (var topic in _topics.Values)
                    topic.Missed();
            },
            ct);

    private async Task TellAsync(ITopic topic, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await topic.WaitAsync(ct);
                await Task.Delay(topic.Coalesce, ct);
                foreach (var payload in topic.Take())
                {
                    await using var notify = database.Source.CreateCommand("select pg_notify($1, $2)");
                    notify.With(Statements.Text(topic.Channel), Statements.Text(payload));
                    await notify.ExecuteNonQueryAsync(ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogInformation(
                    "Other nodes were not told on {Channel} and will look by themselves: {Reason}", topic.Channel, e.Message);
            }
        }
    }
}
