using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tests.Calendar;

namespace Workflows.Definitions.Tests.Deadlines;

public class DeadlineModelTests
{
    private static readonly string[] Places =
        ["", "15", "16101", "13", "09", "01", "02", "03", "04101", "12", "10201", "14"];

    /// <summary>20 000 here; WORKFLOWS_PROPERTY_CASES asks for more.</summary>
    [Fact]
    public void A_clerk_reckons_the_same_deadlines_from_2015_to_2045()
    {
        var cases = int.Parse(Environment.GetEnvironmentVariable("WORKFLOWS_PROPERTY_CASES") ?? "20000", CultureInfo.InvariantCulture);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var clerks = Places.ToDictionary(place => place, place => new PaperDeadline(new PaperCalendar(place)));
        var reckoned = 0;
        for (var i = 0; i < cases; i++)
        {
            var place = Places[random.Next(Places.Length)];
            var opened = new DateOnly(2015, 1, 2).AddDays(random.Next(28 * 365));
            var term = TermFor(random, opened);
            var expected = clerks[place].Reckon(term, opened);

            var plan = DeadlineComputation.For(
                PolicyOf(term, place, opened), 1, SantiagoTime.ToInstant(opened, new TimeOnly(random.Next(24), 0)), opened.Year,
                WorkingCalendar.Shipped, AdjustmentsOf(term));

            Assert.True(
                expected == (plan.Deadline.Date, plan.AdditionalUntil?.Date),
                $"Seed {seed}, case {i}: {term} opened {opened:O} in «{place}»: "
                + $"the clerk says {expected.End:O} and {expected.Additional:O}, "
                + $"the product {plan.Deadline} and {plan.AdditionalUntil}.");
            reckoned++;
        }

        Assert.Equal(cases, reckoned);
    }

    private static PaperTerm TermFor(Random random, DateOnly opened)
    {
        var unit = "HHHCCMF"[random.Next(7)];
        var suspensions = random.Next(4) == 0 ? 1 + random.Next(2) : 0;
        return new(
            unit, unit == 'M' ? 1 + random.Next(12) : 1 + random.Next(60), "AAWNL"[random.Next(5)], random.Next(4) > 0,
            random.Next(3) == 0 ? random.Next(30) : 0, random.Next(5) == 0 ? random.Next(20) : 0,
            [.. Enumerable.Range(0, suspensions).Select(_ => opened.AddDays(random.Next(-10, 60)))
                .Select(from => (from, from.AddDays(random.Next(40))))],
            random.Next(4) == 0 ? 1 + random.Next(15) : 0, random.Next(2) == 0);
    }

    private static DeadlinePolicy PolicyOf(PaperTerm term, string place, DateOnly opened) => new(term.Unit switch
    {
        'H' => new Term.WorkingDays(term.Count),
        'C' => new Term.CalendarDays(term.Count),
        'M' => new Term.Months(term.Count),
        _ => new Term.OnDate(opened.AddDays(term.Count)),
    })
    {
        Start = (term.Unit, term.Start) switch
        {
            // A date is a date, however it was notified.
            ('F', _) => StartRule.Opening,
            (_, 'W') => StartRule.WorkingDay,
            (_, 'N') => StartRule.Notification,
            (_, 'L') => StartRule.Letter,
            _ => StartRule.Opening,
        },
        Roll = term.Rolls ? Roll.Next : Roll.None,
        Territory = place.Length == 0 ? null : Territory.Parse(place),
        Additional = term.Additional == 0 ? null : new(term.Additional, term.AdditionalEveryDay),
    };

    private static Adjustments AdjustmentsOf(PaperTerm term) => new(term.Extra)
    {
        Office = term.Office == 0 ? [] : [new(term.Office, "Resolución 7")],
        Suspensions = [.. term.Suspended.Select(one => new Suspension(one.From, one.To, "Resolución 8"))],
    };
}
