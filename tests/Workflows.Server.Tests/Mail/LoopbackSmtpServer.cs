using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
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
    TryLaterAfterData,
    HangBeforeGreeting,
    HangInData,
    DropInData,
    HangAfterData,
    CloseAfterData,
    CloseBeforeData,
    CloseAfterEachMail,
    CloseAtSecondMail,
    RetireAtSecondMail,
    HangAtQuit,
}

/// <summary>What the server of a test offers beside taking mails.</summary>
public sealed record SmtpOffer
{
    public X509Certificate2? Certificate { get; init; }
    public bool ImplicitTls { get; init; }
    public string? Password { get; init; }

    /// <summary>The tokens it takes now; with none it speaks no OAuth2.</summary>
    public HashSet<string> Tokens { get; init; } = [];

    public string OAuth { get; init; } = "XOAUTH2 OAUTHBEARER";
    public string Extensions { get; init; } = "8BITMIME";
    public string FinalAnswer { get; init; } = "250 2.0.0 queued";
}

/// <summary>An SMTP server on this machine that behaves, or misbehaves, as a test asks. It serves every connection at once.</summary>
public sealed class LoopbackSmtpServer : IAsyncDisposable
{
    public const string User = "flujos@ejemplo.cl";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly SmtpBehaviour _behaviour;
    private readonly SmtpOffer _offer;
    private readonly Lock _lock = new();
    private readonly List<Task> _talks = [];
    private readonly Task _serving;

