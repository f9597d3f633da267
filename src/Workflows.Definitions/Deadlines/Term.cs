using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// How long somebody has: hours, days or months from the opening, a day of each year, one date, or a window that opens and closes.
/// </summary>
public abstract record Term
{
    private Term() { }

    /// <summary>The hour it ends at; the end of the day without one.</summary>
    public TimeOnly? Hour { get; init; }

    /// <summary>Counted from the opening, so that only the task itself knows its end.</summary>
    public virtual bool IsCounted => false;

    /// <summary>Its days are días corridos: an extension is counted in the same unit.</summary>
    public virtual bool CountsEveryDay => false;

    /// <summary>Nothing but a term of working days, or of their hours, skips a day while it runs.</summary>
    internal bool RunsEveryDay => this is not (WorkingDays or CountedHours { OfWorkingDays: true });

    /// <summary>The first day on which something is received; null when it is from the day the task opens.</summary>
    internal virtual DateOnly? OpensOn(int year) => null;

    /// <summary>The first instant at which something is received.</summary>
    internal virtual DateTimeOffset? OpensAt(int year) => OpensOn(year) is { } day ? SantiagoTime.StartOfDay(day) : null;

    /// <summary>The date before any roll.</summary>
    private protected abstract DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar);

    /// <summary>The date before any roll, with its hour.</summary>
    /// <param name="starts">What clocks in Santiago show when the term begins to run.</param>
    internal virtual Deadline EndFor(DateTime starts, int year, WorkingCalendar calendar) =>
        new(DateFor(DateOnly.FromDateTime(starts), year, calendar), Hour);

    /// <summary>The term in Spanish, to stand inside a sentence.</summary>
    public abstract string Sentence(int year);

    private protected string UntilHour => Hour is { } hour ? $" a las {SpanishDate.Hour(hour)}" : "";

    private protected string OfHour => Hour is { } hour ? $", hasta las {SpanishDate.Hour(hour)}" : "";

    /// <summary>
    /// Hours from the opening, to the minute (Ley 19.880, art. 24, has some of 24 and of 48). All hours count, or only those of working
    /// days, each of which has 24.
    /// </summary>
    public sealed record CountedHours(int Count, bool OfWorkingDays) : Term
    {
        public override bool IsCounted => true;

        public override bool CountsEveryDay => !OfWorkingDays;

        internal override Deadline EndFor(DateTime starts, int year, WorkingCalendar calendar)
        {
            var end = WholeMinute(Add(starts, Count, calendar));
            return new(DateOnly.FromDateTime(end), TimeOnly.FromDateTime(end));
        }

        /// <summary>So many hours later, or before when negative, counted as this term counts.</summary>
        internal DateTime Add(DateTime local, int hours, WorkingCalendar calendar) => OfWorkingDays
            ? calendar.AddWorkingHours(local, hours)
            : SantiagoTime.ToLocal(SantiagoTime.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)).AddHours(hours));

        private protected override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) =>
            EndFor(opened.ToDateTime(TimeOnly.MinValue), year, calendar).Date;

        public override string Sentence(int year) =>
            $"{SpanishDate.Hours(Count)}{(OfWorkingDays ? " de días hábiles" : "")} desde que se abre la tarea";

        /// <summary>Nobody loses the seconds of the minute in which the task opened.</summary>
        private static DateTime WholeMinute(DateTime local) =>
            local.Ticks % TimeSpan.TicksPerMinute is var rest && rest == 0 ? local : local.AddTicks(TimeSpan.TicksPerMinute - rest);
    }

    /// <summary>Working days counted from the day after the task opens (Ley 19.880, art. 25).</summary>
    public sealed record WorkingDays(int Count) : Term
    {
        public override bool IsCounted => true;

        private protected override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) =>
            calendar.AddWorkingDays(opened, Count);

        public override string Sentence(int year) => $"{SpanishDate.WorkingDays(Count)} desde que se abre la tarea{OfHour}";
    }

    /// <summary>Calendar days (días corridos) counted from the day after the task opens; holidays count too.</summary>
    public sealed record CalendarDays(int Count) : Term
    {
        public override bool IsCounted => true;

        public override bool CountsEveryDay => true;

        private protected override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) =>
            calendar.AddCalendarDays(opened, Count);

        public override string Sentence(int year) => $"{SpanishDate.CalendarDays(Count)} desde que se abre la tarea{OfHour}";
    }

    /// <summary>Months from the opening; a month without that day ends the term on its last (Ley 19.880, art. 25).</summary>
    public sealed record Months(int Count) : Term
    {
        public override bool IsCounted => true;

        public override bool CountsEveryDay => true;

        private protected override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) =>
            calendar.AddMonths(opened, Count);

        public override string Sentence(int year) =>
            string.Create(CultureInfo.InvariantCulture, $"{Count} {(Count == 1 ? "mes" : "meses")} desde que se abre la tarea{OfHour}");
    }

    /// <summary>A day of the year of the process, or of a year before or after it. A month without that day ends on its last.</summary>
    public sealed record EachYear(int Month, int Day, int YearOffset = 0) : Term
    {
        /// <summary>The day of the same year on which it begins to be received, when it is a window.</summary>
        public DayOfYear? Opens { get; init; }

        internal override DateOnly? OpensOn(int year) => Opens?.In(year + YearOffset);

        private protected override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) => In(year);

        public override string Sentence(int year) => OpensOn(year) is { } opens
            ? $"entre el {SpanishDate.Of(opens)} y el {SpanishDate.Of(In(year))}{UntilHour}"
            : $"hasta el {SpanishDate.Of(In(year))}{UntilHour}";

        private DateOnly In(int year) => new DayOfYear(Month, Day).In(year + YearOffset);
    }

    /// <summary>One date, whatever the year of the process.</summary>
    public sealed record OnDate(DateOnly Date) : Term
    {
        private protected override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) => Date;

        public override string Sentence(int year) => $"hasta el {SpanishDate.Of(Date)}{UntilHour}";
    }

    /// <summary>From one day to another, each day within office hours when there are any: a claim period, a call for proposals.</summary>
    public sealed record Window(DateOnly From, DateOnly To) : Term
    {
        private readonly OfficeHours? _hours;

        /// <summary>The hours of each day; the last one ends the window.</summary>
        public OfficeHours? Hours
        {
            get => _hours;
            init => (_hours, Hour) = (value, value?.To);
        }

        internal override DateOnly? OpensOn(int year) => From;

        internal override DateTimeOffset? OpensAt(int year) =>
            Hours is { } hours ? SantiagoTime.ToInstant(From, hours.From) : base.OpensAt(year);

        private protected override DateOnly DateFor(DateOnly opened, int year, WorkingCalendar calendar) => To;

        public override string Sentence(int year) =>
            $"entre el {SpanishDate.Of(From)} y el {SpanishDate.Of(To)}"
            + (Hours is { } hours ? $", de {SpanishDate.Hour(hours.From)} a {SpanishDate.Hour(hours.To)}" : "");
    }
}

/// <summary>A day of any year. Where its month is too short it is the month's last.</summary>
public readonly record struct DayOfYear(int Month, int Day)
{
    public DateOnly In(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));
}
