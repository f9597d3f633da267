using System.Collections.Concurrent;

namespace Workflows.Server.Mail.Transport;

/// <summary>
/// Open conversations that wait for their next mail: each lane takes one, so that many mails go over one connection. What rests longer
/// than servers like is closed politely.
/// </summary>
internal sealed class SmtpConnections : IAsyncDisposable
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly ConcurrentStack<SmtpConnection> _resting = new();
    private readonly TimeProvider _elapsed;
    private readonly ITimer _sweeper;
    private volatile bool _isClosed;

    public SmtpConnections(TimeProvider elapsed)
    {
        _elapsed = elapsed;
        _sweeper = elapsed.CreateTimer(_ => _ = SweepAsync(), null, LongestRest, LongestRest / 2);
    }

    /// <summary>One that was used before and seems alive; null when a new one has to be opened.</summary>
    public SmtpConnection? Take()
    {
        while (_resting.TryPop(out var connection))
        {
            if (connection.IsConnected && _elapsed.GetElapsedTime(connection.RestingSince) < LongestRest)
                return connection;
            connection.Dispose();
        }

        return null;
    }

    public void PutBack(SmtpConnection connection)
    {
        if (_isClosed || !connection.IsConnected)
        {
            connection.Dispose();
            return;
        }

        connection.RestingSince = _elapsed.GetTimestamp();
        _resting.Push(connection);
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        await _sweeper.DisposeAsync();
        while (_resting.TryPop(out var connection))
            await CloseAsync(connection);
    }

    private async Task SweepAsync()
    {
        var still = new List<SmtpConnection>();
        while (_resting.TryPop(out var connection))
        {
            if (_elapsed.GetElapsedTime(connection.RestingSince) < LongestRest)
                still.Add(connection);
            else
                await CloseAsync(connection);
        }

        still.ForEach(_resting.Push);
    }

    // A server that does not answer the goodbye has delivered all the same.
    private static async Task CloseAsync(SmtpConnection connection)
    {
        using var limit = new CancellationTokenSource(Goodbye);
        try
        {
            await connection.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception failure) when (SmtpTrouble.IsOfTheOtherSide(failure))
        {
            // it is closed either way
        }
        finally
        {
            connection.Dispose();
        }
    }
}
