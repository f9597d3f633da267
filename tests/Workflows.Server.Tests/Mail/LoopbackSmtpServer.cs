using System.Net;
using System.Net.Sockets;
using System.Text;
using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Mail;

/// <summary>How the server of a test behaves.</summary>
public enum SmtpBehaviour
{
    Accept,
    Refuse550,
    Temporary451,
    RefuseSecondRecipient,
    AskForLogin,
    RefuseAfterData,
    HangBeforeGreeting,
    HangAfterData,
    CloseAfterData,
    CloseBeforeData,
    HangAtQuit,
}

/// <summary>An SMTP server on this machine that behaves, or misbehaves, as a test asks.</summary>
public sealed class LoopbackSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly SmtpBehaviour _behaviour;
    private readonly Task _serving;

    public LoopbackSmtpServer(SmtpBehaviour behaviour)
    {
        _behaviour = behaviour;
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>The texts that arrived whole.</summary>
    public List<string> Received { get; } = [];

    public List<string> Commands { get; } = [];

    public MailOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        StartTls = false,
        TimeoutSeconds = 2,
        From = "Flujos <no-responder@flujos.gob.cl>",
    };

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_ending.Token);
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (IOException)
            {
                // the client gave up, as some tests want
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        if (_behaviour == SmtpBehaviour.HangBeforeGreeting)
            await HangAsync(reader);

        await writer.WriteLineAsync("220 loopback");
        var recipients = 0;
        while (await reader.ReadLineAsync(_ending.Token) is { } line)
        {
            Commands.Add(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "RCPT")
                recipients++;
            if (verb == "QUIT" && _behaviour == SmtpBehaviour.HangAtQuit)
                await HangAsync(reader);
            if (verb == "DATA" && _behaviour == SmtpBehaviour.CloseBeforeData)
                return;

            await writer.WriteLineAsync(Answer(verb, recipients));
            if (verb == "QUIT")
                return;
            if (verb == "DATA" && !await TakeTextAsync(reader, writer))
                return;
        }
    }

    private string Answer(string verb, int recipients) => (verb, _behaviour) switch
    {
        ("MAIL", SmtpBehaviour.AskForLogin) => "530 5.7.0 Authentication required",
        ("RCPT", SmtpBehaviour.Refuse550) => "550 5.1.1 No such user here",
        ("RCPT", SmtpBehaviour.Temporary451) => "451 4.7.1 Greylisted, try again later",
        ("RCPT", SmtpBehaviour.RefuseSecondRecipient) when recipients == 2 => "550 5.1.1 No such user here",
        ("DATA", _) => "354 go ahead",
        ("QUIT", _) => "221 bye",
        _ => "250 ok",
    };

    private async Task<bool> TakeTextAsync(StreamReader reader, StreamWriter writer)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_ending.Token) is { } line && line != ".")
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");

        if (_behaviour == SmtpBehaviour.HangAfterData)
            await HangAsync(reader);
        if (_behaviour == SmtpBehaviour.CloseAfterData)
            return false;
        if (_behaviour == SmtpBehaviour.RefuseAfterData)
        {
            await writer.WriteLineAsync("554 5.7.1 Message refused");
            return true;
        }

        Received.Add(text.ToString());
        await writer.WriteLineAsync("250 2.0.0 queued");
        return true;
    }

    // Says nothing until the client closes.
    private async Task HangAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(_ending.Token) is not null)
        {
        }

        throw new IOException("The client closed.");
    }
}
