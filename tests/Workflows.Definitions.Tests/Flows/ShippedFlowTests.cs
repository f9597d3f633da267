using Workflows.Definitions.Activities;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Pmg;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Hosting;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

public class ShippedFlowTests
{
    private static readonly List<WorkflowGraph> Graphs =
        [.. ShippedFlows.All.Select(flow => WorkflowGraph.Compile(WorkflowJson.Read(flow.Json), DomainActivities.Catalog))];

    [Fact]
    public void The_checker_has_nothing_to_say_of_the_shipped_flows()
    {
        Assert.Empty(Graphs.SelectMany(WorkflowChecker.Check));
    }

    [Fact]
    public void A_run_without_people_takes_every_institution_to_its_decree()
    {
        var host = new InMemoryHost(Story.At(2025, 10, 1), Graphs, new InMemoryHostOptions { World = new SnapshotWorld(Story.Demo) });

        host.Start(ShippedFlows.PmgFormulationYear, Story.Values(("year", 2026d)));
        host.RunToEnd(10_000);

        Assert.All(host.Instances, instance => Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus));
        Assert.Equal(160, host.Instances.Count());
    }

    [Fact]
    public void Every_port_of_every_activity_of_a_shipped_flow_leads_somewhere()
    {
        var loose = Graphs.SelectMany(graph => graph.Nodes.Where(node => node.Parent is not null).SelectMany(node =>
            PortsOf(node).Where(port => port != "Done" && port != "Default"
                && !node.Parent!.Source.Connections.Any(arrow => arrow.SourceId == node.ActivityId && arrow.Port == port))
                .Select(port => $"{node.Label}: {port}")));

        Assert.Empty(loose);
    }

    [Fact]
    public void A_shipped_flow_survives_being_read_and_written()
    {
        Assert.All(ShippedFlows.All, flow =>
        {
            var once = WorkflowJson.Write(WorkflowJson.Read(flow.Json));
            Assert.Equal(once, WorkflowJson.Write(WorkflowJson.Read(once)));
        });
    }

    [Fact]
    public void Every_activity_of_a_shipped_flow_has_a_Spanish_label_and_a_place_on_the_canvas()
    {
        Assert.All(Graphs.SelectMany(graph => graph.Root.Children), node =>
        {
            var designer = node.Source.Property("metadata")?["designer"]?["position"];
            Assert.NotNull(designer?["x"]);
            Assert.NotEqual(node.ActivityId, node.Label);
        });
    }

    [Fact]
    public void The_objectives_people_choose_from_are_those_of_the_framework()
    {
        var form = Formulation.Graph.Nodes.Single(node => node.ActivityId == "propuesta").Input("form")!.Constant.AsList();
        var column = form[0].ListOf("columns").Single(column => column.TextOf("id") == "objetivo");

        Assert.Equal(
            FrameworkParameters.For("PMG", 2026)!.Objectives.Select(objective => objective.Id),
            column.ListOf("options").Select(option => option.TextOf("id")));
    }

    [Fact]
    public void What_was_not_verified_is_said_in_the_definition()
    {
        Assert.All(ShippedFlows.All, flow => Assert.Contains("\"unverified\"", flow.Json, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> PortsOf(CompiledNode node) => node.Type?.Ports(node) ?? [];
}
