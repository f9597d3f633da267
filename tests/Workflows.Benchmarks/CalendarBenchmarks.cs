using BenchmarkDotNet.Attributes;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;

namespace Workflows.Benchmarks;

/// <summary>A million deadlines over the holidays that ship with the product, each opened on another day and with another term.</summary>
[MemoryDiagnoser]
public class CalendarBenchmarks
{
    private const int Million = 1_000_000;

    private static readonly DateTimeOffset Opened = new(2026, 1, 2, 15, 0, 0, TimeSpan.Zero);

    private readonly WorkingCalendar _calendar = WorkingCalendar.Shipped;
    private readonly DeadlinePolicy[] _policies =
    [
        .. Enumerable.Range(1, 40).Select(days => new DeadlinePolicy(new Term.WorkingDays(days))
        {
            Reminders = [10, 5, 1],
            Ladder = [new(1, 1), new(2, 3), new(3, 5)],
        }),
    ];

    /// <summary>The deadline with its reminders and its ladder, as a task that opens needs it.</summary>
    [Benchmark]
    public long MillionPlans()
    {
        var sum = 0L;
        for (var i = 0; i < Million; i++)
            sum += DeadlineComputation.For(
                _policies[i % _policies.Length], 1, Opened.AddDays(i % 300), 2026, _calendar).Deadline.Date.DayNumber;
        return sum;
    }

    /// <summary>Only the date.</summary>
    [Benchmark]
    public long MillionDates()
    {
        var (sum, first) = (0L, new DateOnly(2026, 1, 2));
        for (var i = 0; i < Million; i++)
            sum += _calendar.AddWorkingDays(first.AddDays(i % 300), (i % 40) + 1).DayNumber;
        return sum;
    }
}
