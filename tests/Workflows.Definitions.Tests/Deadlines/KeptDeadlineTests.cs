using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Deadlines;

/// <summary>A task keeps the holidays its deadline passed over, and gives every day, reason and moment of it again for ever.</summary>
public class KeptDeadlineTests
{
    private static readonly string[] Terms =
    [
        """{ "workingDays": 10 }""", """{ "workingDays": 1 }""", """{ "calendarDays": 5 }""", """{ "months": 2 }""",
        """{ "calendarHours": 48 }""", """{ "workingHours": 24 }""", """{ "on": "09-18" }""", """{ "on": "12-31", "hour": "12:00" }""",
        """{ "date": "2026-09-19" }""", """{ "from": "2026-09-14", "to": "2026-09-20", "hours": "09:00-18:00" }""",
    ];

    [Fact]
    public void What_is_derived_is_what_was_computed() => Prop.ForAll(Cases, asked =>
    {
        var (basis, _) = asked;
        var plan = basis.Plan(WorkingCalendar.Shipped);
        var kept = Kept(basis, WorkingCalendar.Shipped, asked.Values);
        var derived = PlainValues.MembersOf(kept.Shown);
        return ShownDeadline.Of(plan).All(member => Values.Equal(member.Value, derived[member.Key]))
            && kept.Notices.SequenceEqual(plan.Schedule.Notices.Select(PlannedNotice.Of));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_holiday_of_a_later_law_does_not_change_how_a_deadline_was_explained()
    {
        var asked = Asked(Policy("""{ "workingDays": 10 }""", ""), new DateTime(2026, 9, 1, 9, 0, 0));
        var kept = Kept(asked.Basis, WorkingCalendar.Shipped, asked.Values);
        var later = new WorkingCalendar(
            [.. WorkingCalendar.Shipped.Holidays, new(new DateOnly(2026, 9, 7), "Feriado único", HolidayScope.National, "Ley 99.999")]);

        Assert.Equal("2026-09-15", kept.Deadline.ToString());
        Assert.Equal("2026-09-16", asked.Basis.Plan(later).Deadline.ToString());
        Assert.DoesNotContain("Ley 99.999", Values.ToJson(kept.Shown), StringComparison.Ordinal);
        Assert.Equal(10, kept.Shown.ListOf("explanation").Count(day => day.FlagOf("counted")));
    }

    [Fact]
    public void A_deadline_names_the_edition_of_the_calendar_it_was_computed_with_and_another_law_makes_another_edition()
    {
        var asked = Asked(Policy("""{ "workingDays": 10 }""", ""), new DateTime(2026, 9, 1, 9, 0, 0));
        var later = new WorkingCalendar(
            [.. WorkingCalendar.Shipped.Holidays, new(new DateOnly(2026, 9, 7), "Feriado único", HolidayScope.National, "Ley 99.999")]);

        var (before, after) = (Kept(asked.Basis, WorkingCalendar.Shipped, asked.Values), Kept(asked.Basis, later, asked.Values));

        Assert.Equal(WorkingCalendar.Shipped.Edition, before.Shown.TextOf("calendar"));
        Assert.Equal(later.Edition, after.Shown.TextOf("calendar"));
        Assert.NotEqual(before.Shown.TextOf("calendar"), after.Shown.TextOf("calendar"));
    }

    [Fact]
    public void A_new_date_is_that_date_whatever_the_term_was_and_whatever_had_been_granted() => Prop.ForAll(Cases, asked =>
    {
        var (basis, _) = asked;
        var kept = Kept(basis, WorkingCalendar.Shipped, asked.Values);
        var date = kept.Deadline.Date.AddDays(17);
        var term = new Term.OnDate(date);
        var corrected = basis.Policy with { Term = term, Roll = Roll.None, Correction = basis.Policy.Correction with { Term = term } };
        var impact = DeadlineImpact.Of(kept.Values, WorkingCalendar.Shipped, basis.OpenedAt, corrected, setsDate: true);
        return impact!.To == new Deadline(date);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_kept_takes_less_than_a_third_of_the_days_written_out()
    {
        var asked = Asked(Policy("""{ "workingDays": 30 }""", ""), new DateTime(2026, 8, 20, 9, 0, 0));
        var kept = Kept(asked.Basis, WorkingCalendar.Shipped, asked.Values);

        Assert.True(Values.ToJson(kept.Values).Length * 3 < Values.ToJson(kept.Shown).Length);
    }

    private static readonly Arbitrary<(DeadlineBasis Basis, object? Values)> Cases = (
        from term in Gen.Elements(Terms)
        from place in Gen.Elements("", "15", "16101", "12")
        from silent in Gen.Choose(0, 3)
        from day in Gen.Choose(0, 3 * 365)
        from minute in Gen.Choose(0, 24 * 60 - 1)
        from visit in Gen.Choose(1, 2)
        from extra in Gen.Choose(0, 4)
        from suspended in Gen.Choose(-10, 30)
        from length in Gen.Choose(-20, 20)
        select Asked(
            Policy(term, place, silent == 0), new DateTime(2025, 1, 1).AddDays(day).AddMinutes(minute), visit, extra,
            length < 0 ? null : (suspended, length))).ToArbitrary();

    private static string Policy(string term, string place, bool isSilent = false) =>
        $$"""
        { "term": {{term}}, "reminders": [10, 5, 1, 0], "hourReminders": [4],
          {{(place.Length > 0 ? $"\"territory\": \"{place}\"," : "")}}
          {{(isSilent ? """ "silence": { "outcome": "Expired" }, """ : "")}}
          "ladder": [ { "level": 1, "workingDaysAfter": 1 }, { "level": 3, "workingDaysAfter": 5 }, { "level": 4, "workingDaysAfter": 15 } ] }
        """;

    private static (DeadlineBasis Basis, object? Values) Asked(
        string policy, DateTime local, int visit = 1, int extra = 0, (int From, int Length)? suspended = null)
    {
        var opened = SantiagoTime.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var values = Story.Values(
            ("policy", Engine.Values.FromJson(policy)), ("visit", (double)visit), ("openedAt", Instants.ToText(opened)), ("year", null),
            ("extraDays", (double)extra));
        if (suspended is var (start, length))
        {
            var from = DateOnly.FromDateTime(local).AddDays(start);
            foreach (var (name, value) in AdjustmentValues.Of(new() { Suspensions = [new(from, from.AddDays(length), "Res. Ex. 12")] }))
                values[name] = value;
        }

        return (DeadlineBasis.Read(values), values);
    }

    /// <summary>Written and read, as a task is.</summary>
    private static PlannedDeadline Kept(DeadlineBasis basis, WorkingCalendar calendar, object? asked) => PlannedDeadline.FromValues(
        Values.FromJson(Values.ToJson(new PlannedDeadline(PlannedDeadline.AnswerOf(basis, calendar), asked).Values)));
}
