namespace Workflows.Definitions.Mail;

/// <summary>
/// Where a mail carries a link that is one person's. Texts only hold a mark: the secret takes its place when the mail is handed over, so
/// it is in no row. It stands after «#», which no server and no log ever sees.
/// </summary>
public static class PersonalLink
{
    public const string Mark = "[[enlace-personal]]";

    /// <summary>The mark of one notice among several that leave in one mail: each has a link of its own.</summary>
    public static string MarkOf(string mailId) => $"[[enlace-personal:{mailId}]]";

    public const string Path = $"/acuse#{Mark}";
}
