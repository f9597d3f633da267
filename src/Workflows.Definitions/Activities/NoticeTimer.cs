using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>The timer of a notice: its name is the key, and a notice that is held says until when.</summary>
internal static class NoticeTimer
{
    private const string HeldUntil = "heldUntil";

    /// <param name="parkedBecause">It waits for a person, and why.</param>
    public static void Open(ActivityContext context, PlannedNotice notice, string? parkedBecause = null) => context.Open(
        BookmarkKind.Timer, notice.Key.ToString(), notice.At,
        data: notice.HeldUntil is { } held ? new Dictionary<string, object?> { [HeldUntil] = Instants.ToText(held) } : null,
        parkedBecause: parkedBecause);

    public static PlannedNotice NoticeOf(Bookmark timer) => new(
        NoticeKey.Parse(timer.Key), timer.DueAt!.Value, timer.Data.TextOf(HeldUntil) is { } held ? Instants.Parse(held) : null);

    /// <summary>The journal says which notice does not leave, and why not.</summary>
    public static void Suppress(ActivityContext context, NoticeKey key, string reason) => context.Record(
        "noticeSuppressed", new Dictionary<string, object?> { ["key"] = key.ToString(), ["reason"] = reason });
}
