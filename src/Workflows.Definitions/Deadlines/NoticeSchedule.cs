using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// Lays out the reminders, the end and the escalations of a deadline. What would leave before the task opened is suppressed, not forgotten.
/// </summary>
internal sealed class NoticeSchedule
{
    private readonly Deadline _deadline;

    /// <summary>After it something is late: the deadline, or the end of the plazo adicional.</summary>
    private readonly Deadline _lateAfter;
    private readonly Term.CountedHours _hours;
    private readonly WorkingCalendar _calendar;
    private readonly List<ScheduledNotice> _notices = [];
    private readonly List<SuppressedNotice> _suppressed = [];

    private NoticeSchedule(Term term, Deadline deadline, Deadline lateAfter, WorkingCalendar calendar)
    {
        (_deadline, _lateAfter, _calendar) = (deadline, lateAfter, calendar);
        // Hours before and after are counted as the term counts its own; beside a term of days every hour counts.
        _hours = term as Term.CountedHours ?? new Term.CountedHours(1, OfWorkingDays: false);
    }

    /// <param name="term">The term that gave the deadline.</param>
    public static Schedule For(
        DeadlinePolicy policy, Term term, Deadline deadline, Deadline lateAfter, DateOnly? opensOn, DateTimeOffset openedAt,
        WorkingCalendar calendar)
    {
        var schedule = new NoticeSchedule(term, deadline, lateAfter, calendar);
        schedule.Remind(policy, opensOn, openedAt);
        schedule.End(policy);
        schedule.Escalate(policy, openedAt);
        schedule._notices.Sort((one, other) => (one.At, one.Kind).CompareTo((other.At, other.Kind)));
        return new Schedule(schedule._notices, schedule._suppressed);
    }

    private void Remind(DeadlinePolicy policy, DateOnly? opensOn, DateTimeOffset openedAt)
    {
        var reminders = policy.Reminders.Select(days => AtNine(NoticeKind.Reminder, 0, days, DayBefore(days)))
            .Concat(policy.HourReminders.Select(
                hours => InHours(NoticeKind.Reminder, 0, hours, _hours.Add(_deadline.Local, -hours, _calendar))));
        foreach (var notice in reminders)
        {
            if (notice.At < openedAt)
                _suppressed.Add(new SuppressedNotice(notice, "La tarea se abrió después de la hora de este recordatorio."));
            else if (opensOn is { } opens && notice.LocalDate < opens)
                _suppressed.Add(new SuppressedNotice(notice, $"La ventana se abre el {SpanishDate.Of(opens)}."));
            else if (_deadline.IsLate(notice.At))
                _suppressed.Add(new SuppressedNotice(notice, "El recordatorio saldría con el plazo ya vencido."));
            else
                _notices.Add(notice);
        }
    }

    private void End(DeadlinePolicy policy)
    {
        _notices.Add(new ScheduledNotice(NoticeKind.Due, 0, 0, _deadline.ExpiresAt, _deadline.Date));
        if (policy.Silence is not null)
            _notices.Add(new ScheduledNotice(NoticeKind.Silence, 0, 0, _lateAfter.ExpiresAt, _lateAfter.Date));
    }

    /// <summary>
    /// A task that opens with its deadline passed is late from then on: nobody above hears of days that the responsible person never had,
    /// and the levels do not all leave at once.
    /// </summary>
    private void Escalate(DeadlinePolicy policy, DateTimeOffset openedAt)
    {
        var opened = SantiagoTime.ToLocal(openedAt);
        var lateFrom = opened > _lateAfter.Local ? opened : _lateAfter.Local;
        foreach (var level in policy.Ladder)
        {
            var notice = level.HoursAfter is { } hours
                ? InHours(NoticeKind.Escalation, level.Level, hours, _hours.Add(lateFrom, hours, _calendar))
                : AtNine(NoticeKind.Escalation, level.Level, level.WorkingDaysAfter,
                    _calendar.AddWorkingDays(DateOnly.FromDateTime(lateFrom), level.WorkingDaysAfter));
            if (level.Held)
                notice = notice with { HeldUntil = HeldUntil(notice) };
            if (policy.Silence is null)
                _notices.Add(notice);
            else
                _suppressed.Add(new SuppressedNotice(notice, "El silencio cierra la tarea cuando vence el plazo."));
        }
    }

    private static DateTimeOffset HeldUntil(ScheduledNotice notice) => notice.Hours is null
        ? SantiagoTime.ToInstant(notice.LocalDate, DeadlineComputation.HeldUntilHour)
        : notice.At + DeadlineComputation.HoldInHours;

    /// <summary>That many working days before; zero is the day itself, or the last working day before it.</summary>
    private DateOnly DayBefore(int days) =>
        days == 0 && _calendar.IsWorkingDay(_deadline.Date) ? _deadline.Date : _calendar.AddWorkingDays(_deadline.Date, -Math.Max(1, days));

    private static ScheduledNotice AtNine(NoticeKind kind, int level, int days, DateOnly date) =>
        new(kind, level, days, SantiagoTime.ToInstant(date, DeadlineComputation.NoticeHour), date);

    private static ScheduledNotice InHours(NoticeKind kind, int level, int hours, DateTime local)
    {
        var date = DateOnly.FromDateTime(local);
        return new(kind, level, 0, SantiagoTime.ToInstant(date, TimeOnly.FromDateTime(local)), date) { Hours = hours };
    }
}
