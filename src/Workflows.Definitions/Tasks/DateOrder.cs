using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// Holds the dates of a form against what they cannot come before: a decree its certificate, a publication its decree. The same day
/// serves; what nobody dated limits nothing.
/// </summary>
internal static class DateOrder
{
    public const string Rules = "fechas";

    /// <param name="limits">Each with the field, what people call it, the date it cannot come before and what happened then.</param>
    public static IEnumerable<TaskFinding> Check(object? limits, object? answers)
    {
        foreach (var limit in limits.AsList())
        {
            if (limit.TextOf("field") is { } field && answers.DateOf(field) is { } given && DayOf(limit) is { } first && given < first)
            {
                yield return TaskFinding.Refusal($"answers.{field}",
                    $"{limit.TextOf("label")}, {Shown(given)}, es anterior a {limit.TextOf("what")}, {Shown(first)}: corrígela.");
            }
        }
    }

    /// <summary>A day, or the day in Santiago of an instant.</summary>
    private static DateOnly? DayOf(object? limit) => limit.DateOf("notBefore")
        ?? (DateTimeOffset.TryParse(limit.TextOf("notBefore"), CultureInfo.InvariantCulture, out var instant)
            ? SantiagoTime.DateAt(instant)
            : null);

    private static string Shown(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
