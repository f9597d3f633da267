using System.Text.Json;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

/// <summary>Worked cases with their reasons, over the holidays that ship with the product.</summary>
public class DeadlineVectorTests
{
    private static readonly WorkingCalendar Chile = WorkingCalendar.Shipped;

    public static TheoryData<string, string, int, string> Vectors
    {
        get
        {
            using var stream = typeof(DeadlineVectorTests)
                .Assembly.GetManifestResourceStream("Workflows.Definitions.Tests.Calendar.deadline-vectors.json")!;
            var data = new TheoryData<string, string, int, string>();
            foreach (var vector in JsonDocument.Parse(stream).RootElement.EnumerateArray())
            {
                data.Add(
                    vector.GetProperty("name").GetString()!, vector.GetProperty("start").GetString()!,
                    vector.GetProperty("n").GetInt32(), vector.GetProperty("expected").GetString()!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_case_worked_out_by_hand_agrees(string kind, string start, int count, string expected) =>
        Assert.Equal(Day(expected), kind switch
        {
            "add" => Chile.AddWorkingDays(Day(start), count),
            "roll" => Chile.RollForward(Day(start)),
            "latest_notice" => Chile.LatestNotice(Day(start), count),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody knows this kind of case."),
        });

    [Theory]
    [InlineData("2024-09-12", 5, "2024-09-24", "crosses 18, 19 and 20 September 2024 (the 20th by Ley 20.215)")]
    [InlineData("2024-12-24", 5, "2025-01-02", "crosses Christmas and New Year")]
    [InlineData("2025-06-18", 2, "2025-06-23", "the solstice is on 20 June 2025 by the date of Chile, though UTC says 21")]
    [InlineData("2026-02-14", 5, "2026-02-20", "starts on a Saturday")]
    [InlineData("2027-06-24", 2, "2027-06-29", "29 June 2027 is a Tuesday and moves to Monday 28")]
    [InlineData("2027-10-08", 1, "2027-10-12", "12 October 2027 is a Tuesday and moves to Monday 11")]
    [InlineData("2024-03-27", 20, "2024-04-25", "a transparency request of 20 días hábiles over Easter")]
    [InlineData("2026-06-30", 10, "2026-07-14", "the quarterly report of the regional counterparts")]
    [InlineData("2026-02-16", 5, "2026-02-23", "the term to claim a PMG result")]
    public void Working_days_are_added(string start, int count, string expected, string because) =>
        Assert.Equal((Day(expected), because), (Chile.AddWorkingDays(Day(start), count), because));

    [Theory]
    [InlineData("2027-02-14", "2027-02-15", "a Sunday")]
    [InlineData("2027-01-15", "2027-01-15", "a Friday stays")]
    [InlineData("2025-12-31", "2025-12-31", "a Wednesday: banks close, offices do not")]
    [InlineData("2026-06-21", "2026-06-22", "a Sunday and a holiday; Monday 22 is open")]
    public void A_date_rolls_to_the_next_working_day(string start, string expected, string because) =>
        Assert.Equal((Day(expected), because), (Chile.RollForward(Day(start)), because));

    [Theory]
    [InlineData("2024-09-24", 5, "2024-09-12", "an ordinary session right after Fiestas Patrias")]
    [InlineData("2024-12-20", 3, "2024-12-17", "an extraordinary session")]
    public void A_notice_leaves_full_working_days_before_the_meeting(string meeting, int days, string expected, string because) =>
        Assert.Equal((Day(expected), because), (Chile.LatestNotice(Day(meeting), days), because));

    [Theory]
    [InlineData(2024, 249)]
    [InlineData(2025, 249)]
    [InlineData(2026, 251)]
    [InlineData(2027, 251)]
    public void A_year_has_its_known_number_of_working_days(int year, int expected) =>
        Assert.Equal(
            expected,
            Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Count(date => date.Year == year && Chile.IsWorkingDay(date)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
