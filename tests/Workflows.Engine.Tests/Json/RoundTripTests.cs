using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Engine.Activities;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;
using Workflows.Engine.Tests.Properties;
using Workflows.Engine.Tests.Samples;

namespace Workflows.Engine.Tests.Json;

public class RoundTripTests
{
    public static TheoryData<string> Names => [.. Sample.Names.Where(name => name != "formas-antiguas")];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_definition_written_back_keeps_everything_that_was_in_it(string name)
    {
        var text = File.ReadAllText(Path.Combine(Sample.Folder, $"{name}.json"));

        var written = JsonNode.Parse(WorkflowJson.Write(WorkflowJson.Read(text)))!;

        RemoveNodeIds(written);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), written));
    }

    [Theory]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":null,"vertices":[{"x":1,"y":2}]}""")]
    [InlineData("""{"source":null,"target":{"activity":"a","port":"In"}}""")]
    [InlineData("""{"source":{"activity":"a","port":"Done"}}""")]
    [InlineData("""{"source":"a","sourcePort":"Done","target":{"port":"In"}}""")]
    [InlineData("""{"source":{"activity":{"id":null}},"target":"a","propio":7}""")]
    public void Half_a_connection_comes_back_as_it_was_drawn(string connection)
    {
        var text =
            $$"""{"definitionId":"d","name":"n","root":{"id":"r","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine","text":"uno"}],"connections":[{{connection}}] } }""";

        var once = WorkflowJson.Write(WorkflowJson.Read(text));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(connection), JsonNode.Parse(once)!["root"]!["connections"]![0]));
        Assert.Equal(once, WorkflowJson.Write(WorkflowJson.Read(once)));
    }

    [Fact]
    public void Unknown_fields_and_types_come_back_value_for_value()
    {
        const string strange =
            """{"numero":1.50,"grande":123456789012345678901234567890,"lista":[1,null,{"x":[]}],"texto":"ñandú \"<&\u0027","nulo":null}""";
        var text =
            $$$"""{"definitionId":"d","name":"n","propio":{{{strange}}},"root":{"id":"r","type":"Otra.Cosa","missingTypeName":{{{strange}}},"extra":{{{strange}}} } }""";

        var written = WorkflowJson.Write(WorkflowJson.Read(text));

        var root = JsonNode.Parse(written)!["root"]!;
        foreach (var kept in new[] { JsonNode.Parse(written)!["propio"]!, root["missingTypeName"]!, root["extra"]! })
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(strange), kept));
            Assert.Equal("1.50", kept["numero"]!.ToJsonString());
            Assert.Equal("123456789012345678901234567890", kept["grande"]!.ToJsonString());
        }

        Assert.Contains("ñandú", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_activity_gets_a_node_id_by_its_path()
    {
        var definition = WorkflowJson.Read(File.ReadAllText(Path.Combine(Sample.Folder, "diagrama-anidado.json")));

        var written = JsonNode.Parse(WorkflowJson.Write(definition))!;

        Assert.Equal("Workflow1:diagrama", written["root"]!["nodeId"]!.GetValue<string>());
        Assert.Equal("Workflow1:diagrama:dentro:b", definition.Root.Children.Single(child => child.Id == "dentro").Children[0].NodeId);
    }

    [Fact]
    public void Old_shapes_are_written_in_the_current_one()
    {
        var written = JsonNode.Parse(
            WorkflowJson.Write(WorkflowJson.Read(File.ReadAllText(Path.Combine(Sample.Folder, "formas-antiguas.json")))))!;

        var connection = written["root"]!["connections"]![0]!;
        Assert.Equal("ini", connection["source"]!["activity"]!.GetValue<string>());
        Assert.Equal("Done", connection["source"]!["port"]!.GetValue<string>());
        Assert.IsType<JsonArray>(written["root"]!["activities"]);
        Assert.Equal("Contador", written["variables"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public void Another_version_differs_in_its_envelope_and_not_in_its_drawing()
    {
        var definition = new Drawing().Lines("a").Compile().Definition;

        var copy = WorkflowJson.Read(WorkflowJson.WriteAs(definition, "v4", 4, isLatest: true, isPublished: false));

        Assert.Equal(("v4", "flujo", 4), (copy.Id, copy.DefinitionId, copy.Version));
        Assert.Equal(1, definition.Version);
        Assert.Equal("a", copy.Root.Children.Single().Id);
    }

    [Fact]
    public void Reading_what_was_written_gives_the_same_again() =>
        Prop.ForAll<byte[], byte[]>((kinds, arrows) =>
        {
            var written = WorkflowJson.Write(RandomChart.Draw(kinds, arrows).Compile().Definition);

            return WorkflowJson.Write(WorkflowJson.Read(written)) == written;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_shape_a_file_comes_in_what_is_written_is_written_the_same_again() =>
        Prop.ForAll<byte[], byte[]>((kinds, choices) =>
        {
            var foreign = ForeignFile.Draw(kinds, choices);
            var once = WorkflowJson.Write(WorkflowJson.Read(foreign.ToJsonString()));

            return WorkflowJson.Write(WorkflowJson.Read(once)) == once && ForeignFile.KeepsItsOwn(foreign, JsonNode.Parse(once)!);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Preparing_a_workflow_to_run_changes_nothing_of_what_is_written()
    {
        var files = Directory.GetFiles(Sample.Folder, "*.json").Where(file => !file.EndsWith(".expected.json", StringComparison.Ordinal));
        Assert.All(files, file =>
        {
            var definition = WorkflowJson.Read(File.ReadAllText(file));
            var before = WorkflowJson.Write(definition);

            WorkflowChecker.Check(WorkflowGraph.Compile(definition, CoreActivities.Catalog));

            Assert.Equal(before, WorkflowJson.Write(definition));
        });
        var reference = new Drawing().Variable("N").With("w", "WriteLine", ("text", Drawing.Expression(
            "Variable", new JsonObject { ["Id"] = "N", ["Name"] = "N" }, "String")));

        Assert.Contains("\"Id\": \"N\"", WorkflowJson.Write(reference.Compile().Definition), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Value":1,"Name":"n","Expresion":{"Id":7}}""")]
    [InlineData("""{"type":"pdf","id":"7","Version":null}""")]
    [InlineData("""{"Items":[{"Type":"Elsa.WriteLine","Id":"a"}],"Target":"x"}""")]
    public void What_an_unknown_activity_carries_is_not_taken_for_something_else(string data)
    {
        var text = $$"""{"definitionId":"d","root":{"id":"r","type":"Otra.Cosa","datos":{{data}} } }""";

        var written = JsonNode.Parse(WorkflowJson.Write(WorkflowJson.Read(text)))!["root"]!["datos"];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(data), written));
    }

    [Fact]
    public void A_connection_keeps_the_order_of_its_fields_and_the_port_it_had_beside_its_source()
    {
        const string connection = """{"source":{"activity":"a"},"sourcePort":"Otro","vertices":[],"target":"a","propio":1}""";
        var text =
            $$"""
            {"definitionId":"d","root":{"id":"r","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Otra.Cosa"}],
             "connections":[{{connection}}] } }
            """;

        var definition = WorkflowJson.Read(text);

        Assert.Equal("Otro", definition.Root.Connections.Single().Port);
        Assert.Equal(
            """{"source":{"activity":"a","port":"Otro"},"vertices":[],"target":{"activity":"a"},"propio":1}""",
            JsonNode.Parse(WorkflowJson.Write(definition))!["root"]!["connections"]![0]!.ToJsonString());
    }

    [Fact]
    public void A_workflow_without_an_id_is_known_by_its_name()
    {
        Assert.Equal("Mi flujo", WorkflowJson.Read("""{"name":"Mi flujo"}""").DefinitionId);
        Assert.Equal("sin-nombre", WorkflowJson.Read("{}").DefinitionId);
    }

    [Fact]
    public void A_state_of_a_later_program_is_not_read() =>
        Assert.Throws<InvalidOperationException>(() => InstanceJson.Read("""{"schema":99}"""));

    private static void RemoveNodeIds(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                RemoveNodeIds(item);
        }

        if (node is not JsonObject json)
            return;
        json.Remove("nodeId");
        foreach (var (_, value) in json.ToList())
            RemoveNodeIds(value);
    }
}
