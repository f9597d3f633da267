using System.Threading.RateLimiting;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Outbox;

/// <summary>What the lanes of one sender share.</summary>
internal sealed record OutboxParts
{
    public required OutboxTable Table { get; init; }
    public required MailWriting Writing { get; init; }
    public required IMailTransport Transport { get; init; }
    public required TransportCircuit Circuit { get; init; }
    public required OutboxRate Rate { get; init; }
    public required TimeProvider Clock { get; init; }
    public required OutboxLog Log { get; init; }
    public Heartbeat Heartbeat { get; } = new();

    /// <summary>Told of every mail whose state changed.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>How many mails a lane takes at once.</summary>
    public required int BatchSize { get; init; }

    /// <summary>
    /// How many leave per commit. One with a server, where each takes a moment and a crash must leave only that one in doubt;
    /// several with a folder, where all are written within milliseconds.
    /// </summary>
    public required int ChunkSize { get; init; }
    public required TimeSpan ClaimLease { get; init; }
    public required TimeSpan SendLease { get; init; }

    /// <summary>After this nobody waits for the transport any more.</summary>
    public required TimeSpan LongestSend { get; init; }

    public static OutboxParts Create(
        MailOptions transport, OutboxTable table, MailWriting writing, IMailTransport way, TransportCircuit circuit, OutboxRate rate,
        TimeProvider clock, ILogger logger)
    {
        var longest = TimeSpan.FromSeconds(transport.TimeoutSeconds + 5);
        return new()
        {
            Table = table,
            Writing = writing,
            Transport = way,
            Circuit = circuit,
            Rate = rate,
            Clock = clock,
            Log = new(logger),
            BatchSize = transport.UsesServer ? 10 : 64,
            ChunkSize = transport.UsesServer ? 1 : 16,
            ClaimLease = TimeSpan.FromMinutes(1),
            SendLease = transport.UsesServer ? longest + TimeSpan.FromSeconds(25) : TimeSpan.FromSeconds(15),
            LongestSend = longest,
        };
    }
}

/// <summary>When something last moved: a mail got further, or a look found nothing to do. Looking in vain is no movement.</summary>
internal sealed class Heartbeat
{
    private long _last = TimeProvider.System.GetTimestamp();

    public TimeSpan Since => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _last));

    public void Beat() => Interlocked.Exchange(ref _last, TimeProvider.System.GetTimestamp());
}

/// <summary>Lets only so many mails a minute pass, when the office's server asks for that.</summary>
internal sealed class OutboxRate(int perMinute) : IDisposable
{
    private readonly TokenBucketRateLimiter? _bucket = perMinute == 0 ? null : new(new()
    {
        TokenLimit = Math.Max(1, perMinute / 6),
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / Math.Max(1, perMinute / Math.Max(1, perMinute / 60)),
        QueueLimit = int.MaxValue,
    });

    /// <summary>False when the server stops first.</summary>
    public async Task<bool> PassAsync(int mails, Heartbeat heartbeat, CancellationToken stopping)
    {
        if (_bucket is null) return true;
        try
        {
            for (var i = 0; i < mails; i++)
            {
                using var lease = await _bucket.AcquireAsync(1, stopping);
                if (!lease.IsAcquired) return false;
                heartbeat.Beat(); // waiting because somebody asked for it is no standing still
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _bucket?.Dispose();
}

/// <summary>What the log says of a mail: its id and how it went, never its words, its addresses or what the server said of them.</summary>
internal sealed partial class OutboxLog(ILogger logger)
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Mail {MailId} is {State} ({Outcome}) after {Milliseconds} ms")]
    public partial void Ended(string mailId, MailState state, MailOutcome outcome, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} cannot be written from template {Template}")]
    public partial void Refused(string mailId, string template);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {MailId} could not be prepared from template {Template}")]
    public partial void Unprepared(Exception failure, string mailId, string template);

    [LoggerMessage(Level = LogLevel.Error, Message = "How mail {MailId} ended could not be written; it becomes uncertain")]
    public partial void Unwritten(Exception failure, string mailId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The transport broke its promise for mail {MessageId}")]
    public partial void Broke(Exception failure, string messageId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Returned} taken mails returned to the queue and {Uncertain} became uncertain: a sender did not finish")]
    public partial void Expired(long returned, long uncertain);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox failed and will try again")]
    public partial void TurnFailed(Exception failure);
}
