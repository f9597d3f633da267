using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>A moment of a deadline as a timer keeps it: what to wake for, and when.</summary>
public sealed record PlannedNotice(NoticeKey Key, DateTimeOffset At, DateTimeOffset? HeldUntil)
{
    public NoticeKind Kind => Key.Kind;

    public static PlannedNotice FromValues(object? values) => new(
        NoticeKey.Parse(values.TextOf("key")!), Instants.Parse(values.TextOf("at")!),
        values.TextOf("heldUntil") is { } held ? Instants.Parse(held) : null);

    internal static Dictionary<string, object?> ToValues(ScheduledNotice notice)
    {
        var values = new Dictionary<string, object?>
        {
            ["key"] = NoticeKey.Of(notice).ToString(),
            ["kind"] = notice.Kind.ToString(),
            ["level"] = (double)notice.Level,
            ["at"] = Instants.ToText(notice.At),
            ["date"] = PlainValues.ToText(notice.LocalDate),
        };
        if (notice.HeldUntil is { } held)
            values["heldUntil"] = Instants.ToText(held);
        return values;
    }

    internal static Dictionary<string, object?> ToValues(SuppressedNotice suppressed) => new()
    {
        ["key"] = NoticeKey.Of(suppressed.Notice).ToString(),
        ["at"] = Instants.ToText(suppressed.Notice.At),
        ["reason"] = suppressed.Reason,
    };
}
