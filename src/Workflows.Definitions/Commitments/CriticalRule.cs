using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// When a commitment is in a critical situation by itself, besides an authority saying so. Coordinators edit it; it never ends a critical
/// situation, because only a decision does.
/// </summary>
/// <param name="OverdueWorkingDays">A milestone, or the whole, is overdue by more working days than this; null when that does not
/// count.</param>
/// <param name="ReportsWithoutProgress">So many reports in a row brought no progress; null when that does not count.</param>
/// <param name="Obstacle">Whoever reports declared what blocks it.</param>
public sealed record CriticalRule(int? OverdueWorkingDays, int? ReportsWithoutProgress, bool Obstacle)
{
    private const int MostDays = 250;
    private const int MostReports = 12;

    /// <summary>What counts until somebody writes another; not verified with anybody.</summary>
    public static readonly CriticalRule Usual = new(10, 2, true);

    /// <exception cref="FormatException">The message, in Spanish, names the place.</exception>
    public static CriticalRule Read(JsonElement json, string place = "rule")
    {
        var fields = new JsonFields(json, place);
        var rule = new CriticalRule(
            fields.Integer("overdueWorkingDays", 0, MostDays), fields.Integer("reportsWithoutProgress", 1, MostReports),
            fields.YesOrNo("obstacle") ?? false);
        fields.RefuseTheRest();
        return rule is { OverdueWorkingDays: null, ReportsWithoutProgress: null, Obstacle: false }
            ? throw new DeadlinePolicyException(place, "no dice nada: elige al menos una condición.")
            : rule;
    }

    /// <summary>«Un hito con más de 10 días hábiles de atraso, 2 informes seguidos sin avance o un nudo declarado.»</summary>
    [JsonIgnore]
    public string Sentence
    {
        get
        {
            var parts = new List<string>();
            if (OverdueWorkingDays is { } days)
                parts.Add(days == 0 ? "un hito vencido" : $"un hito con más de {SpanishDate.WorkingDays(days)} de atraso");
            if (ReportsWithoutProgress is { } reports)
                parts.Add(reports == 1 ? "un informe sin avance" : $"{reports} informes seguidos sin avance");
            if (Obstacle)
                parts.Add("un nudo declarado");
            var last = parts[^1];
            var text = parts.Count == 1 ? last : $"{string.Join(", ", parts[..^1])} o {last}";
            return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
        }
    }

    /// <summary>Why it is critical on a day, a sentence each; none when it is not. What is finished or does not apply never is.</summary>
    public IReadOnlyList<string> ReasonsOf(Commitment commitment, DateOnly today, WorkingCalendar calendar)
    {
        if (commitment.State == CommitmentState.Finished || commitment.DoesNotApply)
            return [];
        var reasons = new List<string>();
        if (OverdueWorkingDays is { } most)
        {
            foreach (var milestone in MilestonesOf(commitment).Where(milestone => milestone.DoneOn is null && milestone.DueOn < today))
            {
                // Before the calendar begins nobody counts days: what fell due then is late by all that it knows.
                var from = milestone.DueOn.Year < calendar.FirstYear ? new DateOnly(calendar.FirstYear, 1, 1) : milestone.DueOn;
                if (calendar.WorkingDaysBetween(from, today) is var late && late > most)
                    reasons.Add($"«{milestone.Name}» venció el {SpanishDate.Of(milestone.DueOn)} y lleva {SpanishDate.WorkingDays(late)} "
                        + "de atraso.");
            }
        }

        if (ReportsWithoutProgress is { } reports && commitment.ReportsWithoutProgress >= reports)
            reasons.Add($"Lleva {commitment.ReportsWithoutProgress} informes seguidos sin avance.");
        if (Obstacle && commitment.Obstacle is { } obstacle)
            reasons.Add($"Se declaró un nudo: {obstacle.What}");
        return reasons;
    }

    private static IEnumerable<Milestone> MilestonesOf(Commitment commitment) =>
        commitment.DueOn is { } due ? commitment.Milestones.Append(new("El compromiso", due)) : commitment.Milestones;
}
