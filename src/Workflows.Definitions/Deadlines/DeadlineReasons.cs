using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>Says in Spanish why a deadline is that date: in one sentence, and day by day with the norm.</summary>
internal static class DeadlineReasons
{
    private const string ExtensionNorm = "Ley 19.880 art. 26";
    private const string Suspended = "El plazo está suspendido.";
    private const string Opening = "desde que se abre la tarea";

    public static string Sentence(
        DeadlineEnd end, DeadlinePolicy policy, Adjustments adjustments, Deadline? additional, int year, DateTimeOffset openedAt)
    {
        var text = end.Term.Sentence(year).Replace(Opening, PolicySentences.Since(policy.Start), StringComparison.Ordinal);
        var extension = adjustments.ExtraDays == 0 ? "" : $", más {Days(end.Term, adjustments.ExtraDays)} de prórroga";
        var office = string.Concat(adjustments.Office.Select(
            given => $", más {Days(end.Term, given.Days)} de ampliación de oficio ({given.Act})"));
        var suspended = string.Concat(adjustments.Suspensions.Select(
            one => $", sin contar del {SpanishDate.Of(one.From)} al {SpanishDate.Of(one.To)} ({one.Act})"));
        var roll = end.Deadline.Date == end.Unrolled ? "" : ", que es inhábil y pasa al siguiente día hábil";
        var norm = policy.Norm is { } cited ? $", según {cited}" : "";
        var after = additional is { } until ? $" Hay plazo adicional de {policy.Additional!.Text}, hasta el {until.Sentence}." : "";
        var place = policy.Territory switch
        {
            null => "",
            { Exists: true } there => $" Los días se cuentan en la {there.Label}.",
            { Code: var gone } => $" El lugar {gone} ya no existe: los días se contaron en todo el país.",
        };
        var overdue = TermStates.Of(end.Deadline, additional, openedAt) switch
        {
            TermState.Late => " La tarea se abrió con el plazo ya vencido.",
            TermState.InAdditionalTerm => " La tarea se abrió en el plazo adicional.",
            _ => "",
        };
        return DeadlineSentence.Of(
                $"{char.ToUpperInvariant(text[0])}{text[1..]}{extension}{office}{suspended}{roll}{norm}", end.Deadline)
            + ClockOf(end.Deadline) + after + place + overdue;
    }

    /// <summary>The two nights a year on which an hour is no plain hour.</summary>
    private static string ClockOf(Deadline deadline) => deadline.Hour is not { } hour ? ""
        : SantiagoTime.IsSkipped(deadline.Date, hour)
            ? $" Esa noche los relojes se adelantan y las {SpanishDate.Hour(hour)} no existen: vence cuando pasan a las "
                + $"{SpanishDate.Hour(SantiagoTime.TimeAt(deadline.Instant))}."
        : SantiagoTime.IsRepeated(deadline.Date, hour)
            ? $" Esa noche los relojes se atrasan y las {SpanishDate.Hour(hour)} ocurren dos veces: vence a la segunda."
        : "";

    public static IReadOnlyList<DayReason> Explain(
        DeadlineEnd end, DeadlinePolicy policy, DateOnly opened, DateTime from, Adjustments adjustments, WorkingCalendar calendar)
    {
        var starts = DateOnly.FromDateTime(from);
        var days = new List<DayReason>();
        if (end.Term.IsCounted) days.AddRange(OfStart(policy.Start, opened, starts, calendar));
        var told = days.Count > 0 ? 1 : 0;
        if (adjustments != Adjustments.None && end.Term is Term.WorkingDays or Term.CalendarDays)
        {
            days.AddRange(OfAdjustedDays(end, starts, adjustments, calendar).Skip(told));
        }
        else
        {
            List<DayReason> plain = [.. end.Term is Term.CountedHours hours
                ? OfHours(hours, from, end, calendar)
                : OfTerm(end.Term, policy.Norm, starts, end.Plain, calendar).Skip(told)];
            days.AddRange(end.Own == end.Plain ? plain : WithoutSuspended(plain, end, adjustments));
            days.AddRange(Walk(end.Own, end.Unrolled, 0, end.Term.CountsEveryDay, adjustments, calendar));
        }

        if (end.Deadline.Date != end.Unrolled)
        {
            var rolled = calendar.ExplainRollForward(end.Unrolled);
            days.AddRange(days[^1].Date == end.Unrolled ? rolled.Skip(1) : rolled);
        }

        return days;
    }

    private static IEnumerable<DayReason> OfStart(StartRule start, DateOnly opened, DateOnly starts, WorkingCalendar calendar)
    {
        switch (start)
        {
            case StartRule.WorkingDay when starts != opened:
                foreach (var day in calendar.ExplainRollForward(opened).SkipLast(1)) yield return day;
                yield return new(starts, false, "Lo que llega en día inhábil se entiende llegado este día.", WorkingCalendar.CountNorm);
                break;
            case StartRule.Letter:
                yield return new(opened, false, "Correos recibe la carta.", PolicySentences.NotificationNorm);
                foreach (var day in calendar.ExplainAddWorkingDays(opened, DeadlineComputation.DaysOfALetter).Skip(1).SkipLast(1))
                    yield return day with { Counted = false, Norm = day.Counted ? PolicySentences.NotificationNorm : day.Norm };
                yield return new(
                    starts, false, "Tercer día hábil siguiente: la notificación por carta se entiende practicada.",
                    PolicySentences.NotificationNorm);
                break;
            case StartRule.Notification:
                yield return new(
                    opened, false, "Se notifica: el plazo corre desde el día siguiente.",
                    $"{PolicySentences.NotificationNorm}; {WorkingCalendar.CountNorm}");
                break;
        }
    }

