using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Commitments;

namespace Workflows.Definitions.Tests.Commitments;

/// <summary>When a commitment is critical by itself, and why.</summary>
public class CriticalRuleTests
{
    private static readonly DateOnly Today = new(2026, 7, 31);

    private static readonly Commitment Open = new("C-1", "Hospital", CommitmentTier.Commitment, CommitmentSource.Presidential)
    {
        State = CommitmentState.InProgress
    };

    [Theory]
    // 16 July is a holiday: from it to Friday 31 there are eleven working days, as from the day before.
    [InlineData("2026-07-17", 10, false)]
    [InlineData("2026-07-16", 10, true)]
    [InlineData("2026-07-31", 0, false)]
    [InlineData("2026-07-30", 0, true)]
    public void A_milestone_counts_once_it_is_overdue_by_more_working_days(string due, int most, bool isCritical)
    {
        var commitment = Open with
        {
            Milestones = [new("Licitación", DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture))]
        };

        Assert.Equal(isCritical, new CriticalRule(most, null, false).ReasonsOf(commitment, Today, WorkingCalendar.Shipped).Count > 0);
    }

    [Fact]
    public void Every_reason_is_told()
    {
        var commitment = Open with { DueOn = new(2026, 7, 1), ReportsWithoutProgress = 2, Obstacle = new("Falta el terreno") };

        Assert.Equal(
            ["«El compromiso» venció el 1 de julio de 2026 y lleva 21 días hábiles de atraso.", "Lleva 2 informes seguidos sin avance.",
                "Se declaró un nudo: Falta el terreno"],
            CriticalRule.Usual.ReasonsOf(commitment, Today, WorkingCalendar.Shipped));
    }

    [Fact]
    public void What_fell_due_before_the_calendar_begins_is_late_and_stops_nobody() =>
        Assert.NotEmpty(CriticalRule.Usual.ReasonsOf(Open with { DueOn = new(2001, 3, 1) }, Today, WorkingCalendar.Shipped));

    [Fact]
    public void What_is_finished_done_or_does_not_apply_is_never_critical()
    {
        var late = Open with { DueOn = new(2026, 1, 5), ReportsWithoutProgress = 9, Obstacle = new("Algo") };
        var done = Open with { Milestones = [new("Hecho", new(2026, 1, 5), new(2026, 1, 4))] };

        foreach (var commitment in new[] { late with { State = CommitmentState.Finished }, late with { DoesNotApply = true }, done })
            Assert.Empty(CriticalRule.Usual.ReasonsOf(commitment, Today, WorkingCalendar.Shipped));
    }

    [Theory]
    [InlineData(
        """{ "overdueWorkingDays": 10, "reportsWithoutProgress": 2, "obstacle": true }""",
        "Un hito con más de 10 días hábiles de atraso, 2 informes seguidos sin avance o un nudo declarado.")]
    [InlineData("""{ "overdueWorkingDays": 0 }""", "Un hito vencido.")]
    [InlineData("""{ "reportsWithoutProgress": 1, "obstacle": true }""", "Un informe sin avance o un nudo declarado.")]
    public void A_rule_reads_as_a_sentence(string json, string sentence) => Assert.Equal(sentence, Read(json).Sentence);

    [Theory]
    [InlineData("{}", "rule: no dice nada: elige al menos una condición.")]
    [InlineData("""{ "obstacle": false }""", "rule: no dice nada: elige al menos una condición.")]
    [InlineData("""{ "overdueWorkingDays": -1 }""", null)]
    [InlineData("""{ "overdueWorkingDays": 5, "budget": 3 }""", null)]
    public void A_rule_that_says_nothing_or_too_much_is_refused_in_words(string json, string? problem)
    {
        var refused = Assert.ThrowsAny<FormatException>(() => Read(json));

        if (problem is not null)
            Assert.Equal(problem, refused.Message);
    }

    private static CriticalRule Read(string json) => CriticalRule.Read(JsonDocument.Parse(json).RootElement);
}
