using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;
using Workflows.Engine.Hosting;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>Something opens for each of several, and what they leave is joined. Opened on Monday 3 August 2026.</summary>
public class ForEachTests
{
    private const string Networks = "networks";

    [Fact]
    public void What_each_one_left_is_joined_in_the_order_of_the_list()
    {
        var (host, parent) = Open(Networks);
        Assert.Equal(4, Children(host).Count);

        foreach (var child in Children(host))
            HandIn(host, child);

        var results = host.Instance(parent).Variables["resultados"].AsList();
        Assert.Equal(
            ["Red de expertos de Cambio Climático", "Red de expertos de Experiencia Usuaria", "Red de expertos de Género y Personas",
                "Red de expertos de Transformación Digital"],
            results.Select(result => result.TextOf("name")));
        Assert.All(results,
            result => Assert.Equal(("Conforme.", true), (result.Member("output").TextOf("opinion"), result.FlagOf("finished"))));
        Assert.Equal("todos", Assert.Single(host.Lines));
    }

    [Fact]
    public void At_the_cut_off_it_goes_on_names_who_is_missing_and_leaves_them_their_task()
    {
        var (host, parent) = Open(Networks);
        HandIn(host, Children(host)[2]);

        host.TurnTo(Story.At(2026, 8, 17, 1));

        Assert.Equal(
            ["Red de expertos de Cambio Climático", "Red de expertos de Experiencia Usuaria",
                "Red de expertos de Transformación Digital"],
            host.Instance(parent).Variables["faltan"].AsList());
        Assert.Equal("faltan", Assert.Single(host.Lines));
        Assert.Equal(3, Children(host).Count(child => child.Status == WorkflowStatus.Running));
        HandIn(host, Children(host)[0]);
        Assert.Equal(WorkflowSubStatus.Finished, Children(host)[0].SubStatus);
        Assert.Equal(WorkflowSubStatus.Finished, host.Instance(parent).SubStatus);
    }

    [Fact]
    public void A_new_holiday_moves_the_cut_off_and_nobody_is_missing_before_it()
    {
        var world = new TurnedWorld { Now = new SnapshotWorld(Story.Demo) };
        var (host, parent) = Open(Networks, world: world);
        var cutOff = host.Instance(parent).Bookmarks.Single(bookmark => bookmark.Kind == BookmarkKind.Timer);
        var mourning = new WorkingCalendar(
            [.. WorkingCalendar.Shipped.Holidays, new Holiday(new(2026, 8, 5), "Duelo nacional", HolidayScope.National, "Ley de prueba")]);
        Assert.Equal(new WaitImpact("2026-08-14T00:00", "2026-08-17T00:00"), WaitImpact.Of(cutOff, mourning));

        world.Now = new SnapshotWorld(new(Story.Demo.Organisation, mourning));
        host.Send(parent, new RecomputeWait(cutOff.Id, "Duelo nacional"));

        host.TurnTo(Story.At(2026, 8, 14, 1));
        Assert.Empty(host.Lines);
        host.TurnTo(Story.At(2026, 8, 17, 1));
        Assert.Equal("faltan", Assert.Single(host.Lines));
    }

    [Theory]
    [InlineData("regions", 16)]
    [InlineData("ministries", 25)]
    [InlineData(Networks, 4)]
    public void Regions_ministries_and_networks_are_listed_as_they_are_that_day(string kind, int count) =>
        Assert.Equal(count, Children(Open(kind).Host).Count);

    [Fact]
    public void The_seats_of_a_committee_are_listed_with_their_role() =>
        Assert.Equal(
            ["Dipres", "Secretaría Técnica", "Subdere", "Subsecretaría General de la Presidencia"],
            Children(Open("seats").Host).Select(child => (string)child.Input["name"]!));