    private static IEnumerable<DayReason> OfHours(Term.CountedHours term, DateTime from, DeadlineEnd end, WorkingCalendar calendar)
    {
        var starts = DateOnly.FromDateTime(from);
        yield return new(
            starts, true, $"Las {SpanishDate.Hours(term.Count)} corren desde las {SpanishDate.Hour(TimeOnly.FromDateTime(from))}.", null);
        if (term.OfWorkingDays)
        {
            foreach (var day in calendar.ExplainDaysWithoutHours(starts, end.Plain))
                yield return day;
        }

        yield return new(end.Plain, true, $"Se cumplen a las {SpanishDate.Hour(end.Deadline.Hour!.Value)}.", null);
    }

    private static IReadOnlyList<DayReason> OfTerm(Term term, string? norm, DateOnly starts, DateOnly end, WorkingCalendar calendar)
    {
        return term switch
        {
            Term.WorkingDays days => calendar.ExplainAddWorkingDays(starts, days.Count),
            Term.CalendarDays days => calendar.ExplainAddCalendarDays(starts, days.Count),
            Term.Months =>
            [
                new(starts, false, "El plazo de meses corre desde este día.", WorkingCalendar.CountNorm),
                new(end, true, (end.Day == starts.Day
                    ? "Es el mismo día del mes en que vence."
                    : $"El mes no tiene día {starts.Day.ToString(CultureInfo.InvariantCulture)}: vence su último día.")
                        + (calendar.WhyNot(end) is { } closed ? $" {closed.Reason}" : ""),
                    WorkingCalendar.CountNorm),
            ],
            _ when calendar.WhyNot(end) is { } closed => [closed with { Reason = $"Es la fecha que fija el plazo. {closed.Reason}" }],
            _ => [new(end, true, "Es la fecha que fija el plazo.", norm)],
        };
    }

    /// <summary>A term of days with what was added and what was suspended: one walk from its first day to its last.</summary>
    private static IEnumerable<DayReason> OfAdjustedDays(
        DeadlineEnd end, DateOnly starts, Adjustments adjustments, WorkingCalendar calendar)
    {
        var everyDay = end.Term.RunsEveryDay;
        var own = end.Term is Term.WorkingDays working ? working.Count : ((Term.CalendarDays)end.Term).Count;
        return Walk(starts, end.Unrolled, own, everyDay, adjustments, calendar).Prepend(
            new(starts, false, "El plazo corre desde el día siguiente.", UnitNorm(everyDay)));
    }

    /// <summary>The days after one and up to another: those of the term itself, and then those that were given beyond it.</summary>
    /// <param name="own">How many of them the term itself has.</param>
    private static IEnumerable<DayReason> Walk(
        DateOnly after, DateOnly to, int own, bool everyDay, Adjustments adjustments, WorkingCalendar calendar)
    {
        var unit = everyDay ? "Día corrido" : "Día hábil";
        var counted = 0;
        for (var day = after.AddDays(1); day <= to; day = day.AddDays(1))
        {
            var closed = calendar.WhyNot(day);
            if (adjustments.SuspensionOf(day) is { } suspension)
                yield return new(day, false, Suspended, suspension.Act);
            else if (closed is not null && !everyDay)
                yield return closed;
            else
                yield return Counted(day, ++counted, closed is null ? "" : $" {closed.Reason}");
        }

        DayReason Counted(DateOnly day, int at, string closed)
        {
            if (at <= own) return new(day, true, $"{unit} {at} de {own}.{closed}", UnitNorm(everyDay));
            var (before, text, norm) = GivenAt(adjustments, at - own);
            return new(day, true, $"{text}. {unit} {before}.{closed}", norm);
        }
    }

    private static string UnitNorm(bool everyDay) => everyDay ? WorkingCalendar.CalendarDaysNorm : WorkingCalendar.CountNorm;

    /// <summary>Which of the days given afterwards it is.</summary>
    private static (string Place, string Text, string Norm) GivenAt(Adjustments adjustments, int at)
    {
        if (at <= adjustments.ExtraDays) return ($"{at} de {adjustments.ExtraDays}", "Prórroga", ExtensionNorm);
        at -= adjustments.ExtraDays;
        foreach (var given in adjustments.Office)
        {
            if (at <= given.Days) return ($"{at} de {given.Days}", "Ampliación de oficio", given.Act);
            at -= given.Days;
        }

        throw new InvalidOperationException("More days were counted than were given.");
    }

    /// <summary>A term that ends on a date, of months or of hours, whose days were suspended: what was left runs after them.</summary>
    private static IEnumerable<DayReason> WithoutSuspended(List<DayReason> plain, DeadlineEnd end, Adjustments adjustments)
    {
        var suspended = Enumerable.Range(1, end.Own.DayNumber - end.Began.DayNumber).Select(end.Began.AddDays)
            .Select(day => adjustments.SuspensionOf(day) is { } one ? new DayReason(day, false, Suspended, one.Act) : null)
            .OfType<DayReason>();
        // A date says nothing of where it runs from.
        var before = plain.Count > 1 ? plain.SkipLast(1) : [new DayReason(end.Began, false, "El plazo corre desde este día.", null)];
        return before.Concat(suspended.Prepend(plain[^1] with { Counted = false }).OrderBy(day => day.Date))
            .Append(new(end.Own, true, "Se cumple lo que quedaba del plazo.", null));
    }

    public static string Days(Term term, int count) =>
        term.CountsEveryDay ? SpanishDate.CalendarDays(count) : SpanishDate.WorkingDays(count);
}
