using System.Collections.Concurrent;
using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Api;

/// <summary>Stands before the way out of a server under test, and keeps every mail for the test to read.</summary>
public sealed class SentMails : IMailTransport
{
    private readonly ConcurrentQueue<OutgoingMail> _sent = new();
    private IMailTransport? _way;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SentMails Before(IMailTransport way)
    {
        _way = way;
        return this;
    }

    public async Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var receipt = await _way!.SendAsync(mail, ct);
        _sent.Enqueue(mail);
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return receipt;
    }

    /// <summary>The mails of one address once there are so many, oldest first.</summary>
    public Task<IReadOnlyList<OutgoingMail>> ToAsync(string email, int count = 1) => ToAsync(email, _ => true, count);

    /// <summary>The mail of one address that a test waits for, whatever else that address gets before it.</summary>
    public async Task<OutgoingMail> OneToAsync(string email, Func<OutgoingMail, bool> which) =>
        Assert.Single(await ToAsync(email, which, 1));

    /// <summary>The secret of the last link that an address got.</summary>
    public async Task<string> SecretForAsync(string email, int count = 1)
    {
        var text = (await ToAsync(email, count))[^1].Text;
        var at = text.IndexOf("/cuenta/clave#", StringComparison.Ordinal) + "/cuenta/clave#".Length;
        return text[at..].Split('\n')[0].Trim();
    }

    private async Task<IReadOnlyList<OutgoingMail>> ToAsync(string email, Func<OutgoingMail, bool> which, int count)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            var found = _sent.Where(mail => mail.To.Any(address => address.Address == email) && which(mail)).ToList();
            if (found.Count >= count)
                return found;
            await next.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
