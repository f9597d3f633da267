using Workflows.Definitions.Activities;
using Workflows.Definitions.Flows;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Activities;

public class PeopleStepsTests
{
    [Fact]
    public void The_steps_of_the_formulation_come_as_a_service_passes_them()
    {
        Assert.Equal(
            [
                "propuesta", "comentarios", "jefatura", "gobernacion", "revisionMinisterial", "redGenero", "redClima", "redExperiencia",
                "redDigital", "certificado", "decreto", "publicacion",
            ],
            StepsOf("pmg-formulacion"));
    }

    [Fact]
    public void A_claim_stands_after_the_evaluation_it_is_about_and_before_what_ends_it()
    {
        Assert.Equal(
            ["antecedentes", "evaluacionInicial", "evaluacion", "respuesta", "opinion", "decision", "grado", "decreto"],
            StepsOf("pmg-evaluacion"));
    }

    [Fact]
    public void Going_back_does_not_put_a_step_of_a_session_after_those_that_follow_it()
    {
        var steps = StepsOf("comite-sesion").ToList();

        Assert.Equal(
            ["propuestas", "tabla", "confirmar", "sesion", "redactar", "observar", "aprobarActa", "firma", "publicar"],
            steps.Where(step => step != "reunion"));
    }

    private static IEnumerable<string> StepsOf(string flow) => PeopleSteps.Of(
        WorkflowGraph.Compile(WorkflowJson.Read(ShippedFlows.All.Single(one => one.DefinitionId == flow).Json), DomainActivities.Catalog))
        .Select(step => step.ActivityId);
}
