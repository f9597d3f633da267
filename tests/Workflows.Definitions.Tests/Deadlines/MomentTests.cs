using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Activities;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Deadlines;

/// <summary>Moments that flows wait for: dates, days of the year, and days counted from another date.</summary>
public class MomentTests
{
    [Theory]
    [InlineData("""{ "date": "2026-02-13" }""", "2026-02-13T03:00:00Z")]
    [InlineData("""{ "date": "2026-03-05", "hour": "18:30" }""", "2026-03-05T21:30:00Z")]
    [InlineData("""{ "on": "02-14", "yearOffset": 1, "roll": "next" }""", "2027-02-15T03:00:00Z")]
    // Friday 18 September and Saturday 19 are holidays: the second working day after the 17th is Tuesday 22.
    [InlineData("""{ "date": "2026-09-17", "workingDays": 2 }""", "2026-09-22T03:00:00Z")]
    [InlineData("""{ "date": "2026-09-21", "workingDays": -1 }""", "2026-09-17T03:00:00Z")]
    [InlineData("""{ "date": "2026-02-27", "calendarDays": 5 }""", "2026-03-04T03:00:00Z")]
    // An instant is the day that Santiago's clocks show: three in the morning of the 2nd in Greenwich is still the 1st.
    [InlineData("""{ "date": "2026-06-02T03:30:00Z", "workingDays": 1 }""", "2026-06-02T04:00:00Z")]
    [InlineData("""{ "workingDays": 3 }""", "2026-08-06T04:00:00Z")]
    // The clocks go forward that night: the day begins at one in the morning.
    [InlineData("""{ "date": "2026-09-06" }""", "2026-09-06T04:00:00Z")]
    public void A_moment_is_a_day_of_Santiago_and_its_hour(string drawn, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Found(drawn).At);

    [Fact]
    public void A_moment_explains_itself_in_one_sentence_and_day_by_day()
    {
        var found = Found("""{ "date": "2026-09-17", "workingDays": 2, "hour": "09:00" }""");

        Assert.Equal("2 días hábiles después del 17 de septiembre de 2026: martes 22 de septiembre de 2026 a las 09:00.", found.Sentence);
        Assert.Contains(found.Explanation, day => day.Date == new DateOnly(2026, 9, 18) && !day.Counted);
    }