    [Fact]
    public void Rows_of_a_form_open_one_each_and_an_empty_list_is_joined_at_once()
    {
        Assert.Equal(2, Children(Open("", """[{ "name": "Meta 1" }, { "name": "Meta 2" }]""").Host).Count);
        Assert.Equal("todos", Assert.Single(Open("", "[]").Host.Lines));
    }

    [Fact]
    public void One_that_failed_holds_the_join_and_is_no_missing_one()
    {
        var (host, parent) = Open(Networks);
        host.Send(Children(host)[0].Id, new CancelWorkflow("No corresponde."));
        foreach (var child in Children(host).Skip(1))
            HandIn(host, child);

        Assert.Contains("se anuló", Assert.Single(host.Instance(parent).Incidents).Message, StringComparison.Ordinal);
    }

    private static (InMemoryHost Host, string Parent) Open(string kind, string? rows = null, IWorld? world = null)
    {
        var list = kind.Length > 0
            ? TaskFlow.Activity("lista", "ListPlaces", ("kind", kind), ("committee", "comite-tecnico-pmg"), ("result", "->lista"))
            : null;
        var parent = TaskFlow.Chart(
            string.Join(", ", new[]
            {
                list,
                TaskFlow.Activity("cada", "ForEach",
                    ("workflowDefinitionId", "opinion"), ("input", $$"""{ "institution": "{{Formulation.Service}}", "year": 2026 }"""),
                    ("items", rows ?? "$lista"), ("until", """{ "workingDays": 9 }"""),
                    ("result", "->resultados"), ("missing", "->faltan")),
                Line("listos", "todos"), Line("sinTodos", "faltan"),
            }.OfType<string>()),
            $"{(list is null ? "ini>cada" : "ini>lista, lista>cada")}, cada.Completed>listos, cada.Missing>sinTodos",
            """{ "id": "lista", "name": "lista", "typeName": "Object" }, { "id": "resultados", "name": "resultados", "typeName": "Object" }, { "id": "faltan", "name": "faltan", "typeName": "Object" }""");
        var host = new InMemoryHost(
            Story.At(2026, 8, 3, 10),
            [Compiled(parent), Compiled(Child)],
            new InMemoryHostOptions { World = world ?? new SnapshotWorld(Story.Demo), StoresState = true });
        return (host, host.Start("prueba", TaskFlow.Pmg2026));
    }

    private sealed class TurnedWorld : IWorld
    {
        public required SnapshotWorld Now { get; set; }

        public object? Answer(string question, object? arguments) => Now.Answer(question, arguments);
    }

    private static List<WorkflowInstance> Children(InMemoryHost host) =>
        [.. host.Instances.Where(instance => instance.DefinitionId == "opinion")];

    private static void HandIn(InMemoryHost host, WorkflowInstance child) => host.Send(
        child.Id, new TaskActed(
            child.Bookmarks.Single(bookmark => bookmark.Kind == BookmarkKind.Task).Id, "submit",
            Story.Values(("answers", Story.Values()))));

    private static string Line(string id, string text) =>
        $$"""{ "id": "{{id}}", "type": "Elsa.WriteLine", "text": { "expression": { "type": "Literal", "value": "{{text}}" } } }""";

    private static WorkflowGraph Compiled(string json) => WorkflowGraph.Compile(WorkflowJson.Read(json), DomainActivities.Catalog);

    /// <summary>Whoever is asked hands in, and what they said is the child's output.</summary>
    private static string Child => TaskFlow.Chart(
        $$"""{{TaskFlow.Deliverable("""{ "term": { "workingDays": 9 } }""")}}, { "id": "salida", "type": "Elsa.SetOutput", "outputName": { "expression": { "type": "Literal", "value": "opinion" } }, "outputValue": { "expression": { "type": "Literal", "value": "Conforme." } } }""",
        "ini>informe, informe.Submitted>salida, salida>fin").Replace("\"definitionId\": \"prueba\"",
        "\"definitionId\": \"opinion\", \"outputs\": [{ \"name\": \"opinion\", \"type\": \"String\" }]", StringComparison.Ordinal);
}
