using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Pmg.Scoring;
using Rules = Workflows.Definitions.Pmg.Scoring.IncentiveRules;

namespace Workflows.Definitions.Tests.Pmg.Scoring;

public class ScoringTests
{
    private static readonly Rules Pmg = Rules.Find("PMG")!;

    [Fact]
    public void A_goal_below_its_minimum_costs_half_the_bonus()
    {
        var score = Score(Pmg, (40, 100, null), (20, 45, 50), (40, 100, null));

        Assert.Equal(("80", "3,8", "50"), (score.ShownDegree, score.Percent.Shown(), score.Share.Shown()));
        Assert.Contains(score.Goals[1].Lines, line => line.Text == "No alcanza el mínimo de 50 % de esta meta: cuenta 0 %.");
        Assert.Contains(score.Lines, line => line.Text == "Grado global: 40 + 0 + 40 = 80 %.");
        Assert.Contains(
            score.Lines, line => line == new ScoreLine("80 % llega a 75 % y no a 90 %: corresponde 3,8 %.", "Ley 19.553, art. 6"));
    }

    [Fact]
    public void The_same_goal_above_its_minimum_gives_the_whole_bonus()
    {
        var score = Score(Pmg, (40, 100, null), (20, 75, 50), (40, 100, null));

        Assert.Equal(("95", "7,6", "100"), (score.ShownDegree, score.Percent.Shown(), score.Share.Shown()));
    }

    [Theory]
    [InlineData("PMG", "90", "7,6")]
    [InlineData("PMG", "89.9999", "3,8")]
    [InlineData("PMG", "75", "3,8")]
    [InlineData("PMG", "74.9999", "0")]
    [InlineData("CDC", "90", "8")]
    [InlineData("CDC", "89.9999", "4")]
    [InlineData("CDC", "74.9999", "0")]
    [InlineData("CDC-MENOS-DE-20", "90", "9")]
    [InlineData("CDC-MENOS-DE-20", "75", "4,5")]
    [InlineData("MEI", "90", "11,6")]
    [InlineData("MEI", "75", "8,3")]
    [InlineData("MEI", "74.9999", "5")]
    [InlineData("SMA", "90", "17,5")]
    [InlineData("SMA", "80", "13,3")]
    [InlineData("SMA", "79.9999", "8,75")]
    [InlineData("SMA", "70", "8,75")]
    [InlineData("SMA", "69.9999", "0")]
    [InlineData("DEDECON", "100", "14")]
    [InlineData("DEDECON", "99.9999", "13,999986")]
    [InlineData("DEDECON", "75", "10,5")]
    [InlineData("DEDECON", "74.9999", "0")]
    public void Each_regime_pays_by_its_own_table_and_compares_without_rounding(string regime, string degree, string percent)
    {
        var goal = new Goal("Meta", null, 100, new(100), new(decimal.Parse(degree, CultureInfo.InvariantCulture)));

        Assert.Equal(percent, Scorer.Of(Rules.Find(regime)!, [goal]).Percent.Shown(6));
    }

    [Theory]
    [InlineData(90, "7,5")]
    [InlineData(80, "5,63")]
    [InlineData(70, "3,75")]
    [InlineData(60, "0")]
    public void The_environment_superintendence_has_a_second_column_for_teams(int degree, string collective)
    {
        var goal = new Goal("Meta", null, 100, new(100), new(degree));

        Assert.Equal(collective, Ratio.Of(Scorer.Of(Rules.Find("SMA")!, [goal]).Tier.Collective!.Value).Shown());
    }

    [Fact]
    public void More_than_the_target_is_printed_and_counts_as_the_target()
    {
        // JUNAEB 2016: 99,00 against 98,00 printed 101,02 % and got 15,00 of its 15,00 points.
        var goals = new[] { new Goal("Raciones", null, 15, new(98.00m), new(99.00m)), new Goal("Otras", null, 85, new(100), new(100)) };

        var score = Scorer.Of(Pmg, goals);

        Assert.Equal("15", score.Goals[0].Points.Shown());
        Assert.Contains(score.Goals[0].Lines, line => line.Text == "Logró 99 de 98: 101,0204 %.");
        Assert.Contains(score.Goals[0].Lines, line => line.Text == "Más que la meta cuenta como 100 %.");
    }

    [Fact]
    public void A_part_of_a_whole_is_divided_without_rounding()
    {
        // A regional government, 2017: 32.803.920 of 65.607.840 is the half it had committed.
        var goals = new[]
        {
            new Goal("Ejecución del programa 02", null, 40, new(50), new(32_803_920, 65_607_840)),
            new Goal("Dos tercios", null, 60, new(2, 3), new(2, 3)),
        };

        Assert.Equal(0, Scorer.Of(Pmg, goals).Degree.CompareTo(Ratio.Hundred));
    }

    [Fact]
    public void Where_less_is_better_the_quotient_is_turned()
    {
        var contracts = new Goal("Gasto sobre contrato", null, 50, new(103), new(15_426_648, 14_977_328)) { LowerIsBetter = true };
        var days = new Goal("Días de espera", null, 50, new(10), new(20)) { LowerIsBetter = true };

        var score = Scorer.Of(Pmg, [contracts, days]);

        Assert.Equal(("100", "25"), (score.Goals[0].Degree.Shown(0), score.Goals[1].Points.Shown()));
    }

    [Fact]
    public void Nothing_to_wait_for_is_the_best_where_less_is_better() =>
        Assert.Equal("100", Scorer.Of(Pmg,
            [new Goal("Accidentes", null, 100, new(0), new(0)) { LowerIsBetter = true }]).ShownDegree);

