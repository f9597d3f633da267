using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Mail;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Holds the day of a session against the notice of its body's norm and the working calendar. It counts as the norm does, from the session
/// backwards; who calls with less says why, and nobody can justify the past.
/// </summary>
internal sealed record NoticeCheck(int Given, int? Asked, bool IsOnWorkingDay, IReadOnlyList<(string Field, string Problem)> Problems)
{
    /// <summary>Farther ahead a year was mistyped.</summary>
    private const int FarthestYears = 2;

    public static NoticeCheck Of(ActivityContext context, BodyRules rules, bool isExtraordinary, SessionTime time, string justification)
    {
        var today = SantiagoTime.DateAt(context.Now);
        var asked = isExtraordinary ? rules.ExtraordinaryNoticeDays : rules.NoticeDays;
        if (time.Start <= context.Now)
            return Never($"La sesión ya habría empezado: el {MailText.DayAndHour(time.Date, time.Hour)} ya pasó.");
        if (time.Date > today.AddYears(FarthestYears))
            return Never($"La sesión sería el {SpanishDate.WithWeekday(time.Date)}: revisa el año.");

        // Backwards from the session: a citación on a Saturday gives no more notice than one on the Friday before it does not give.
        var given = -TaskQuestions.WorkingDays(context, time.Date, today);
        var isWorking = TaskQuestions.WorkingDay(context, time.Date, 0) == time.Date;
        var problems = new List<(string, string)>();
        if (justification.Length == 0 && asked is { } least && given < least)
        {
            var first = TaskQuestions.WorkingDay(context, TaskQuestions.WorkingDay(context, today, 0), least);
            problems.Add(("Fecha",
                $"Quedan {SpanishDate.WorkingDays(given)} hasta la sesión y la norma pide {least} ({rules.Norm}). "
                + $"Elige un día desde el {MailText.Day(first)}, o escribe por qué se cita con menos."));
        }

        if (justification.Length == 0 && !isWorking)
        {
            problems.Add(("Fecha",
                $"El {MailText.Day(time.Date)} es inhábil. El siguiente día hábil es el "
                + $"{MailText.Day(TaskQuestions.WorkingDay(context, time.Date, 0))}. Elige otro día, o escribe por qué se sesiona ese."));
        }

        return new(given, asked, isWorking, problems);

        NoticeCheck Never(string problem) => new(0, asked, true, [("Fecha", problem)]);
    }
}
