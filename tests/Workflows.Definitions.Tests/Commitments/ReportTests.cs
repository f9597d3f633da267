using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Commitments;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Tests.Commitments;

/// <summary>What a report may say of the commitments it is about, and how they sum up.</summary>
public class ReportTests
{
    private static readonly List<object?> Known = [Row("C-1", avance: 40), Row("C-2")];

    [Fact]
    public void A_report_of_its_commitments_is_received() =>
        Assert.Empty(Judge(Row("C-1", avance: 40), Row("C-2", estado: "Terminado", avance: 100)));

    [Fact]
    public void What_is_not_its_own_twice_finished_too_early_or_lower_without_a_word_is_refused()
    {
        Assert.Equal(["«C-9» no es un compromiso de este informe."], Judge(Row("C-9")));
        Assert.Equal(["«C-2» está dos veces."], Judge(Row("C-2"), Row("C-2")));
        Assert.Equal(["«C-2» está terminado: su avance es 100."], Judge(Row("C-2", estado: "Terminado", avance: 80)));
        Assert.Equal(["«C-1» tenía 40 % y ahora 35,5 %: escribe en la observación por qué bajó."], Judge(Row("C-1", avance: 35.5)));
        Assert.Empty(Judge(new Dictionary<string, object?>(Row("C-1", avance: 35.5)) { ["observacion"] = "Se corrigió la base" }));
        Assert.Equal(
            ["«C-2» no aplica: escribe en la observación por qué."],
            Judge(new Dictionary<string, object?>(Row("C-2")) { ["no_aplica"] = true }));
    }

    [Fact]
    public void An_average_is_of_those_that_answered_and_says_how_many_did_not()
    {
        Commitment One(int i, decimal? declared) =>
            new($"C-{i}", "x", CommitmentTier.Measure, CommitmentSource.Programme) { Declared = declared };
        var sum = CommitmentSummary.Of("SAL",
            [One(1, 25), One(2, 50), One(3, null), One(4, 10) with { DoesNotApply = true }, One(
                5, 10) with { State = CommitmentState.Finished }, One(6, 80) with { Verified = 60 }],
            commitment => commitment.Code == "C-1");

        Assert.Equal((6, 4, 1, 1, 1), (sum.Total, sum.Answered, sum.Missing, sum.NotApplicable, sum.Critical));
        Assert.Equal((58.75m, 41.25m), (sum.Average, sum.Gap));
        Assert.Null(CommitmentSummary.Of("MOP", [One(1, null)], _ => false).Average);
    }

    [Fact]
    public void Sums_of_any_groups_are_the_sum_of_the_whole() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Declared, byte State, bool NotApplicable)[]>(), drawn =>
        {
            var all = drawn.Select((one, i) => new Commitment($"C-{i}", "x", CommitmentTier.Measure, CommitmentSource.Programme)
            {
                Declared = one.Declared > 100 ? null : one.Declared, State = (CommitmentState)(one.State % 4),
                DoesNotApply = one.NotApplicable,
                RegionCode = $"{i % 3}",
            }).ToList();
            var whole = CommitmentSummary.Of(null, all, _ => false);
            var parts = all.GroupBy(one => one.RegionCode).Select(group => CommitmentSummary.Of(group.Key, [.. group], _ => false))
                .ToList();

            Assert.Equal((whole.Total, whole.Answered, whole.Missing, whole.NotApplicable),
                (parts.Sum(one => one.Total), parts.Sum(one => one.Answered), parts.Sum(one => one.Missing), parts.Sum(
                    one => one.NotApplicable)));
            Assert.Equal(whole.Total, whole.Answered + whole.Missing + whole.NotApplicable);
            Assert.Equal(whole.Total - whole.NotApplicable, whole.ByState.Values.Sum());
        }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<string> Judge(params Dictionary<string, object?>[] rows) =>
        [.. RuleSets.Get("compromisos").Check(Known, new Dictionary<string, object?> { ["compromisos"] = rows.Cast<object?>().ToList() })
            .Select(finding => finding.Message)];

    private static Dictionary<string, object?> Row(string code, string? estado = null, double? avance = null)
    {
        var row = new Dictionary<string, object?> { ["codigo"] = code };
        if (estado is not null)
            row["estado"] = estado;
        if (avance is not null)
            row["avance"] = avance;
        return row;
    }
}
