using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;

namespace Workflows.Definitions.Tests.Deadlines;

public class ScheduleTests
{
    private const string Formulation = """
        {
          "term": { "on": "10-15" },
          "reminders": [10, 5, 1],
          "ladder": [
            { "level": 1, "workingDaysAfter": 1 },
            { "level": 2, "workingDaysAfter": 3 },
            { "level": 3, "workingDaysAfter": 5 },
            { "level": 4, "workingDaysAfter": 10 }
          ]
        }
        """;

    [Fact]
    public void Reminders_and_escalations_leave_at_nine_on_working_days_of_Santiago()
    {
        // 12 October is a holiday, so ten working days before the 15th is the 30th of September.
        Assert.Equal(
            [
                "Reminder 0 2026-09-30T09:00",
                "Reminder 0 2026-10-07T09:00",
                "Reminder 0 2026-10-14T09:00",
                "Due 0 2026-10-16T00:00",
                "Escalation 1 2026-10-16T09:00",
                "Escalation 2 2026-10-20T09:00",
                "Escalation 3 2026-10-22T09:00",
                "Escalation 4 2026-10-29T09:00",
            ],
            Lines(For(Formulation, "2026-09-01T10:00")));
    }

    [Fact]
    public void From_level_three_a_notice_is_held_until_one_in_the_afternoon()
    {
        var escalations = For(Formulation, "2026-09-01T10:00").Notices.Where(notice => notice.Kind == NoticeKind.Escalation).ToList();

        Assert.All(escalations.Take(2), notice => Assert.Null(notice.HeldUntil));
        Assert.All(escalations.Skip(2), notice => Assert.Equal(SantiagoTime.ToInstant(notice.LocalDate, new(13, 0)), notice.HeldUntil));
    }

    [Theory]
    [InlineData("""{ "on": "03-05", "opens": "02-26", "hour": "18:30" }""", "2026-02-26T00:00")]
    [InlineData("""{ "from": "2026-02-26", "to": "2026-03-05", "hours": "09:00-18:30" }""", "2026-02-26T09:00")]
    public void A_window_says_when_it_opens_and_reminds_nobody_before(string term, string opens)
    {
        var plan = DeadlineComputation.For(
            DeadlinePolicy.Parse($$"""{ "term": {{term}}, "reminders": [10, 5, 1] }"""), 1, At("2026-01-05T10:00"), 2026,
            WorkingCalendar.Shipped);

        Assert.Equal(At(opens), plan.OpensAt);
        Assert.Equal("La ventana se abre el 26 de febrero de 2026.", Assert.Single(plan.Schedule.Suppressed).Reason);
        Assert.Equal(
            [5, 1], plan.Schedule.Notices.Where(notice => notice.Kind == NoticeKind.Reminder).Select(notice => notice.WorkingDays));
    }

    [Fact]
    public void A_reminder_from_before_the_opening_is_suppressed_and_recorded()
    {
        var schedule = For(Formulation, "2026-10-07T09:01");

        Assert.Equal([10, 5], schedule.Suppressed.Select(suppressed => suppressed.Notice.WorkingDays));
        Assert.All(
            schedule.Suppressed, suppressed =>
                Assert.Equal("La tarea se abrió después de la hora de este recordatorio.", suppressed.Reason));
        Assert.Equal([1], schedule.Notices.Where(notice => notice.Kind == NoticeKind.Reminder).Select(notice => notice.WorkingDays));
    }

    [Theory]
    [InlineData("2026-10-07T08:59", 2)]
    [InlineData("2026-10-07T09:00", 2)]
    [InlineData("2026-10-07T09:00:01", 1)]
    public void A_task_opened_before_nine_still_gets_the_reminder_of_that_day(string opened, int reminders) =>
        Assert.Equal(reminders, For(Formulation, opened).Notices.Count(notice => notice.Kind == NoticeKind.Reminder));

