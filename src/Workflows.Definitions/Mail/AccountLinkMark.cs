namespace Workflows.Definitions.Mail;

/// <summary>
/// Where a mail carries a link to somebody's account. Texts hold only the mark: the secret takes its place when the mail is handed over.
/// It stands after «#», which browsers never send to a server or write in a log of it.
/// </summary>
public static class AccountLinkMark
{
    public const string Secret = "[[enlace-de-cuenta]]";

    public const string Path = $"/cuenta/clave#{Secret}";
}