    [Fact]
    public void A_requirement_without_evidence_is_a_degree_of_zero_and_so_is_nothing_reported()
    {
        var goals = new[]
        {
            new Goal("Sistema", null, 50, new(1), new(1)) { Unmet = ["RT 4: difusión"] },
            new Goal("Indicador", null, 50, new(10), null),
        };

        var score = Scorer.Of(Pmg, goals);

        Assert.True(score.Degree.IsZero);
        Assert.Contains(score.Goals[0].Lines, line => line.Text.Contains("RT 4: difusión", StringComparison.Ordinal));
    }

    [Fact]
    public void An_accepted_claim_lifts_the_degree_with_its_reason()
    {
        // 89,2 became 92,1 and 7,6 % instead of 3,8 %.
        var before = new Goal("Meta", null, 100, new(100), new(89.2m));
        var after = before with { Granted = new(92.1m, "Causa externa aceptada: aluvión de junio.", "Reglamento, art. 12") };

        Assert.Equal("3,8", Scorer.Of(Pmg, [before]).Percent.Shown());
        var score = Scorer.Of(Pmg, [after]);
        Assert.Equal("7,6", score.Percent.Shown());
        Assert.Contains(score.Goals[0].Lines, line => line.Norm == "Reglamento, art. 12");
    }

    [Theory]
    [InlineData(40, 20, 40)]
    [InlineData(30, 35, 35)]
    public void Objectives_add_up_to_the_weights_of_the_decrees_of_2026(int first, int second, int third)
    {
        Goal Of(string objective, decimal weight) => new(objective, objective, weight, new(100), new(100));

        var score = Scorer.Of(Pmg,
            [Of("Gestión Eficaz", first - 10), Of("Gestión Eficaz", 10), Of("Eficiencia Institucional", second), Of(
                "Calidad de Servicio", third)]);

        Assert.Equal([first, second, third], score.Objectives.Select(objective => (int)objective.Points.Rounded(0)));
        Assert.Equal("100", score.ShownDegree);
    }

    [Fact]
    public void What_is_just_below_a_limit_is_never_shown_as_the_limit()
    {
        var score = Scorer.Of(Pmg, [new Goal("Meta", null, 100, new(100), new(89.999999m))]);

        Assert.Equal(("89,999999", "3,8"), (score.ShownDegree, score.Percent.Shown()));
    }

    [Fact]
    public void Shares_of_institutions_are_shown_half_up()
    {
        Assert.Equal((98m, 98m, 63m, 62.5m), (Share(164, 168), Share(165, 168), Share(105, 168), Scorer.ShareShown(105, 168, 1)));

        static decimal Share(int part, int whole) => Scorer.ShareShown(part, whole);
    }

    [Fact]
    public void What_cannot_be_computed_is_said_in_words()
    {
        string[] Problems(params Goal[] goals) => [.. Scorer.Problems(goals)];

        Assert.Equal(["No hay metas que evaluar."], Problems());
        Assert.Equal(["Las ponderaciones suman 99,99 y tienen que sumar 100."], Problems(new Goal("A", null, 99.99m, new(1), new(1))));
        Assert.Equal(
            ["La meta de «A» es cero: no se puede medir cuánto de ella se cumplió."], Problems(new Goal("A", null, 100, new(0), new(1))));
        Assert.Equal(["El resultado de «A» se divide por cero."], Problems(new Goal("A", null, 100, new(1), new(1, 0))));
        Assert.Equal(["La meta de «A» es un número negativo."], Problems(new Goal("A", null, 100, new(-1), new(1))));
        Assert.Equal(
            ["La ponderación de «A» es negativa.", "Las ponderaciones suman -5 y tienen que sumar 100."],
            Problems(new Goal("A", null, -5, new(1), new(1))));
    }

    [Fact]
    public void The_degree_is_the_weighted_sum_whatever_the_order_and_never_leaves_zero_to_a_hundred() =>
        Prop.ForAll(Gen.Choose(0, 400).Two().ArrayOf().Where(pairs => pairs.Length is > 0 and <= 30).ToArbitrary(), pairs =>
        {
            var goals = pairs.Select(
                (pair, i) =>
                    new Goal($"Meta {i}", null, i == 0 ? 100 - (pairs.Length - 1) : 1, new(pair.Item1 + 1), new(pair.Item2))).ToList();
            var there = Scorer.Of(Pmg, goals);
            var back = Scorer.Of(Pmg, [.. goals.AsEnumerable().Reverse()]);
            return there.Degree == back.Degree && there.Degree >= Ratio.Zero && there.Degree <= Ratio.Hundred
                && there.Percent == back.Percent;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_fraction_is_exact_where_decimals_are_not()
    {
        var third = Ratio.Of(1) / Ratio.Of(3);

        Assert.Equal(Ratio.Of(1), third + third + third);
        Assert.Equal(Ratio.Of(-0.5m), Ratio.Of(1) / Ratio.Of(-2));
        Assert.Equal((62.5m, 63m, -63m), (Ratio.Of(62.5m).Rounded(1), Ratio.Of(62.5m).Rounded(0), Ratio.Of(-62.5m).Rounded(0)));
        Assert.Equal(Ratio.Zero, default);
    }

    private static Score Score(Rules rules, params (decimal Weight, decimal Effective, decimal? Minimum)[] goals) =>
        Scorer.Of(rules, [.. goals.Select((goal, i) =>
            new Goal($"Indicador {i + 1}", null, goal.Weight, new(100), new(goal.Effective)) { Minimum = goal.Minimum })]);
}
