using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tests.Activities;
using Workflows.Definitions.Tests.Calendar;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Deadlines;

/// <summary>Terms of 24 or 48 hours, as Ley 19.880 art. 24 has them and as a minister asks for a report.</summary>
public class HourTermTests
{
    private const string Contingency = """
        { "term": { "calendarHours": 48 }, "roll": "none", "hourReminders": [12, 4],
          "ladder": [ { "level": 1, "hoursAfter": 2 }, { "level": 2, "hoursAfter": 8 }, { "level": 3, "hoursAfter": 12 } ] }
        """;

    [Theory]
    [InlineData("2026-06-10T14:23", "2026-06-12T14:23")]
    [InlineData("2026-06-12T14:23", "2026-06-14T14:23")]
    [InlineData("2026-06-10T14:23:01", "2026-06-12T14:24")]
    public void Forty_eight_hours_end_to_the_minute_and_nobody_loses_a_second(string opened, string deadline) =>
        Assert.Equal(deadline, Plan(Contingency, opened).Deadline.ToString());

    [Theory]
    // Friday to Monday; over the weekend and the 29th of June; opened on a Saturday; ends at midnight.
    [InlineData(24, "2026-06-12T14:23", "2026-06-15T14:23")]
    [InlineData(48, "2026-06-26T09:00", "2026-07-01T09:00")]
    [InlineData(24, "2026-06-13T11:00", "2026-06-16T00:00")]
    [InlineData(6, "2026-06-12T20:30", "2026-06-15T02:30")]
    public void Hours_of_working_days_do_not_run_on_other_days(int hours, string opened, string deadline) =>
        Assert.Equal(deadline, Plan($$"""{ "term": { "workingHours": {{hours}} } }""", opened).Deadline.ToString());

    [Fact]
    public void Hours_that_end_on_a_day_off_pass_to_the_next_working_day_at_the_same_hour_unless_the_policy_says_no()
    {
        Assert.Equal("2026-06-15T14:23", Plan("""{ "term": { "calendarHours": 24 } }""", "2026-06-12T14:23").Deadline.ToString());
        Assert.Equal(
            "2026-06-13T14:23", Plan("""{ "term": { "calendarHours": 24 }, "roll": "none" }""", "2026-06-12T14:23").Deadline.ToString());
    }

    [Fact]
    public void What_arrives_on_a_day_off_may_count_from_the_first_hour_of_the_next_working_day() =>
        Assert.Equal(
            "2026-06-16T00:00",
            Plan("""{ "term": { "calendarHours": 24 }, "start": "workingDay" }""", "2026-06-13T11:00").Deadline.ToString());

    [Fact]
    public void Reminders_and_levels_in_hours_leave_to_the_minute_and_a_high_one_is_held_an_hour()
    {
        var notices = Plan(Contingency, "2026-06-10T14:23").Schedule.Notices;

        Assert.Equal(
            ["Reminder 2026-06-12T02:23", "Reminder 2026-06-12T10:23", "Due 2026-06-12T14:23", "Escalation 2026-06-12T16:23",
                "Escalation 2026-06-12T22:23", "Escalation 2026-06-13T02:23"],
            notices.Select(notice => $"{notice.Kind} {Local(notice.At)}"));
        Assert.Equal(
            [null, null, "2026-06-13T03:23"], notices.TakeLast(3).Select(notice => notice.HeldUntil is { } held ? Local(held) : null));
    }

    [Fact]
    public void The_sentence_and_the_derivation_say_hours_and_name_the_days_without_any()
    {
        var plan = Plan("""{ "term": { "workingHours": 24 } }""", "2026-06-12T14:23");

        Assert.Equal(
            "24 horas de días hábiles desde que se abre la tarea: vence el lunes 15 de junio de 2026 a las 14:23.", plan.Sentence);
        Assert.Equal(
            ["Las 24 horas corren desde las 14:23.", "Es sábado: día inhábil.", "Es domingo: día inhábil.", "Se cumplen a las 14:23."],
            plan.Explanation.Select(day => day.Reason));
    }

