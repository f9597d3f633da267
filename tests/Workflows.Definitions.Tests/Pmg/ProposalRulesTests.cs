using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Pmg;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Pmg;

public class ProposalRulesTests
{
    private static readonly FrameworkParameters Framework = FrameworkParameters.For("PMG", 2026)!;

    [Fact]
    public void Weights_of_forty_twenty_and_forty_are_accepted() => Assert.Empty(Check(Formulation.Proposal(40, 20, 40)));

    [Fact]
    public void Weights_are_added_as_written_never_rounded()
    {
        Assert.Equal(["Las ponderaciones suman 99,99 y tienen que sumar 100."], Messages(Formulation.Proposal(33.33, 33.33, 33.33)));
        Assert.Empty(Check(Formulation.Proposal(33.3, 33.3, 33.4)));
        Assert.Equal(["Las ponderaciones suman 100,0001 y tienen que sumar 100."], Messages(Formulation.Proposal(40, 20, 40.0001)));
    }

    [Fact]
    public void A_weight_below_the_minimum_of_the_framework_is_refused_as_to_be_confirmed()
    {
        Assert.Equal(
            ["El indicador «Indicador 2» pesa 4,99 y el mínimo es 5."], Messages(Formulation.Proposal(50, 4.99, 45.01)));
    }

    [Fact]
    public void Without_a_minimum_in_the_framework_any_weight_serves()
    {
        var framework = Framework with { MinimumWeight = null };

        Assert.Empty(ProposalRules.Check(framework, Formulation.Proposal(98, 1, 1).Member("answers")));
    }

    [Theory]
    [InlineData(90, 95, false, true)]
    [InlineData(95, 95, false, false)]
    [InlineData(30, 20, true, true)]
    [InlineData(10, 20, true, false)]
    public void A_target_below_the_last_result_warns_and_never_blocks(double target, double last, bool lowerIsBetter, bool warns)
    {
        var findings = Check(Proposal(("meta", target), ("resultado_anterior", last), ("menor_es_mejor", lowerIsBetter)));

        var aboutTarget = findings.Where(finding => finding.Place.EndsWith(".meta", StringComparison.Ordinal)).ToList();
        Assert.Equal(warns, aboutTarget.Count == 1);
        Assert.DoesNotContain(findings, finding => finding.Blocks);
    }

    [Fact]
    public void An_objective_outside_the_framework_is_refused()
    {
        Assert.Contains(
            Check(Proposal(("objetivo", "otro"))), finding => finding.Blocks && finding.Place == "answers.indicadores[0].objetivo");
    }

    [Fact]
    public void A_proposal_without_indicators_is_refused()
    {
        Assert.Equal(["La propuesta no tiene indicadores: agrega al menos uno."], Messages(Story.Values(("answers", Story.Values()))));
    }

    [Fact]
    public void Weights_that_split_a_hundred_exactly_are_always_accepted()
    {
        // Cents between 5,00 and 90,00; the third takes what is left.
        var cents = Gen.Choose(500, 4500);
        Prop.ForAll(cents.SelectMany(first => cents.Select(second => (first, second))).ToArbitrary(), pair =>
        {
            var weights = new[] { pair.first / 100d, pair.second / 100d, (10000 - pair.first - pair.second) / 100d };
            return Check(Formulation.Proposal(weights)).Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    private static List<TaskFinding> Check(Dictionary<string, object?> payload) =>
        [.. ProposalRules.Check(Framework, payload.Member("answers"))];

    private static IEnumerable<string> Messages(Dictionary<string, object?> payload) => Check(payload).Select(finding => finding.Message);

    private static Dictionary<string, object?> Proposal(params (string Name, object? Value)[] more)
    {
        var row = Story.Values(
            ("objetivo", "gestion-eficaz"), ("tema", "propio"), ("indicador", "Atenciones"), ("meta", 95d), ("ponderacion", 100d));
        foreach (var (name, value) in more)
            row[name] = value;
        return Story.Values(("answers", Story.Values(("indicadores", new List<object?> { row }))));
    }
}
