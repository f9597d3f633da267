using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Deadlines;

/// <summary>The explanation of a date, day by day, as values.</summary>
internal static class ExplainedDays
{
    public static List<object?> ToValues(IEnumerable<DayReason> days) => [.. days.Select(object? (day) => new Dictionary<string, object?>
    {
        ["date"] = PlainValues.ToText(day.Date),
        ["counted"] = day.Counted,
        ["reason"] = day.Reason,
        ["norm"] = day.Norm,
    })];
}
