using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>Lays out the reminders, the end and the escalations of a deadline. What would leave before the task opened is suppressed, not forgotten.</summary>
internal static class NoticeSchedule
{
    public static Schedule For(DeadlinePolicy policy, Deadline deadline, DateOnly? opensOn, DateTimeOffset openedAt, WorkingCalendar calendar)
    {
        var notices = new List<ScheduledNotice>(policy.Reminders.Count + policy.Ladder.Count + 2);
        var suppressed = new List<SuppressedNotice>();

        foreach (var days in policy.Reminders)
        {
            var notice = At(NoticeKind.Reminder, 0, days, DayBefore(deadline.Date, days, calendar));
            if (notice.At < openedAt)
                suppressed.Add(new SuppressedNotice(notice, "La tarea se abrió después de la hora de este recordatorio."));
            else if (opensOn is { } opens && notice.LocalDate < opens)
                suppressed.Add(new SuppressedNotice(notice, $"La ventana se abre el {SpanishDate.Of(opens)}."));
            else if (deadline.IsLate(notice.At))
                suppressed.Add(new SuppressedNotice(notice, "El recordatorio saldría con el plazo ya vencido."));
            else
                notices.Add(notice);
        }

        notices.Add(new ScheduledNotice(NoticeKind.Due, 0, 0, deadline.ExpiresAt, deadline.Date));
        if (policy.Silence is not null) notices.Add(new ScheduledNotice(NoticeKind.Silence, 0, 0, deadline.ExpiresAt, deadline.Date));

        // A task that opens with its deadline passed is late from that day on: nobody above hears of days that the
        // responsible person never had, and the levels do not all leave at once.
        var opened = SantiagoTime.DateAt(openedAt);
        var lateFrom = opened > deadline.Date ? opened : deadline.Date;
        foreach (var level in policy.Ladder)
        {
            var notice = At(NoticeKind.Escalation, level.Level, level.WorkingDaysAfter, calendar.AddWorkingDays(lateFrom, level.WorkingDaysAfter));
            if (level.Held) notice = notice with { HeldUntil = SantiagoTime.ToInstant(notice.LocalDate, DeadlineComputation.HeldUntilHour) };
            if (policy.Silence is null) notices.Add(notice);
            else suppressed.Add(new SuppressedNotice(notice, "El silencio cierra la tarea cuando vence el plazo."));
        }

        notices.Sort((one, other) => (one.At, one.Kind).CompareTo((other.At, other.Kind)));
        return new Schedule(notices, suppressed);
    }

    /// <summary>That many working days before; zero is the day itself, or the last working day before it.</summary>
    private static DateOnly DayBefore(DateOnly date, int days, WorkingCalendar calendar) =>
        days == 0 && calendar.IsWorkingDay(date) ? date : calendar.AddWorkingDays(date, -Math.Max(1, days));

    private static ScheduledNotice At(NoticeKind kind, int level, int days, DateOnly date) =>
        new(kind, level, days, SantiagoTime.ToInstant(date, DeadlineComputation.NoticeHour), date);
}
