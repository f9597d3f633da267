using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// A moment of a deadline: what to wake for, when, and until when its mails are held. States, journals and tables keep it as one text,
/// «2026-10-13T12:00:00.000000Z escalation:3 2026-10-13T16:00:00.000000Z», whose order is the order in time.
/// </summary>
public sealed record PlannedNotice(NoticeKey Key, DateTimeOffset At, DateTimeOffset? HeldUntil)
{
    public NoticeKind Kind => Key.Kind;

    public static PlannedNotice Of(ScheduledNotice notice) =>
        new(NoticeKey.Of(notice), Instants.Cut(notice.At), notice.HeldUntil is { } held ? Instants.Cut(held) : null);

    public override string ToString() =>
        $"{Instants.ToText(At)} {Key}" + (HeldUntil is { } held ? $" {Instants.ToText(held)}" : "");

    public static PlannedNotice Parse(string text)
    {
        var parts = text.Split(' ');
        return new(NoticeKey.Parse(parts[1]), Instants.Parse(parts[0]), parts.Length > 2 ? Instants.Parse(parts[2]) : null);
    }

    /// <summary>Tasks opened before 2026-12 keep each moment as members.</summary>
    internal static PlannedNotice FromValues(object? kept) => kept is string text ? Parse(text) : new(
        NoticeKey.Parse(kept.TextOf("key")!), Instants.Parse(kept.TextOf("at")!),
        kept.TextOf("heldUntil") is { } held ? Instants.Parse(held) : null);
}
