using Workflows.Definitions.Pmg;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Pmg;

/// <summary>
/// A decree of mid-November 2025 changes the framework of 2026: what was asked before it keeps its rules, what is asked after has new ones.
/// </summary>
public class FrameworkParametersTests
{
    private static readonly FrameworkParameters First = FrameworkParameters.For("PMG", 2026)!;

    private static readonly FrameworkParameters Changed = First with { InForceFrom = new(2025, 11, 14), MinimumWeight = 10 };

    [Fact]
    public void A_framework_changed_in_mid_year_is_in_force_from_its_day()
    {
        Assert.Equal(5, On(new(2025, 11, 13)).MinimumWeight);
        Assert.Equal(10, On(new(2025, 11, 14)).MinimumWeight);
        Assert.Equal(10, FrameworkParameters.InForce([Changed, First], "PMG", 2026, null)!.MinimumWeight);
    }

    [Fact]
    public void The_framework_of_a_later_year_never_rules_an_earlier_one()
    {
        Assert.Null(FrameworkParameters.InForce([First], "PMG", First.FromYear - 1, null));
        Assert.Equal(
            5, FrameworkParameters.InForce([First, Changed with { FromYear = 2027 }], "PMG", 2026, new(2026, 12, 1))!.MinimumWeight);
    }

    [Fact]
    public void What_was_asked_under_the_framework_of_before_is_judged_by_it()
    {
        var proposal = Formulation.Proposal(50, 5, 45)["answers"];

        Assert.Empty(ProposalRules.Check(FrameworkParameters.FromValues(On(new(2025, 11, 13)).ToValues()), proposal));
        Assert.Contains(
            ProposalRules.Check(FrameworkParameters.FromValues(On(new(2025, 11, 14)).ToValues()), proposal),
            finding => finding.Message == "El indicador «Indicador 2» pesa 5 y el mínimo es 10.");
    }

    private static FrameworkParameters On(DateOnly day) => FrameworkParameters.InForce([Changed, First], "PMG", 2026, day)!;
}
