using System.ComponentModel.DataAnnotations;

namespace Workflows.Server.Mail.Outbox;

/// <summary>How the outbox sends; the same section <c>Mail</c> as the way it sends by.</summary>
public sealed class OutboxOptions : IValidatableObject
{
    /// <summary>The coordinator who reads what people answer.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Who keeps the daily roots of the journal, outside this system; without it they stay in the database.</summary>
    public string? JournalRootTo { get; set; }

    /// <summary>At most so many mails a minute; 0 is without limit.</summary>
    public int PerMinute { get; set; }

    /// <summary>
    /// How many mails are handed over at once; 0 is four to a server, eight to a folder, which mostly waits for the disk.
    /// </summary>
    public int Lanes { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReplyTo is not null && MailableAddress.ProblemWithNamed(ReplyTo) is { } reply)
            yield return Wrong(nameof(ReplyTo), reply);
        if (JournalRootTo is not null && MailableAddress.ProblemWithNamed(JournalRootTo) is { } root)
            yield return Wrong(nameof(JournalRootTo), root);
        if (PerMinute is < 0 or > 1_000_000)
            yield return Wrong(nameof(PerMinute), "indica cuántos correos por minuto, o 0 sin límite.");
        if (Lanes is < 0 or > 32)
            yield return Wrong(nameof(Lanes), "indica entre 1 y 32, o 0 para lo normal.");
    }

    private static ValidationResult Wrong(string setting, string problem) => new($"Mail:{setting}: {problem}", [setting]);
}