    public LoopbackSmtpServer(SmtpBehaviour behaviour, SmtpOffer? offer = null)
    {
        (_behaviour, _offer) = (behaviour, offer ?? new());
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>The texts that arrived whole.</summary>
    public List<string> Received { get; } = [];

    public List<string> Commands { get; } = [];

    public int Connections { get; private set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public MailOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        StartTls = _offer is { Certificate: not null, ImplicitTls: false },
        ImplicitTls = _offer.ImplicitTls,
        CertificateSha256 = _offer.Certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256),
        User = _offer.Password is null ? null : User,
        Password = _offer.Password,
        // Short only where a test waits for it to run out.
        TimeoutSeconds = _behaviour.ToString().StartsWith("Hang", StringComparison.Ordinal) ? 2 : 20,
        From = "Flujos <no-responder@flujos.gob.cl>",
    };

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_talks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_ending.Token);
            client.ReceiveBufferSize = 16 * 1024;
            lock (_lock)
            {
                Connections++;
                _talks.Add(ServeOneAsync(client));
            }
        }
    }

    private async Task ServeOneAsync(TcpClient client)
    {
        await Task.Yield();
        using var own = client;
        try
        {
            Stream stream = client.GetStream();
            if (_offer.ImplicitTls)
                stream = await SecureAsync(stream);
            await TalkAsync(stream);
        }
        catch (Exception error)
            when (error is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // the client gave up or did not trust us, as some tests want
        }
    }

    private async Task<Stream> SecureAsync(Stream plain)
    {
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _offer.Certificate }, _ending.Token);
        return secure;
    }

    private async Task TalkAsync(Stream stream)
    {
        var talk = new Talk(stream, _offer.ImplicitTls);
        if (_behaviour == SmtpBehaviour.HangBeforeGreeting)
            await HangAsync(talk);
        await talk.SayAsync("220 loopback");
        while (await talk.HearAsync(_ending.Token) is { } line)
        {
            lock (_lock) Commands.Add(line);
            if (!await AnswerAsync(talk, line))
                return;
        }
    }

    /// <returns>False when the conversation ends.</returns>
    private async Task<bool> AnswerAsync(Talk talk, string line)
    {
        var words = line.Split(' ', 3);
        var verb = words[0].ToUpperInvariant();
        switch (verb, _behaviour)
        {
            case ("EHLO", _):
                foreach (var offered in Offered(talk)) await talk.SayAsync($"250-{offered}");
                await talk.SayAsync("250 SIZE 50000000");
                return true;
            case ("STARTTLS", _):
                await talk.SayAsync("220 go ahead");
                talk.Turn(await SecureAsync(talk.Stream));
                return true;
            case ("AUTH", _):
                await talk.SayAsync(await LogInAsync(talk, words) ? "235 2.7.0 welcome" : "535 5.7.8 Authentication credentials invalid");
                return true;
            case ("MAIL", _):
                talk.Recipients = 0;
                talk.Mails++;
                if (talk.Mails == 2 && _behaviour == SmtpBehaviour.CloseAtSecondMail) return false;
                await talk.SayAsync(AnswerToMail(talk));
                return true;
            case ("RCPT", _):
                talk.Recipients++;
                await talk.SayAsync(AnswerToRecipient(talk));
                return true;
            case ("DATA", SmtpBehaviour.CloseBeforeData):
                return false;
            case ("DATA", _):
                await talk.SayAsync("354 go ahead");
                return await TakeTextAsync(talk) && _behaviour != SmtpBehaviour.CloseAfterEachMail;
            case ("QUIT", SmtpBehaviour.HangAtQuit):
                await HangAsync(talk);
                return false;
            case ("QUIT", _):
                await talk.SayAsync("221 bye");
                return false;
            default:
                await talk.SayAsync("250 ok");
                return true;
        }
    }

    private IEnumerable<string> Offered(Talk talk)
    {
        yield return "loopback";
        foreach (var extension in _offer.Extensions.Split(' ')) yield return extension;
        if (_offer.Certificate is not null && !talk.IsSecure) yield return "STARTTLS";
        if (_offer.Password is not null) yield return "AUTH PLAIN LOGIN";
        if (_offer.Tokens.Count > 0) yield return $"AUTH {_offer.OAuth}";
    }

    private string AnswerToMail(Talk talk) => _behaviour switch
    {
        SmtpBehaviour.AskForLogin => "530 5.7.0 Authentication required",
        SmtpBehaviour.RetireAtSecondMail when talk.Mails == 2 => "421 4.7.0 Too many mails over this connection",
        _ when (_offer.Password is not null || _offer.Tokens.Count > 0) && !talk.IsLoggedIn => "530 5.7.0 Authentication required",
        _ => "250 ok",
    };

    private string AnswerToRecipient(Talk talk) => _behaviour switch
    {
        SmtpBehaviour.Refuse550 => "550 5.1.1 No such user here",
        SmtpBehaviour.Temporary451 => "451 4.7.1 Greylisted, try again later",
        SmtpBehaviour.RefuseSecondRecipient when talk.Recipients == 2 => "550 5.1.1 No such user here",
        _ => "250 ok",
    };

    private async Task<bool> LogInAsync(Talk talk, string[] words)
    {
        var said = words.Length > 2 ? words[2] : null;
        if (said is null)
        {
            await talk.SayAsync("334 ");
            said = await talk.HearAsync(_ending.Token) ?? "";
        }

        var proof = Encoding.UTF8.GetString(Convert.FromBase64String(said));
        var isRight = words[1] switch
        {
            "PLAIN" => proof == $"\0{User}\0{_offer.Password}",
            _ => proof.Contains(User, StringComparison.Ordinal)
                && _offer.Tokens.Any(token => proof.Contains($"auth=Bearer {token}\u0001", StringComparison.Ordinal)),
        };
        if (!isRight && words[1] != "PLAIN")
        {
            // A token is refused in two steps: why, as JSON, and then the answer.
            await talk.SayAsync($"334 {Convert.ToBase64String("""{"status":"401"}"""u8)}");
            await talk.HearAsync(_ending.Token);
        }

        return talk.IsLoggedIn = isRight;
    }

    private async Task<bool> TakeTextAsync(Talk talk)
    {
        var text = new StringBuilder();
        while (await talk.HearAsync(_ending.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
            if (_behaviour == SmtpBehaviour.DropInData)
                return false;
            if (_behaviour == SmtpBehaviour.HangInData)
                await Task.Delay(Timeout.Infinite, _ending.Token);
        }

        switch (_behaviour)
        {
            case SmtpBehaviour.HangAfterData:
                await HangAsync(talk);
                return false;
            case SmtpBehaviour.CloseAfterData:
                return false;
            case SmtpBehaviour.RefuseAfterData:
                await talk.SayAsync("554 5.7.1 Message refused");
                return true;
            case SmtpBehaviour.TryLaterAfterData:
                await talk.SayAsync("452 4.3.1 Out of space");
                return true;
            default:
                lock (_lock) Received.Add(text.ToString());
                await talk.SayAsync(_offer.FinalAnswer);
                return true;
        }
    }

    // Says nothing until the client closes.
    private async Task HangAsync(Talk talk)
    {
        while (await talk.HearAsync(_ending.Token) is not null)
        {
        }

        throw new IOException("The client closed.");
    }

    /// <summary>One conversation: its lines, in the open or not, and what it has seen.</summary>
    private sealed class Talk
    {
        private StreamReader _reader;
        private StreamWriter _writer;

        public Talk(Stream stream, bool isSecure)
        {
            Stream = stream;
            IsSecure = isSecure;
            (_reader, _writer) = Lines(stream);
        }

        public Stream Stream { get; private set; }
        public bool IsSecure { get; private set; }
        public bool IsLoggedIn { get; set; }
        public int Mails { get; set; }
        public int Recipients { get; set; }

        public Task SayAsync(string line) => _writer.WriteLineAsync(line);

        public async Task<string?> HearAsync(CancellationToken ct) => await _reader.ReadLineAsync(ct);

        public void Turn(Stream secure)
        {
            Stream = secure;
            IsSecure = true;
            (_reader, _writer) = Lines(secure);
        }

        private static (StreamReader, StreamWriter) Lines(Stream stream) =>
            (new(stream, Encoding.UTF8), new(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true });
    }
}
