using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workflows.Server.Tests.Kill;

/// <summary>How a mail server fails a mail.</summary>
internal enum MailTrouble
{
    RefusesForNow, RefusesForGood, FallsSilentBeforeTheText, DropsBeforeTheText, FallsSilentInTheText, FallsSilentWithTheText,
    DropsWithTheText,
}

/// <summary>
/// A mail server on a bad day: now and then it refuses, falls silent or breaks off, before or after it has the mail. It counts how often
/// each mail arrived whole, whatever it answered.
/// </summary>
internal sealed class TroubledMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _arrivals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MailTrouble, int> _troubles = new();
    private int _mails;
    private volatile bool _isMended;

    public TroubledMailServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often it made which trouble, so that a test knows that there was some.</summary>
    public IReadOnlyDictionary<MailTrouble, int> Troubles => _troubles;

    public IReadOnlyCollection<string> MessageIds => [.. _arrivals.Keys];

    public IEnumerable<string> Twice => _arrivals.Where(mail => mail.Value > 1).Select(mail => $"{mail.Key} × {mail.Value}");

    /// <summary>Somebody repairs it: from now on it takes what comes.</summary>
    public void Mend() => _isMended = true;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    // What leaves a mail in doubt closes the way out for a minute, so there is less of it.
    private static MailTrouble? TroubleOf(int mail) => mail switch
    {
        _ when mail % 31 == 0 => MailTrouble.RefusesForNow,
        _ when mail % 37 == 0 => MailTrouble.DropsBeforeTheText,
        _ when mail % 47 == 0 => MailTrouble.FallsSilentBeforeTheText,
        _ when mail % 101 == 0 => MailTrouble.RefusesForGood,
        _ when mail % 401 == 0 => MailTrouble.DropsWithTheText,
        _ when mail % 503 == 0 => MailTrouble.FallsSilentWithTheText,
        _ when mail % 607 == 0 => MailTrouble.FallsSilentInTheText,
        _ => null,
    };

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side was killed, or gave up waiting.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        Task SayAsync(string answer) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), _end.Token).AsTask();

        await SayAsync("220 pruebas");
        MailTrouble? trouble = null;
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await SayAsync("250 pruebas");
                    break;
                case "MAIL":
                    trouble = _isMended ? null : TroubleOf(Interlocked.Increment(ref _mails));
                    await SayAsync("250 ok");
                    break;
                case "RCPT" when trouble == MailTrouble.RefusesForNow:
                    Count(trouble);
                    await SayAsync("451 4.3.0 intente más tarde");
                    break;
                case "RCPT" when trouble == MailTrouble.RefusesForGood:
                    Count(trouble);
                    await SayAsync("550 5.1.1 no existe");
                    break;
                case "RCPT" when trouble == MailTrouble.FallsSilentBeforeTheText:
                    await SilenceAsync(trouble);
                    return;
                case "DATA" when trouble == MailTrouble.DropsBeforeTheText:
                    Count(trouble);
                    return;
                case "DATA":
                    await SayAsync("354 siga");
                    if (trouble == MailTrouble.FallsSilentInTheText)
                        await SilenceAsync(trouble);
                    await ReceiveAsync(reader);
                    if (trouble == MailTrouble.FallsSilentWithTheText)
                        await SilenceAsync(trouble);
                    if (trouble == MailTrouble.DropsWithTheText)
                    {
                        Count(trouble);
                        return; // it has the mail and never says so
                    }

                    await SayAsync("250 2.0.0 ok");
                    break;
                case "QUIT":
                    await SayAsync("221 adiós");
                    return;
                default:
                    await SayAsync("250 ok");
                    break;
            }
        }
    }

    private void Count(MailTrouble? trouble) => _troubles.AddOrUpdate(trouble!.Value, 1, (_, times) => times + 1);

    /// <summary>Until this server ends: the other side loses its patience.</summary>
    private Task SilenceAsync(MailTrouble? trouble)
    {
        Count(trouble);
        return Task.Delay(Timeout.Infinite, _end.Token);
    }

    private async Task ReceiveAsync(StreamReader reader)
    {
        string? id = null;
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            if (line == ".")
            {
                _arrivals.AddOrUpdate(
                    id ?? throw new InvalidOperationException("A mail without Message-ID arrived."), 1, (_, times) => times + 1);
                return;
            }

            if (id is null && line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
                id = line["Message-ID:".Length..].Trim();
        }
    }
}
