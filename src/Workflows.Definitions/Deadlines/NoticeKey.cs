using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// What a notice of a deadline is called: «reminder:5», «reminder:4h», «due», «silence», «escalation:2». Timers, journals and states hold
/// it
/// as text, which is made and read here and nowhere else.
/// </summary>
/// <param name="Number">Days or hours before the deadline for a reminder, the level for an escalation.</param>
/// <param name="InHours">A reminder that leaves so many hours before, not working days.</param>
public readonly record struct NoticeKey(NoticeKind Kind, int Number = 0, bool InHours = false)
{
    /// <summary>What the keys of every escalation begin with, for SQL.</summary>
    public const string AnyLevel = "escalation:";

    private const string AnyReminder = "reminder:";
    private const string DueText = "due";
    private const string SilenceText = "silence";

    public static NoticeKey OfLevel(int level) => new(NoticeKind.Escalation, level);

    public static NoticeKey Of(ScheduledNotice notice) => notice.Kind switch
    {
        NoticeKind.Reminder => new(notice.Kind, notice.Hours ?? notice.WorkingDays, notice.Hours is not null),
        NoticeKind.Escalation => OfLevel(notice.Level),
        _ => new(notice.Kind),
    };

    /// <summary>Null when it is no notice of a deadline: timers of other activities have names of their own.</summary>
    public static NoticeKey? Find(string text) => text switch
    {
        DueText => new(NoticeKind.Due),
        SilenceText => new(NoticeKind.Silence),
        _ when NumberAfter(AnyLevel, text) is { } level => OfLevel(level),
        [.. var days, 'h'] when NumberAfter(AnyReminder, days) is { } hours => new(NoticeKind.Reminder, hours, InHours: true),
        _ when NumberAfter(AnyReminder, text) is { } days => new(NoticeKind.Reminder, days),
        _ => null,
    };

    public static NoticeKey Parse(string text) => Find(text) ?? throw new FormatException($"'{text}' is no key of a notice.");

    /// <summary>How far before the deadline a reminder leaves: «2 días hábiles», «4 horas».</summary>
    public string Distance => InHours ? SpanishDate.Hours(Number) : SpanishDate.WorkingDays(Number);

    /// <summary>«Tercer aviso de atraso»: a level of the ladder, by its place. The client says the same (`lateNotice`).</summary>
    public static string LateNotice(int level) =>
        SpanishDate.Ordinal(level) is { } ordinal ? $"{ordinal} aviso de atraso" : "Aviso de atraso";

    /// <summary>As lists of notices call it.</summary>
    public string Label => Kind switch
    {
        NoticeKind.Reminder => $"Recordatorio {Distance} antes",
        NoticeKind.Escalation => LateNotice(Number),
        NoticeKind.Silence => "Fin del plazo: el silencio decide",
        _ => "Fin del plazo",
    };

    public override string ToString() => Kind switch
    {
        NoticeKind.Reminder => string.Create(CultureInfo.InvariantCulture, $"{AnyReminder}{Number}{(InHours ? "h" : "")}"),
        NoticeKind.Escalation => string.Create(CultureInfo.InvariantCulture, $"{AnyLevel}{Number}"),
        NoticeKind.Silence => SilenceText,
        _ => DueText,
    };

    private static int? NumberAfter(string start, string text) =>
        text.StartsWith(start, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
