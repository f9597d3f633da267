namespace Workflows.Server.Mail.Outbox;

/// <summary>How long a mail waits after each failed try, and when it stops trying.</summary>
public static class RetrySchedule
{
    public const int MaxAttempts = 8;

    private static readonly int[] Minutes = [1, 5, 15, 60, 240];

    /// <param name="attempts">Tries so far, this one included.</param>
    /// <param name="chance">From 0 to 1: spreads mails that failed together over a fifth of the pause, so they do not return
    /// together.</param>
    public static TimeSpan After(int attempts, double chance) =>
        TimeSpan.FromMinutes(Minutes[Math.Clamp(attempts, 1, Minutes.Length) - 1] * (1 + (chance / 5)));
}
