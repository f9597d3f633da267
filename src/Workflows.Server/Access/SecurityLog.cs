namespace Workflows.Server.Access;

/// <summary>An account as the log names it: the id of its person, or nobody's. Never an address that somebody typed.</summary>
public readonly record struct AccountName(string? PersonId)
{
    public override string ToString() => PersonId is null ? "an unknown account" : $"account {PersonId}";
}

/// <summary>
/// What whoever watches the server looks for: who entered, who failed, what was refused. Ids and routes only: no password, code, secret,
/// mail or network address is ever among them.
/// </summary>
internal static partial class SecurityLog
{
    [LoggerMessage(4001, LogLevel.Information, "Account {PersonId} entered by {Way} (session {SessionId})")]
    public static partial void Entered(this ILogger log, string personId, string way, string sessionId);

    [LoggerMessage(4002, LogLevel.Warning, "Login by {Way} of {Account} failed: {Reason}")]
    public static partial void LoginFailed(this ILogger log, string way, AccountName account, string reason);

    [LoggerMessage(4003, LogLevel.Warning, "Login refused: {Account} is closed for that origin after too many failures")]
    public static partial void Closed(this ILogger log, AccountName account);

    [LoggerMessage(4004, LogLevel.Warning, "Login refused: too many failures from one network, on many accounts")]
    public static partial void NetworkClosed(this ILogger log);

    [LoggerMessage(4005, LogLevel.Information, "Account {PersonId} left (session {SessionId})")]
    public static partial void Left(this ILogger log, string personId, string? sessionId);

    [LoggerMessage(4006, LogLevel.Information, "Account {PersonId} has a new password ({Way})")]
    public static partial void PasswordSet(this ILogger log, string personId, string way);

    [LoggerMessage(4007, LogLevel.Information, "Account {PersonId} did not get the password it chose: {Reason}")]
    public static partial void PasswordRefused(this ILogger log, string personId, string reason);

    [LoggerMessage(4008, LogLevel.Information, "Account {PersonId} changed its second factor: {What}")]
    public static partial void SecondFactorChanged(this ILogger log, string personId, string what);

    [LoggerMessage(4009, LogLevel.Information, "Account {PersonId} was sent a link to recover its password")]
    public static partial void RecoverySent(this ILogger log, string personId);

    [LoggerMessage(4010, LogLevel.Information, "Nobody was sent a link to recover a password: {Reason}")]
    public static partial void RecoveryNotSent(this ILogger log, string reason);

    [LoggerMessage(4011, LogLevel.Warning,
        "The second factor of account {PersonId} cannot be read with the data-protection keys of this server")]
    public static partial void SecondFactorUnreadable(this ILogger log, string personId);

    [LoggerMessage(4012, LogLevel.Information, "Account {PersonId} was bound to an institutional identity, after its password")]
    public static partial void IdentityBound(this ILogger log, string personId);

    [LoggerMessage(4013, LogLevel.Information, "Account {PersonId} is no longer bound to an institutional identity ({Why})")]
    public static partial void IdentityUnbound(this ILogger log, string personId, string why);

    [LoggerMessage(4021, LogLevel.Warning, "Refused without antiforgery token: {PersonId} for {Method} {Route}")]
    public static partial void WithoutAntiforgery(this ILogger log, string personId, string method, string route);

    [LoggerMessage(4022, LogLevel.Information, "An API key was refused: {Reason}")]
    public static partial void KeyRefused(this ILogger log, string reason);
}
