using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>The year of a committee, session by session.</summary>
public class CalendarRulesTests
{
    [Fact]
    public void Items_are_proposed_until_a_day_before_the_session() => Assert.Equal(
        [("answers.sesiones[1].cierre", "Los puntos de la sesión del 10/12/2026 se proponen antes de ella: el 10/12/2026 no alcanza.")],
        Found(("2026-10-06", "2026-09-25"), ("2026-12-10", "2026-12-10")));

    [Fact]
    public void Two_sessions_are_not_foreseen_for_the_same_day() => Assert.Equal(
        [("answers.sesiones[1].fecha", "Ya hay una sesión el 06/10/2026: cambia esta fecha o quita la fila.")],
        Found(("2026-10-06", "2026-09-25"), ("2026-10-06", "2026-09-28")));

    private static IEnumerable<(string, string)> Found(params (string Day, string Until)[] sessions) =>
        RuleSets.Get("sesiones").Check(null, new Dictionary<string, object?>
        {
            ["sesiones"] = sessions.Select(object? (one) => new Dictionary<string, object?> { ["fecha"] = one.Day, ["cierre"] = one.Until })
                .ToList(),
        }).Select(finding => (finding.Place, finding.Message));
}
