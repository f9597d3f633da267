using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workflows.Server.Tests.Files;

/// <summary>Speaks as clamd does on INSTREAM: finds a threat in whatever holds a certain text. Can be told not to answer.</summary>
internal sealed class LoopbackClamd : IDisposable
{
    public const string Threat = "Prueba-Amenaza";
    public static readonly byte[] Mark = Encoding.ASCII.GetBytes("ESTO-ES-UNA-AMENAZA");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LoopbackClamd()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Hangs up instead of answering, as a clamd that is loading its signatures.</summary>
    public bool IsBusy { get; set; }

    /// <summary>What it answers to everything, when it has an error of its own.</summary>
    public string? Fails { get; set; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                if (IsBusy)
                    continue;
                var answer = await AnswerAsync(stream);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task<string> AnswerAsync(NetworkStream stream)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command);
        if (!command.AsSpan().SequenceEqual("zINSTREAM\0"u8))
            return "UNKNOWN COMMAND";
        using var content = new MemoryStream();
        var length = new byte[sizeof(uint)];
        while (true)
        {
            await stream.ReadExactlyAsync(length);
            var chunk = new byte[BinaryPrimitives.ReadUInt32BigEndian(length)];
            if (chunk.Length == 0)
                return Fails ?? (content.ToArray().AsSpan().IndexOf(Mark) >= 0 ? $"stream: {Threat} FOUND" : "stream: OK");
            await stream.ReadExactlyAsync(chunk);
            content.Write(chunk);
        }
    }
}
