using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Workflows.Server.Tests.Hosting;

/// <summary>
/// The network between a server and its PostgreSQL, in the test's hand: it can be down, or fall silent without telling either side, for the
/// connections there are or for all of them.
/// </summary>
internal sealed class DatabaseProxy(string socketPath) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Passage, bool> _open = new();
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile bool _isSilent;

    public int Port { get; private set; }

    public DatabaseProxy Start()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
        return this;
    }

    /// <summary>Nobody is there any more, and everybody who was connected is told.</summary>
    public void GoDown()
    {
        _listener.Stop();
        foreach (var passage in _open.Keys) passage.Close();
    }

    public void ComeUp()
    {
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    /// <summary>What is connected now hears nothing any more and is not told. New connections work.</summary>
    public void CutSilently()
    {
        foreach (var passage in _open.Keys) passage.IsSilent = true;
    }

    /// <summary>Everybody may connect, and nobody is answered.</summary>
    public void Freeze()
    {
        _isSilent = true;
        CutSilently();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        GoDown();
        _end.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(_end.Token);
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), _end.Token);
                var passage = new Passage(client, server) { IsSilent = _isSilent };
                _open[passage] = true;
                _ = passage.RunAsync().ContinueWith(_ => _open.TryRemove(passage, out var _), TaskScheduler.Default);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // down
        }
    }

    private sealed class Passage(Socket client, Socket server)
    {
        private volatile bool _isSilent;

        public bool IsSilent
        {
            get => _isSilent;
            set => _isSilent = value;
        }

        public async Task RunAsync()
        {
            await Task.WhenAny(PassAsync(client, server), PassAsync(server, client));
            Close();
        }

        public void Close()
        {
            client.Dispose();
            server.Dispose();
        }

        private async Task PassAsync(Socket from, Socket to)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer) is var read && (read > 0 || IsSilent))
                {
                    if (read == 0) await Task.Delay(Timeout.Infinite); // the other side is never told
                    for (var sent = 0; !IsSilent && sent < read;)
                        sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // closed
            }
        }
    }
}
