using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>Turns a policy, an opening and a calendar into a deadline with everything that hangs on it. It never reads a clock.</summary>
public static class DeadlineComputation
{
    /// <summary>When reminders and escalations leave, on working days.</summary>
    public static readonly TimeOnly NoticeHour = new(9, 0);

    /// <summary>When a notice held for the coordinator leaves by itself.</summary>
    public static readonly TimeOnly HeldUntilHour = new(13, 0);

    /// <summary>How long the coordinator has to correct a notice.</summary>
    public static readonly TimeSpan Hold = HeldUntilHour - NoticeHour;

    /// <summary>The same of a notice that counts in hours: its matter does not bear four.</summary>
    public static readonly TimeSpan HoldInHours = TimeSpan.FromHours(1);

    /// <summary>After this hour a working day has no four hours left.</summary>
    public static readonly TimeOnly LastHourToHold = new(14, 0);

    /// <param name="visit">1 the first time; later visits come after a return and run under the correction term.</param>
    /// <param name="openedAt">When this visit opened.</param>
    /// <param name="year">The year of the process.</param>
    /// <param name="first">The deadline of visit 1, which only it can know when the term counts from the opening.</param>
    /// <param name="extraDays">Days granted as extensions (prórrogas), in the unit of the term.</param>
    public static DeadlinePlan For(
        DeadlinePolicy policy, int visit, DateTimeOffset openedAt, int year, WorkingCalendar calendar, Deadline? first = null,
        int extraDays = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(visit, 1);

        calendar = calendar.In(policy.Territory);
        var opened = SantiagoTime.DateAt(openedAt);
        var starts = policy.Start == StartRule.WorkingDay ? calendar.RollForward(opened) : opened;
        var from = starts == opened ? SantiagoTime.ToLocal(openedAt) : starts.ToDateTime(TimeOnly.MinValue);
        var end = Apply(visit == 1 ? policy.Term : policy.Correction.Term);
        if (visit > 1 && policy.Correction.WhicheverLater && StageDeadline() is { } stage && stage.Deadline.Local > end.Deadline.Local)
            end = stage;
        var extended = extraDays == 0
            ? end.Deadline
            : new Deadline(Rolled(policy, Extend(end.Term, end.Deadline.Date, extraDays, calendar), calendar), end.Deadline.Hour);

        return new DeadlinePlan(
            extended,
            end.Term.OpensAt(year),
            NoticeSchedule.For(policy, end.Term, extended, end.Term.OpensOn(year), openedAt, calendar),
            () => DeadlineReasons.Sentence(end, extended, extraDays, year, openedAt, policy.Territory),
            () => DeadlineReasons.Explain(end, opened, from, extended, extraDays, calendar));

        DeadlineEnd Apply(Term term)
        {
            var unrolled = term.EndFor(from, year, calendar);
            return new(term, unrolled with { Date = Rolled(policy, unrolled.Date, calendar) }, unrolled.Date);
        }

        DeadlineEnd? StageDeadline()
        {
            if (first is { } known) return new(new Term.OnDate(known.Date) { Hour = known.Hour }, known, known.Date);
            return policy.Term.IsCounted ? null : Apply(policy.Term);
        }
    }

    /// <summary>
    /// The most days an extension may add: half the term, whole days (Ley 19.880, art. 26). A term that ends on a date is as long as the
    /// working days between its opening and its end.
    /// </summary>
    public static int MostExtension(
        DeadlinePolicy policy, int visit, DateTimeOffset openedAt, Deadline withoutExtension, WorkingCalendar calendar)
    {
        var opened = SantiagoTime.DateAt(openedAt);
        var length = (visit == 1 ? policy.Term : policy.Correction.Term) switch
        {
            Term.CountedHours hours => hours.Count / 24,
            Term.WorkingDays days => days.Count,
            Term.CalendarDays days => days.Count,
            Term.Months => withoutExtension.Date.DayNumber - opened.DayNumber,
            Term.Window window => calendar.In(policy.Territory).WorkingDaysBetween(window.From, window.To),
            Term.EachYear { Opens: { } opens } =>
                calendar.In(policy.Territory).WorkingDaysBetween(opens.In(withoutExtension.Date.Year), withoutExtension.Date),
            _ => calendar.In(policy.Territory).WorkingDaysBetween(opened, withoutExtension.Date),
        };
        return Math.Max(0, length / 2);
    }

    internal static DateOnly Extend(Term term, DateOnly end, int days, WorkingCalendar calendar) =>
        term.CountsEveryDay ? calendar.AddCalendarDays(end, days) : calendar.AddWorkingDays(end, days);

    private static DateOnly Rolled(DeadlinePolicy policy, DateOnly date, WorkingCalendar calendar) =>
        policy.Roll == Roll.Next ? calendar.RollForward(date) : date;
}

/// <summary>Where a term ends: with and without the roll to a working day.</summary>
internal sealed record DeadlineEnd(Term Term, Deadline Deadline, DateOnly Unrolled);
