using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Workflows.Server.Persistence;

namespace Workflows.Server.Uploads.Scanning;

/// <summary>What clamd said of a content.</summary>
/// <param name="Threat">The name of what it found; null when it found nothing.</param>
public sealed record ScanVerdict(string? Threat);

/// <summary>
/// Asks clamd over TCP with its INSTREAM command: chunks with their length in front, an empty one at the end. It never guesses: what is
/// no clear answer is an exception, and the file waits.
/// </summary>
public sealed class ClamAv(AntivirusOptions options)
{
    private const int ChunkLength = 64 * 1024;
    private const int LongestAnswer = 4 * 1024;

    /// <exception cref="ScanException">No answer, or none that says something of the content.</exception>
    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(options.Host!, options.Port, limit.Token);
            await using var stream = connection.GetStream();
            await SendAsync(stream, content, limit.Token);
            return Read(await AnswerAsync(stream, limit.Token));
        }
        catch (Exception error) when (
            error is SocketException or IOException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ScanException("clamd did not answer", "El antivirus no respondió.", error);
        }
    }

    private static async Task SendAsync(NetworkStream stream, Stream content, CancellationToken ct)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var buffer = new byte[sizeof(uint) + ChunkLength];
        int read;
        do
        {
            read = await content.ReadAsync(buffer.AsMemory(sizeof(uint)), ct);
            BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)read);
            await stream.WriteAsync(buffer.AsMemory(0, sizeof(uint) + read), ct);
        }
        while (read > 0);
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        int read;
        while (length < answer.Length && (read = await stream.ReadAsync(answer.AsMemory(length), ct)) > 0)
        {
            length += read;
            if (answer[length - 1] == 0)
                break;
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    // «stream: OK», «stream: Eicar-Signature FOUND», or an error.
    private static ScanVerdict Read(string answer)
    {
        const string About = "stream: ", Found = " FOUND";
        if (answer == "stream: OK")
            return new(Threat: null);
        return answer.StartsWith(About, StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal)
            ? new(answer[About.Length..^Found.Length])
            : throw new ScanException($"clamd answered «{answer}»", $"El antivirus respondió «{StoredText.Of(answer)}».");
    }
}

/// <summary>The antivirus could not say whether a content is clean.</summary>
/// <param name="said">The same in Spanish, for whoever decides.</param>
public sealed class ScanException(string message, string said, Exception? inner = null) : Exception(message, inner)
{
    public string Said { get; } = said;
}
