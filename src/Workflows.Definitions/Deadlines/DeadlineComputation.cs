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

    /// <summary>After this hour a working day has no four hours left.</summary>
    public static readonly TimeOnly LastHourToHold = new(14, 0);

    /// <param name="visit">1 the first time; later visits come after a return and run under the correction term.</param>
    /// <param name="openedAt">When this visit opened.</param>
    /// <param name="year">The year of the process.</param>
    /// <param name="first">The deadline of visit 1, which only it can know when the term counts from the opening.</param>
    public static DeadlinePlan For(
        DeadlinePolicy policy, int visit, DateTimeOffset openedAt, int year, WorkingCalendar calendar, Deadline? first = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(visit, 1);

        var opened = SantiagoTime.DateAt(openedAt);
        var (term, deadline, unrolled) = Apply(visit == 1 ? policy.Term : policy.Correction.Term);
        if (visit > 1 && policy.Correction.WhicheverLater && StageDeadline() is { } stage && stage.Deadline.Local > deadline.Local)
            (term, deadline, unrolled) = stage;

        return new DeadlinePlan(
            deadline,
            NoticeSchedule.For(policy, deadline, openedAt, calendar),
            () => SentenceOf(term, deadline, unrolled, year, openedAt),
            () => Explain(term, deadline, unrolled, opened, calendar));

        (Term Term, Deadline Deadline, DateOnly Unrolled) Apply(Term term)
        {
            var date = term.DateFor(opened, year, calendar);
            return (term, new Deadline(policy.Roll == Roll.Next ? calendar.RollForward(date) : date, term.Hour), date);
        }

        (Term Term, Deadline Deadline, DateOnly Unrolled)? StageDeadline()
        {
            if (first is { } known) return (new Term.OnDate(known.Date) { Hour = known.Hour }, known, known.Date);
            return policy.Term is Term.WorkingDays ? null : Apply(policy.Term);
        }
    }

    private static string SentenceOf(Term term, Deadline deadline, DateOnly unrolled, int year, DateTimeOffset openedAt)
    {
        var text = term.Sentence(year);
        var roll = deadline.Date == unrolled ? "" : ", que es inhábil y pasa al siguiente día hábil";
        var overdue = deadline.IsLate(openedAt) ? " La tarea se abrió con el plazo ya vencido." : "";
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}{roll}: vence el {deadline.Sentence}.{overdue}";
    }

    private static List<DayReason> Explain(Term term, Deadline deadline, DateOnly unrolled, DateOnly opened, WorkingCalendar calendar)
    {
        if (term is Term.WorkingDays days) return [.. calendar.ExplainAddWorkingDays(opened, days.Count)];
        if (deadline.Date != unrolled) return [.. calendar.ExplainRollForward(unrolled)];
        return [new DayReason(unrolled, true, "Es la fecha que fija el plazo.", null)];
    }
}
