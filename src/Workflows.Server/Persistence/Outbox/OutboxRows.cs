namespace Workflows.Server.Persistence.Outbox;

/// <summary>A mail somebody has taken to send. <see cref="Text"/> is there when an earlier try already wrote it.</summary>
public sealed record ClaimedMail
{
    public required string Id { get; init; }
    public required string MessageId { get; init; }

    /// <summary>Of the instance that asked for it; null when a duty did.</summary>
    public string? DefinitionId { get; init; }
    public required string Reason { get; init; }
    public required string Template { get; init; }
    public required int TemplateVersion { get; init; }
    public required string Model { get; init; }
    public required string Addressees { get; init; }
    public required int Attempts { get; init; }
    public string? Subject { get; init; }
    public string? Text { get; init; }
    public string? Html { get; init; }

    /// <summary>Where secrets go in the words; null when no try has written them yet.</summary>
    public string? LinkSlots { get; init; }

    /// <summary>The link to an account that it carries, whatever its words say.</summary>
    public string? AccountLinkId { get; init; }

    /// <summary>Whose personal link it carries.</summary>
    public string? LinkFor { get; init; }

    /// <summary>What it has in common with those it may leave together with; null for one that leaves alone.</summary>
    public string? Bundle { get; init; }

    /// <summary>Who reads the answers.</summary>
    public string? ReplyTo { get; init; }
}

/// <summary>The words a mail leaves with, kept on its row, and the mail it leaves with when several go as one.</summary>
public sealed record WrittenMail(string Id, string Subject, string Text, string? Html, int TemplateVersion, string? BundleId = null)
{
    /// <summary>Where the secrets of links go; they are in the mail that leaves and never in its row.</summary>
    public LinkSlots Slots { get; init; } = LinkSlots.None;
}

/// <summary>How a try ended.</summary>
/// <param name="Outcome">What the attempts table says; null when nothing was handed over.</param>
/// <param name="RetryIn">For a mail that goes back to the queue.</param>
/// <param name="Counts">False when the way failed and not the mail: the try is not held against it.</param>
public sealed record MailEnding(
    string Id, MailState State, string Answer, string? Outcome, DateTimeOffset At, TimeSpan Took, TimeSpan? RetryIn = null,
    bool Counts = true)
{
    /// <summary>What the mail server calls it.</summary>
    public string? QueueId { get; init; }

    /// <summary>Whom the server refused while it took the mail for the others.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];
}

/// <summary>What the sender waits for: the next instant of business time, or a span of the database's clock.</summary>
public sealed record OutboxNext(DateTimeOffset? AvailableAt, TimeSpan? RetryIn);
