namespace Workflows.Server.Mail.Transport;

/// <summary>Hands one mail over, once. It never retries and never throws for what the other side answers: the outbox decides.</summary>
public interface IMailTransport
{
    Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken ct);
}

public enum MailOutcome
{
    Delivered,

    /// <summary>Left as a file for whoever sends or reads it: no server has it.</summary>
    Filed,

    /// <summary>Nothing was accepted; trying later may help.</summary>
    TemporaryFailure,

    /// <summary>Nothing was accepted, and trying the same again will not help.</summary>
    PermanentFailure,

    /// <summary>The text may have been accepted: only a person may send it again.</summary>
    Uncertain,
}

/// <summary>What became of a mail, with the words of the server that answered.</summary>
public sealed record MailReceipt(MailOutcome Outcome, string Answer)
{
    /// <summary>Of a delivered mail, the addresses the server refused while it took the mail for the others.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>What the server calls the mail in its own records, when it said so: whoever runs it finds the mail by it.</summary>
    public string? QueueId { get; init; }
}
