using Workflows.Definitions.Activities;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// From the flood of August to the result: the evaluation of 2026 begins from the targets that its decree fixed, with those that another
/// decree changed. Both stay in sight; the changed one counts.
/// </summary>
public class ModifiedTargetTests
{
    private static readonly object?[] Fixed =
    [
        Row("Atenciones en plazo", 60, 100), Row("Gasto ejecutado", 40, 90),
    ];

    [Fact]
    public void The_results_start_from_the_targets_as_modified_with_the_original_beside()
    {
        var rows = Open(Modified("atenciones en plazo ", 80)).Task("antecedentes").Content.Member("previous").Member("answers")
            .ListOf("resultados");

        Assert.Equal(
            [(80d, 100d, "Decreto 77 del 2026-10-05"), (90d, null, null)],
            rows.Select(row => ((double)row.Member("meta")!, (double?)row.Member("meta_original"), row.TextOf("decreto_meta"))));
        Assert.Equal([60d, 40d], rows.Select(row => row.Member("ponderacion")));
    }

    [Fact]
    public void A_target_changed_twice_keeps_the_first_as_original_and_counts_the_last()
    {
        var row = Open(Modified("Atenciones en plazo", 80), Modified("Atenciones en plazo", 70)).Task("antecedentes")
            .Content.Member("previous").Member("answers").ListOf("resultados")[0];

        Assert.Equal((70d, 100d), (row.Member("meta"), row.Member("meta_original")));
    }

    [Fact]
    public void The_modified_target_is_the_one_that_counts_and_the_explanation_names_both_and_the_decree()
    {
        var story = Open(Modified("Atenciones en plazo", 80));
        Report(story, 80, 90);
        story.Act("evaluacionInicial", "approve");
        story.Act("evaluacion", "submit", Results(story, "evaluacion", 80, 90));

        var result = story.Instance.Variables["resultado"];
        Assert.Equal(100d, result.Member("grado"));
        var line = result.ListOf("metas")[0].ListOf("explicacion")[0];
        Assert.Equal(
            ("La meta original era 100; cuenta la modificada, 80.", "Decreto 77 del 2026-10-05"),
            (line.TextOf("texto"), line.TextOf("norma")));
    }

    [Theory]
    [InlineData("meta", 50d, "La meta de «Atenciones en plazo» es 50 y el decreto la fijó en 80: no se cambia al informar ni al evaluar.")]
    [InlineData("meta_original", 85d, "La meta original de «Atenciones en plazo» y el decreto que la modificó no se cambian")]
    [InlineData(
        "indicador", "Otra cosa",
        "Falta la meta «Atenciones en plazo», que el decreto fijó. «Otra cosa» no está entre las metas que el decreto fijó.")]
    public void Who_reports_changes_neither_targets_nor_their_history(string column, object value, string refusal)
    {
        var story = Open(Modified("Atenciones en plazo", 80));
        var payload = WithEvidence(Results(story, "antecedentes", 80, 90));
        ((Dictionary<string, object?>)payload.Member("answers").ListOf("resultados")[0]!)[column] = value;
        var task = story.Task("antecedentes");

        Assert.StartsWith(refusal, TaskRules.Problem(task.Actions, task.Content, "submit", payload), StringComparison.Ordinal);
    }

    [Fact]
    public void A_modification_of_a_target_that_was_never_fixed_is_told_and_changes_nothing()
    {
        var task = Open(Modified("Atención en plazo", 80)).Task("antecedentes");

        Assert.Contains("modifican metas que no están entre las fijadas: Atención en plazo.", task.Instructions, StringComparison.Ordinal);
        Assert.Equal(100d, task.Content.Member("previous").Member("answers").ListOf("resultados")[0].Member("meta"));
    }

    private static Story Open(params object?[] modifications)
    {
        var found = Story.Demo.Organisation.InstitutionOf(Formulation.Service);
        return new Story(
            WorkflowGraph.Compile(WorkflowJson.Read(ShippedFlows.Get(ShippedFlows.PmgEvaluation).Json), DomainActivities.Catalog),
            Story.At(2027, 1, 4),
            Story.Values(("institution", found.Code), ("year", 2026d), ("ministry", found.MinistryCode), ("name", found.Name)),
            facts: kind => kind switch
            {
                "pmg.objetivosFijados" =>
                    [Story.Values(("propuesta", Story.Values(("answers", Story.Values(("indicadores", Fixed.ToList()))))))],
                "pmg.modificacion" => modifications,
                _ => [],
            });
    }

    private static Dictionary<string, object?> Modified(string name, double target) => Story.Values(
        ("metas", new List<object?> { Story.Values(("indicador", name), ("meta_original", 100d), ("meta_nueva", target)) }),
        ("decreto", Story.Values(("numero", "77"), ("fecha", "2026-10-05"))));

    private static Dictionary<string, object?> Row(string name, double weight, double target) => Story.Values(
        ("objetivo", "gestion-eficaz"), ("tema", "propio"), ("indicador", name), ("meta", target), ("ponderacion", weight),
        ("resultado_anterior", 70d));

    private static void Report(Story story, params double[] results)
    {
        Assert.Equal(AdvanceStatus.Applied, story.Act("antecedentes", "submit", WithEvidence(Results(story, "antecedentes", results))));
        Assert.Empty(story.Instance.Incidents);
    }

    private static Dictionary<string, object?> WithEvidence(Dictionary<string, object?> payload) => new(payload)
    {
        ["evidence"] = new List<object?>
        {
            Story.Values(("requirement", "medios"), ("fileHash", new string('b', 64)), ("fileName", "medios.pdf"), ("size", 2048d)),
        },
    };

    /// <summary>What the form shows, with what came of each goal.</summary>
    private static Dictionary<string, object?> Results(Story story, string activity, params double[] results) => Story.Values(
        ("answers", Story.Values(
            ("resultados", story.Task(activity).Content.Member("previous").Member("answers").ListOf("resultados").Select(object? (row, i) =>
        {
            var filled = new Dictionary<string, object?>((IReadOnlyDictionary<string, object?>)row!) { ["resultado"] = results[i] };
            if (activity == "evaluacion")
                filled["razones"] = "Conforme.";
            filled.Remove(activity == "evaluacion" ? "medio_verificacion" : "razones");
            return filled;
        }).ToList()))));
}
