using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>How long somebody has: some working days from the opening, a day of each year, or one date.</summary>
public abstract record Term
{
    private Term() { }

    /// <summary>The hour it ends at; the end of the day without one.</summary>
    public TimeOnly? Hour { get; init; }

    /// <summary>The date before any roll.</summary>
    internal abstract DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar);

    /// <summary>The term in Spanish, to stand inside a sentence.</summary>
    public abstract string Sentence(int year);

    private protected string UntilHour => Hour is { } hour ? $" a las {SpanishDate.Hour(hour)}" : "";

    /// <summary>Working days counted from the day after the task opens (Ley 19.880, art. 25).</summary>
    public sealed record WorkingDays(int Count) : Term
    {
        internal override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) => calendar.AddWorkingDays(opened, Count);

        public override string Sentence(int year) => $"{SpanishDate.WorkingDays(Count)} desde que se abre la tarea";
    }

    /// <summary>A day of the year of the process, or of a year before or after it. A month without that day ends on its last.</summary>
    public sealed record EachYear(int Month, int Day, int YearOffset = 0) : Term
    {
        internal override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) => In(year);

        public override string Sentence(int year) => $"hasta el {SpanishDate.Of(In(year))}{UntilHour}";

        private DateOnly In(int year) =>
            new(year + YearOffset, Month, Math.Min(Day, DateTime.DaysInMonth(year + YearOffset, Month)));
    }

    /// <summary>One date, whatever the year of the process.</summary>
    public sealed record OnDate(DateOnly Date) : Term
    {
        internal override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) => Date;

        public override string Sentence(int year) => $"hasta el {SpanishDate.Of(Date)}{UntilHour}";
    }
}
