namespace Workflows.Server.Openings;

/// <summary>Whether something keeps a process from being opened, asks whoever opens it to think, or is only good to know.</summary>
public enum FindingWeight { Stops, Asks, Tells }

/// <summary>What a finding is about: a page offers the way to mend it by this.</summary>
public enum FindingKind
{
    AlreadyOpen,
    OtherOpen,
    NoCalendar,
    Fails,
    NobodyTakesPart,
    VacantPost,
    AwayWithoutSubstitute,
    WithoutEmail,
    MailRefused,
    NoDeadline,
    LateFromTheStart,
    BeginsLater,
    MailTrapped,
    MailKept,
}

/// <summary>Whom a finding is about: a post in a place, a person, a step.</summary>
/// <param name="Place">The code of the place in which it is mended.</param>
public sealed record FindingPart(string Label, string? Place = null);

/// <summary>Something to know before opening.</summary>
/// <param name="Then">What to do about it, in Spanish.</param>
/// <param name="Parts">All of them: a page may show the first.</param>
/// <param name="InstanceId">The process it is about.</param>
public sealed record PreflightFinding(
    FindingWeight Weight, FindingKind Kind, string Text, string Then, IReadOnlyList<FindingPart> Parts, string? InstanceId = null);
