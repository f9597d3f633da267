using System.Text.Json.Nodes;
using Workflows.Engine.Activities;
using Workflows.Engine.Json;
using Workflows.Engine.Tests.Samples;

namespace Workflows.Engine.Tests.Json;

/// <summary>What whoever brings a file of another server is told of it.</summary>
public class InterchangeReportTests
{
    [Fact]
    public void A_file_that_is_used_whole_has_nothing_to_tell() =>
        Assert.True(InterchangeReport.Of(new Drawing().Lines("a").Variable("N", "Int32").Compile()).IsComplete);

    [Fact]
    public void Unknown_activities_are_counted_by_their_type_and_named_where_they_stand()
    {
        var report = Of(new Drawing().With("correo", "SendEmail").With("otro", "SendEmail").With("si", "If"));

        Assert.Equal(
            [
                "Elsa.SendEmail ×2 en correo, otro: La actividad «Elsa.SendEmail» no existe aquí: se conserva, y hay que reemplazarla "
                    + "para publicar.",
                "Elsa.If ×1 en si: La actividad «Elsa.If» no existe aquí: usa «Decisión» en su lugar.",
            ],
            report.Notes.Select(Line));
        Assert.All(report.Notes, note => Assert.Equal((InterchangeMatter.Activity, true), (note.Matter, note.Stops)));
    }

    [Fact]
    public void A_workflow_used_as_an_activity_is_told_with_what_to_use_instead() =>
        Assert.Equal("La actividad «Flujos.Anexo» es el flujo «anexo»: usa «Ejecutar otro flujo» en su lugar.",
            Of(new Drawing().With("x", "Flujos.Anexo", ("workflowDefinitionId", "anexo"))).Notes.Single().Sentence);

    [Fact]
    public void Languages_that_are_not_read_here_are_told_also_in_cases_and_in_unknown_activities()
    {
        var cases = new JsonArray(
            new JsonObject { ["label"] = "A", ["condition"] = new JsonObject { ["type"] = "Liquid", ["value"] = "{{ x }}" } });

        var note = Of(new Drawing().With("w", "WriteLine", ("text", Drawing.Expression("Liquid", "{{ x }}", "String")))
            .With("s", "FlowSwitch", ("cases", cases))).Notes.Single();

        Assert.Equal(
            "Liquid ×2 en w, s: Las expresiones en «Liquid» no se leen aquí: escríbelas en JavaScript o como condición.", Line(note));
        Assert.Equal((InterchangeMatter.Language, true), (note.Matter, note.Stops));
    }

    [Fact]
    public void What_another_server_does_by_a_step_and_this_one_does_not_is_told_once_for_all_steps()
    {
        var custom = () => new JsonObject
        {
            ["mergeMode"] = "Race", ["runAsynchronously"] = true, ["commitStrategyName"] = "Default", ["resilienceStrategy"] = "x",
            ["logPersistenceConfig"] = new JsonObject { ["default"] = "Include" }, ["canStartWorkflow"] = true,
        };

        var report = Of(new Drawing().With("a", "WriteLine", ("text", "a"), ("customProperties", custom()))
            .With("b", "WriteLine", ("text", "b"), ("customProperties", custom()), ("result", new JsonObject
            {
                ["memoryReference"] = new JsonObject { ["id"] = "v" }, ["converter"] = new JsonObject { ["id"] = "x" },
            })));

        Assert.Equal(
            ["mergeMode 2", "runAsynchronously 2", "canStartWorkflow 2", "resilienceStrategy 2", "commitStrategyName 2",
                "logPersistenceConfig 2", "converter 1"],
            report.Notes.Select(note => $"{note.What} {note.Count}"));
        Assert.All(report.Notes, note => Assert.False(note.Stops));
    }

    [Fact]
    public void What_another_server_does_by_the_whole_workflow_is_told()
    {
        var file = WorkflowJson.Read("""
            {"definitionId":"d","name":"d","tenantId":"t","outcomes":["Aprobado"],
             "variables":[
               {"id":"a","name":"A","typeName":"Int32","storageDriverTypeName":"Elsa.Workflows.MemoryStorageDriver, Elsa"},
               {"id":"b","name":"B","typeName":"Acme.Factura, Acme",
                "storageDriverTypeName":"Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa"}],
             "inputs":[{"name":"i","type":"String","storageDriverType":"Elsa.Workflows.MemoryStorageDriver"}],
             "options":{"activationStrategyType":"Elsa.Workflows.Activation.SingletonStrategy, Elsa","usableAsActivity":true,
                        "autoUpdateConsumingWorkflows":true,"commitStrategyName":"X","incidentStrategyType":"Acme.Otra, Acme"},
             "root":{"id":"r","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine","version":9}],
                     "connections":[{"source":{"activity":"a"},"target":null}],"customProperties":{"flowMode":"token"}}}
            """);

        var report = InterchangeReport.Of(WorkflowGraph.Compile(file, CoreActivities.Catalog));

        Assert.Equal(
            ["flowMode", "Elsa.WriteLine", "activationStrategyType", "incidentStrategyType", "commitStrategyName", "usableAsActivity",
                "autoUpdateConsumingWorkflows", "outcomes", "tenantId", "storageDriver", "typeName", "connections"],
            report.Notes.Select(note => note.What));
        Assert.Equal(["A", "i"], report.Notes.Single(note => note.What == "storageDriver").Places);
        Assert.Equal(["B"], report.Notes.Single(note => note.What == "typeName").Places);
        Assert.Equal("Una conexión de «root» no indica origen y destino y no se usa.", report.Notes[^1].Sentence);
        Assert.All(report.Notes, note => Assert.InRange(note.Sentence.Split(' ').Length, 1, 25));
    }

    [Fact]
    public void Telling_what_a_file_brings_changes_nothing_of_it() =>
        Assert.All(Sample.Names, name =>
        {
            var graph = Sample.Load(name).Graph;
            var before = WorkflowJson.Write(graph.Definition);

            InterchangeReport.Of(graph);

            Assert.Equal(before, WorkflowJson.Write(graph.Definition));
        });

    private static InterchangeReport Of(Drawing drawing) => InterchangeReport.Of(drawing.Compile());

    private static string Line(InterchangeNote note) => $"{note.What} ×{note.Count} en {string.Join(", ", note.Places)}: {note.Sentence}";
}
