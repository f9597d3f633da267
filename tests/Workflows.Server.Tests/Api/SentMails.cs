using System.Collections.Concurrent;
using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Api;

/// <summary>The way out of a server under test: takes every mail and keeps it for the test to read.</summary>
public sealed class SentMails : IMailTransport
{
    private readonly ConcurrentQueue<OutgoingMail> _sent = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        _sent.Enqueue(mail);
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return Task.FromResult(new MailReceipt(MailOutcome.Delivered, "250 recibido"));
    }

    /// <summary>The mails of one address once there are so many, oldest first.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> ToAsync(string email, int count = 1)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            var found = _sent.Where(mail => mail.To.Any(address => address.Address == email)).ToList();
            if (found.Count >= count)
                return found;
            await next.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>The secret of the last link that an address got.</summary>
    public async Task<string> SecretForAsync(string email, int count = 1)
    {
        var text = (await ToAsync(email, count))[^1].Text;
        var at = text.IndexOf("/cuenta/clave#", StringComparison.Ordinal) + "/cuenta/clave#".Length;
        return text[at..].Split('\n')[0].Trim();
    }
}
