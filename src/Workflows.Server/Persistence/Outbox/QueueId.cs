using System.Text.RegularExpressions;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>
/// Finds what a server calls a mail it took, in the words it took it with. It never guesses: an answer it does not know has none.
/// </summary>
internal static partial class QueueId
{
    private const int Longest = 200;

    public static string? In(string answer) =>
        Known().Match(answer) is { Success: true } found && found.Groups["id"].Value is { Length: <= Longest } id ? id : null;

    // In this order: Postfix and its like, Exchange, Exim and SES with «id=», Gmail («OK 1732… a1b2 - gsmtp»), Sendmail, SES.
    [GeneratedRegex(
        """
        queued\s+as\s+(?<id>[\w.\-/+]+) | \[InternalId=(?<id>\d+) | \bid[=:]\s*<?(?<id>[\w.\-/+@]+)
        | \bOK\s+(?<id>\d{6,}\s+[\w.\-]+)\s+-\s+gsmtp | ^(?:\d{3}\s+)?2\.\d\.\d\s+(?<id>[\w.\-]{8,})\s+Message\s+accepted
        | ^(?:\d{3}\s+)?(?:2\.\d\.\d\s+)?Ok:?\s+(?<id>[\w\-]{12,})\s*$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Known();
}
