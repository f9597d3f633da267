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

    /// <summary>A letter is understood delivered on the third working day after the post has it (Ley 19.880, art. 46).</summary>
    internal const int DaysOfALetter = 3;

    /// <param name="extraDays">Days granted as extensions (prórrogas), in the unit of the term.</param>
    public static DeadlinePlan For(
        DeadlinePolicy policy, int visit, DateTimeOffset openedAt, int year, WorkingCalendar calendar, Deadline? first = null,
        int extraDays = 0) =>
        For(policy, visit, openedAt, year, calendar, extraDays == 0 ? Adjustments.None : new Adjustments(extraDays), first);

    /// <param name="visit">1 the first time; later visits come after a return and run under the correction term.</param>
    /// <param name="openedAt">When this visit opened.</param>
    /// <param name="year">The year of the process.</param>
    /// <param name="first">The deadline of visit 1, which only it can know when the term counts from the opening.</param>
    public static DeadlinePlan For(
        DeadlinePolicy policy, int visit, DateTimeOffset openedAt, int year, WorkingCalendar calendar, Adjustments adjustments,
        Deadline? first = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(visit, 1);

        calendar = calendar.In(policy.Territory);
        var opened = SantiagoTime.DateAt(openedAt);
        var starts = policy.Start switch
        {
            StartRule.WorkingDay => calendar.RollForward(opened),
            StartRule.Letter => calendar.AddWorkingDays(opened, DaysOfALetter),
            _ => opened,
        };
        var from = starts == opened ? SantiagoTime.ToLocal(openedAt) : starts.ToDateTime(TimeOnly.MinValue);
        var end = Apply(visit == 1 ? policy.Term : policy.Correction.Term);
        if (visit > 1 && policy.Correction.WhicheverLater && StageDeadline() is { } stage && stage.Deadline.Local > end.Deadline.Local)
            end = stage;
        if (adjustments != Adjustments.None) end = Adjusted(end);
        var additional = policy.Additional?.After(end.Deadline, calendar);

        return new DeadlinePlan(
            end.Deadline,
            end.Term.OpensAt(year),
            NoticeSchedule.For(policy, end.Term, end.Deadline, additional ?? end.Deadline, end.Term.OpensOn(year), openedAt, calendar),
            () => DeadlineReasons.Sentence(end, policy, adjustments, additional, year, openedAt),
            () => DeadlineReasons.Explain(end, policy, opened, from, adjustments, calendar))
        {
            AdditionalUntil = additional,
        };

        DeadlineEnd Apply(Term term)
        {
            var unrolled = term.EndFor(from, year, calendar);
            return new(term, unrolled with { Date = Rolled(policy, unrolled.Date, calendar) }, unrolled.Date, unrolled.Date)
            {
                Began = starts, Own = unrolled.Date,
            };
        }

        // The term itself runs without what was suspended; more days count from its end, before any roll, each in its own unit.
        DeadlineEnd Adjusted(DeadlineEnd plain)
        {
            var (days, suspensions) = (adjustments.Days, adjustments.Suspensions);
            var began = plain.Term.IsCounted ? starts : starts < plain.Term.OpensOn(year) ? plain.Term.OpensOn(year)!.Value : starts;
            var own = Suspension.Push(suspensions, began, plain.Unrolled, plain.Term.RunsEveryDay, calendar);
            var unrolled = days == 0
                ? own
                : Suspension.Push(suspensions, own, Extend(plain.Term, own, days, calendar), plain.Term.CountsEveryDay, calendar);
            return plain with
            {
                Deadline = plain.Deadline with { Date = Rolled(policy, unrolled, calendar) },
                Unrolled = unrolled,
                Began = began,
                Own = own,
            };
        }

        DeadlineEnd? StageDeadline()
        {
            if (first is { } known)
            {
                return new(new Term.OnDate(known.Date) { Hour = known.Hour }, known, known.Date, known.Date)
                {
                    Began = starts, Own = known.Date,
                };
            }

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
/// <param name="Plain">Where the term ends by itself, before any extension or suspension.</param>
internal sealed record DeadlineEnd(Term Term, Deadline Deadline, DateOnly Unrolled, DateOnly Plain)
{
    /// <summary>The day before the first that its suspensions can leave out.</summary>
    public required DateOnly Began { get; init; }

    /// <summary>Where it ends without what was suspended, before any extension.</summary>
    public required DateOnly Own { get; init; }
}
