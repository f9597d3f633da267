using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Mail;

/// <summary>A line of the week of an authority.</summary>
/// <param name="Who">Of whom it is asked, or who attends.</param>
/// <param name="When">When it falls due, or when the session is.</param>
public sealed record WeekLine(string What, string? Institution, string Who, string When, int WorkingDaysLate)
{
    /// <summary>While its plazo adicional runs, when that ends: until then it is not late.</summary>
    public DateTimeOffset? LateFrom { get; init; }

    internal Dictionary<string, object?> ToValues() => new()
    {
        ["tarea"] = What,
        ["institucion"] = Institution ?? "",
        ["quien"] = Who,
        ["cuando"] = When,
        ["atraso"] = WorkingDaysLate > 0 ? $"Atrasado {SpanishDate.WorkingDays(WorkingDaysLate)}"
            : LateFrom is { } late ? MailText.InAdditionalTerm(late)
            : "",
    };
}