    [Theory]
    [InlineData("{}", "No se indicó qué fecha")]
    [InlineData("""{ "date": "13-02-2026" }""", "«13-02-2026» no es una fecha")]
    [InlineData("""{ "on": "13-45" }""", "«13-45» no es un día del año")]
    [InlineData("""{ "date": "2026-02-13", "on": "02-13" }""", "deja uno de los dos")]
    [InlineData("""{ "workingDays": 1, "calendarDays": 1 }""", "deja unos")]
    [InlineData("""{ "date": "2026-02-13", "hour": "25:00" }""", "«25:00» no es una hora")]
    [InlineData("""{ "fecha": "2026-02-13" }""", "La fecha no tiene «fecha»")]
    public void What_is_no_moment_is_refused_with_what_to_mend(string drawn, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Found(drawn)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_flow_waits_for_the_day_and_goes_on_at_its_hour()
    {
        var story = Wait("""{ "on": "10-15", "hour": "09:00" }""");

        story.TurnTo(2026, 10, 15, 8, 59);
        Assert.Equal(WorkflowSubStatus.Suspended, story.Instance.SubStatus);
        Assert.Equal(WorkflowSubStatus.Finished, story.TurnTo(2026, 10, 15, 9).Instance.SubStatus);
    }

    [Fact]
    public void A_day_that_has_passed_is_not_waited_for() =>
        Assert.Equal(WorkflowSubStatus.Finished, Wait("""{ "date": "2026-03-01" }""").Instance.SubStatus);

    [Fact]
    public void A_holiday_declared_meanwhile_moves_what_is_counted_in_working_days()
    {
        var story = Wait("""{ "workingDays": 3 }""");
        var calendar = new WorkingCalendar(
            [.. WorkingCalendar.Shipped.Holidays, new Holiday(new(2026, 8, 5), "Duelo nacional", HolidayScope.National, "Ley de prueba")]);
        story.World = new SnapshotWorld(new(Story.Demo.Organisation, calendar));

        Assert.Equal(WorkflowSubStatus.Suspended, story.TurnTo(2026, 8, 6, 8).Instance.SubStatus);
        Assert.Equal(WorkflowSubStatus.Finished, story.TurnTo(2026, 8, 7, 8).Instance.SubStatus);
    }

    [Theory]
    [InlineData("WaitUntil", "until")]
    [InlineData("Window", "opens")]
    public void What_a_change_of_the_calendar_would_move_is_known_beforehand_and_moves_when_it_is_told(string type, string input)
    {
        var story = Opened(type, Story.At(2026, 8, 3, 10), (input, """{ "workingDays": 3 }"""), ("closes", """{ "workingDays": 20 }"""));
        var mourning = new WorkingCalendar(
            [.. WorkingCalendar.Shipped.Holidays, new Holiday(new(2026, 8, 5), "Duelo nacional", HolidayScope.National, "Ley de prueba")]);
        Assert.Equal(new WaitImpact("2026-08-06T00:00", "2026-08-07T00:00"), WaitImpact.Of(story.Timers[0], mourning));
        Assert.Null(WaitImpact.Of(story.Timers[0], WorkingCalendar.Shipped));

        story.World = new SnapshotWorld(new(Story.Demo.Organisation, mourning));
        Assert.Equal(AdvanceStatus.Applied, story.Send(new RecomputeWait(story.Timers[0].Id, "Duelo nacional"), story.Now));

        Assert.Equal(Story.At(2026, 8, 7, 0), Assert.Single(story.Timers).DueAt);
        var moved = Assert.Single(story.Journal, entry => entry.Kind == "waitMoved").Data;
        Assert.Equal(
            ("2026-08-06T00:00", "2026-08-07T00:00", "Duelo nacional"), (moved.TextOf("from"), moved.TextOf("to"), moved.TextOf("why")));
        story.Send(new RecomputeWait(story.Timers[0].Id, "Otra vez"), story.Now);
        Assert.Equal("Con los datos de ahora la fecha es la misma.", Assert.Single(story.Of<ActRefused>()).Effect.Reason);
        Assert.Equal(WorkflowSubStatus.Finished, story.TurnTo(2026, 8, 7, 8).Instance.SubStatus);
    }

    [Fact]
    public void A_holiday_that_falls_away_brings_the_date_forward_and_what_has_come_is_not_waited_for()
    {
        var mourning = new WorkingCalendar(
            [.. WorkingCalendar.Shipped.Holidays, new Holiday(new(2026, 8, 5), "Duelo nacional", HolidayScope.National, "Ley de prueba")]);
        var story = Opened(
            "WaitUntil", new SnapshotWorld(new(Story.Demo.Organisation, mourning)), Story.At(2026, 8, 3, 10),
            ("until", """{ "workingDays": 3 }"""));
        story.TurnTo(2026, 8, 6, 10);
        Assert.Equal(WorkflowSubStatus.Suspended, story.Instance.SubStatus);

        story.World = new SnapshotWorld(Story.Demo);
        story.Send(new RecomputeWait(story.Timers[0].Id, "No hay duelo"), story.Now);

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void A_reminder_of_a_task_is_no_date_that_a_flow_waits_for()
    {
        var story = TaskFlow.Open(TaskFlow.Chart(
            TaskFlow.Deliverable("""{ "term": { "workingDays": 9 }, "reminders": [1] }"""), "ini>informe, informe.Submitted>fin"),
            Story.At(2026, 8, 3, 10));

        Assert.Null(WaitImpact.Of(story.Timers[0], WorkingCalendar.Shipped));
        Assert.Equal(AdvanceStatus.NotExpected, story.Send(new RecomputeWait(story.Timers[0].Id, "Duelo nacional"), story.Now));
    }

    [Theory]
    [InlineData(2026, 3, 1, "Abierta desde 2026-08-10", "Open")]
    [InlineData(2026, 8, 12, "ya abierta", "Open")]
    [InlineData(2026, 8, 20, "cerrada", "Closed")]
    public void A_window_waits_to_open_and_says_when_it_is_closed(int year, int month, int day, string what, string port)
    {
        var story = Opened(
            "Window", Story.At(year, month, day, 10), ("opens", """{ "date": "2026-08-10" }"""),
            ("closes", """{ "date": "2026-08-14", "hour": "18:30" }"""));
        if (what.StartsWith("Abierta desde", StringComparison.Ordinal))
        {
            Assert.Equal(WorkflowSubStatus.Suspended, story.Instance.SubStatus);
            story.TurnTo(2026, 8, 10, 0, 0);
        }

        Assert.Contains(story.Journal, entry => entry.Kind == "completed" && entry.ActivityId == "espera" && Equals(entry.Data, port));
    }

    [Fact]
    public void A_window_is_open_until_the_minute_it_closes()
    {
        (string, string)[] window = [
            ("opens", """{ "date": "2026-02-13" }"""), ("closes", """{ "date": "2026-03-05", "hour": "18:30" }""")];

        Assert.Equal("Open", PortAt(Story.At(2026, 3, 5, 18, 29)));
        Assert.Equal("Closed", PortAt(Story.At(2026, 3, 5, 18, 30)));

        object? PortAt(DateTimeOffset at) =>
            Opened("Window", at, window).Journal.Last(entry => entry.Kind == "completed" && entry.ActivityId == "espera").Data;
    }

    private static Moment.Found Found(string drawn) =>
        Moment.Read(Values.FromJson(drawn)).In(WorkingCalendar.Shipped, new(2026, 8, 3), 2026);

    private static Story Wait(string until) => Opened("WaitUntil", Story.At(2026, 8, 3, 10), ("until", until));

    private static Story Opened(string type, DateTimeOffset at, params (string Name, string Value)[] inputs) =>
        TaskFlow.Open(Chart(type, inputs), at);

    private static Story Opened(string type, SnapshotWorld world, DateTimeOffset at, params (string Name, string Value)[] inputs) =>
        new(Chart(type, inputs), at, TaskFlow.Pmg2026, world.Snapshot);

    private static string Chart(string type, (string Name, string Value)[] inputs) => TaskFlow.Chart(
        TaskFlow.Activity("espera", type, [.. inputs.Where(input => type == "Window" || input.Name != "closes")]),
        type == "Window" ? "ini>espera, espera.Open>fin, espera.Closed>fin" : "ini>espera, espera>fin");
}