    [Fact]
    public void A_policy_in_hours_is_written_back_the_same_and_read_aloud()
    {
        var policy = DeadlinePolicy.Parse(Contingency);

        Assert.Equal(policy, DeadlinePolicy.Parse(policy.ToJson()));
        var sentences = PolicySentences.Of(policy).Select(sentence => sentence.ToString()).ToList();
        Assert.Contains("Hay 48 horas, contadas desde que se abre la tarea.", sentences);
        Assert.Contains("También se recuerda 12 y 4 horas antes.", sentences);
        Assert.Contains(
            sentences, sentence => sentence.StartsWith("Primer aviso de atraso: 2 horas después se avisa a", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "term": { "calendarHours": 24, "hour": "18:00" } }""")]
    [InlineData("""{ "term": { "calendarHours": 24, "workingDays": 1 } }""")]
    [InlineData("""{ "term": { "workingHours": 0 } }""")]
    [InlineData("""{ "term": { "workingDays": 1 }, "hourReminders": [4, 4] }""")]
    [InlineData("""{ "term": { "workingDays": 1 }, "ladder": [{ "level": 1, "hoursAfter": 4, "workingDaysAfter": 1 }] }""")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 1, "workingDaysAfter": 1 }, { "level": 2, "hoursAfter": 24 }] }""")]
    public void What_makes_no_sense_in_hours_is_refused(string policy) =>
        Assert.Throws<DeadlinePolicyException>(() => DeadlinePolicy.Parse(policy));

    [Theory]
    [InlineData(24, 0)]
    [InlineData(48, 1)]
    public void More_time_is_asked_for_in_whole_days_up_to_half_the_hours(int hours, int days)
    {
        var policy = DeadlinePolicy.Parse($$"""{ "term": { "calendarHours": {{hours}} } }""");
        var deadline = Plan(policy.ToJson(), "2026-06-10T10:00").Deadline;

        Assert.Equal(days, DeadlineComputation.MostExtension(policy, 1, At("2026-06-10T10:00"), deadline, WorkingCalendar.Shipped));
    }

    [Fact]
    public void A_clerk_who_counts_minute_by_minute_agrees()
    {
        var clerk = new PaperCalendar("");
        var cases =
            from minute in Gen.Choose(0, 365 * 24 * 60)
            from hours in Gen.Choose(1, 100)
            select (Local: new DateTime(2026, 1, 1).AddMinutes(minute), Hours: hours);

        Prop.ForAll(cases.ToArbitrary(), c => WorkingCalendar.Shipped.AddWorkingHours(c.Local, c.Hours) == CountMinutes(c.Local, c.Hours))
            .QuickCheckThrowOnFailure();

        bool IsWorkingDay(DateTime at) => clerk.Roll(DateOnly.FromDateTime(at)) == DateOnly.FromDateTime(at);

        DateTime CountMinutes(DateTime at, int hours)
        {
            var left = hours * 60;
            while (left > 0 || !IsWorkingDay(at))
            {
                left -= IsWorkingDay(at) ? 1 : 0;
                at = IsWorkingDay(at) ? at.AddMinutes(1) : at.Date.AddDays(1);
            }

            return at;
        }
    }

    [Fact]
    public void Hours_counted_back_and_forth_meet_again() =>
        Prop.ForAll(
            (from minute in Gen.Choose(0, 365 * 24 * 60) from hours in Gen.Choose(1, 100) select (minute, hours)).ToArbitrary(),
            c =>
            {
                var end = WorkingCalendar.Shipped.AddWorkingHours(new DateTime(2026, 1, 1).AddMinutes(c.minute), c.hours);
                var start = WorkingCalendar.Shipped.AddWorkingHours(end, -c.hours);
                return WorkingCalendar.Shipped.AddWorkingHours(start, c.hours) == end;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Mails_of_a_term_in_hours_tell_hours()
    {
        var story = TaskFlow.Open(
            TaskFlow.Chart(TaskFlow.Deliverable(Contingency), "ini>informe, informe.Submitted>fin"), Story.At(2026, 6, 10, 14, 23));

        story.TurnTo(2026, 6, 12, 10, 23);
        Assert.Equal("Faltan 4 horas.", story.Mails.Last(mail => mail.Mail.Template == "recordatorio").Mail.Model["distancia"]);
        story.TurnTo(2026, 6, 12, 16, 23);
        Assert.Equal("2 horas de atraso", story.Mails.Last(mail => mail.Mail.Template == "escalamiento").Mail.Model["distancia"]);
        Assert.Equal(
            ["recordatorio 12 horas antes", "recordatorio 4 horas antes", "primer aviso de atraso, 2 horas después"],
            story.Mails.Select(mail => mail.Mail.Reason).Where(reason => reason.Contains("horas", StringComparison.Ordinal)).Distinct());
    }

    private static DeadlinePlan Plan(string policy, string opened) =>
        DeadlineComputation.For(DeadlinePolicy.Parse(policy), 1, At(opened), 2026, WorkingCalendar.Shipped);

    private static string Local(DateTimeOffset at) => SantiagoTime.ToLocal(at).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string local)
    {
        var value = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return SantiagoTime.ToInstant(DateOnly.FromDateTime(value), TimeOnly.FromDateTime(value));
    }
}