    [Fact]
    public void A_reminder_on_the_day_itself_is_useless_after_an_earlier_hour()
    {
        var schedule = For("""{ "term": { "on": "10-15", "hour": "08:30" }, "reminders": [1, 0] }""", "2026-10-01T10:00");

        Assert.Equal(["Reminder 0 2026-10-14T09:00", "Due 0 2026-10-15T08:30"], Lines(schedule));
        Assert.Equal("El recordatorio saldría con el plazo ya vencido.", Assert.Single(schedule.Suppressed).Reason);
    }

    [Fact]
    public void A_deadline_left_on_a_holiday_reminds_on_the_working_day_before()
    {
        var schedule = For(
            """{ "term": { "on": "09-19" }, "roll": "none", "reminders": [0], "ladder": [{ "level": 1, "workingDaysAfter": 1 }] }""",
            "2026-09-01T10:00");

        Assert.Equal(["Reminder 0 2026-09-17T09:00", "Due 0 2026-09-20T00:00", "Escalation 1 2026-09-21T09:00"], Lines(schedule));
    }

    [Fact]
    public void Nine_in_the_morning_stays_nine_when_clocks_change()
    {
        var schedule = For(
            """{ "term": { "date": "2026-04-06" }, "reminders": [1], "ladder": [{ "level": 1, "workingDaysAfter": 1 }] }""",
            "2026-03-02T10:00");

        Assert.Equal(
            [new(2026, 4, 2, 12, 0, 0, TimeSpan.Zero), new(2026, 4, 7, 4, 0, 0, TimeSpan.Zero), new(2026, 4, 7, 13, 0, 0, TimeSpan.Zero)],
            schedule.Notices.Select(notice => notice.At));
    }

    [Fact]
    public void A_task_that_opens_already_late_climbs_from_that_day_and_not_all_at_once()
    {
        var schedule = For(Formulation, "2026-11-20T16:00");

        Assert.Equal(3, schedule.Suppressed.Count);
        Assert.Equal(
            ["Due 0 2026-10-16T00:00", "Escalation 1 2026-11-23T09:00", "Escalation 2 2026-11-25T09:00", "Escalation 3 2026-11-27T09:00",
                "Escalation 4 2026-12-04T09:00"],
            Lines(schedule));
    }

    [Fact]
    public void Silence_closes_the_task_when_it_expires_so_its_ladder_never_starts()
    {
        var schedule = For(
            """{ "term": { "workingDays": 10 }, "silence": { "outcome": "Accepted" }, "ladder": [{ "level": 1, "workingDaysAfter": 1 }] }""", "2026-10-01T10:00");

        Assert.Equal(["Due 0 2026-10-17T00:00", "Silence 0 2026-10-17T00:00"], Lines(schedule));
        Assert.Equal("El silencio cierra la tarea cuando vence el plazo.", Assert.Single(schedule.Suppressed).Reason);
    }

    [Fact]
    public void Each_visit_has_its_own_schedule()
    {
        var second = DeadlineComputation.For(DeadlinePolicy.Parse(Formulation), 2, At("2026-10-14T11:00"), 2026, WorkingCalendar.Shipped);

        Assert.Equal("2026-10-28", second.Deadline.ToString());
        Assert.Equal(
            ["2026-10-21T09:00", "2026-10-27T09:00"],
            second.Schedule.Notices.Where(notice => notice.Kind == NoticeKind.Reminder).Select(Local));
        Assert.Equal(10, Assert.Single(second.Schedule.Suppressed).Notice.WorkingDays);
    }

    private static Schedule For(string policy, string opened) =>
        DeadlineComputation.For(DeadlinePolicy.Parse(policy), 1, At(opened), 2026, WorkingCalendar.Shipped).Schedule;

    private static IEnumerable<string> Lines(Schedule schedule) =>
        schedule.Notices.Select(notice => $"{notice.Kind} {notice.Level} {Local(notice)}");

    private static string Local(ScheduledNotice notice) =>
        SantiagoTime.ToLocal(notice.At).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string local)
    {
        var value = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return SantiagoTime.ToInstant(DateOnly.FromDateTime(value), TimeOnly.FromDateTime(value));
    }
}
