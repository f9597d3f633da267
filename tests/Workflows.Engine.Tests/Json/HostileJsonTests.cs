using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Activities;
using Workflows.Engine.Checking;
using Workflows.Engine.Hosting;
using Workflows.Engine.Json;
using Workflows.Engine.Tests.Samples;

namespace Workflows.Engine.Tests.Json;

/// <summary>Whatever the text, it is read or it is refused as no workflow. Nothing else comes out of the reader.</summary>
public class HostileJsonTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "nothing", "" },
        { "not JSON", "hola" },
        { "null", "null" },
        { "a list", "[]" },
        { "a number", "7" },
        { "an open object", "{\"root\":{" },
        { "two documents", "{}{}" },
        { "NaN", "{\"version\":NaN}" },
        { "a duplicate key", "{\"name\":\"a\",\"name\":\"b\"}" },
        { "a duplicate key inside", "{\"root\":{\"id\":\"a\",\"id\":\"b\",\"type\":\"Elsa.End\"}}" },
        { "nesting too deep", string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100) },
        { "lists too deep", "{\"a\":" + new string('[', 100_000) },
        { "half a character", "{\"name\":\"\\ud800\"}" },
        { "half a character as id", "{\"root\":{\"id\":\"\\udc00\",\"type\":\"Elsa.End\"}}" },
        { "root is text", "{\"root\":\"x\"}" },
        { "root is a list", "{\"root\":[]}" },
        { "root without type", "{\"root\":{\"id\":\"a\"}}" },
        { "root without id", "{\"root\":{\"type\":\"Elsa.End\"}}" },
        { "type is a number", "{\"root\":{\"id\":\"a\",\"type\":7}}" },
        { "id is an object", "{\"root\":{\"id\":{},\"type\":\"Elsa.End\"}}" },
        { "id is blank", "{\"root\":{\"id\":\" \",\"type\":\"Elsa.End\"}}" },
        { "an activity is text", "{\"root\":{\"id\":\"a\",\"type\":\"Elsa.Flowchart\",\"activities\":[\"x\"]}}" },
        { "an activity is null", "{\"root\":{\"id\":\"a\",\"type\":\"Elsa.Flowchart\",\"activities\":[null]}}" },
        { "two activities of one id",
            "{\"root\":{\"id\":\"a\",\"type\":\"Elsa.Flowchart\",\"activities\":[{\"id\":\"x\",\"type\":\"t\"},{\"id\":\"x\",\"type\":\"t\"}]}}" },
        { "a variable without name", "{\"variables\":[{\"id\":\"v\"}]}" },
        { "a variable of another type", "{\"variables\":[{\"name\":\"v\",\"typeName\":\"Int32\",\"value\":\"muchos\"}]}" },
        { "a variable with broken JSON", "{\"variables\":[{\"name\":\"v\",\"typeName\":\"Object\",\"value\":\"{\"}]}" },
        { "a variable too large for its type", "{\"variables\":[{\"name\":\"v\",\"typeName\":\"Int32\",\"value\":\"99999999999999\"}]}" },
        { "too many activities", Many(5_001, i => $"{{\"id\":\"n{i}\",\"type\":\"Elsa.End\"}}", "activities") },
        { "too many connections", Many(20_001, _ => "{\"source\":\"a\",\"target\":\"b\"}", "connections") },
        { "too many variables", Many(1_001, i => $"{{\"name\":\"v{i}\"}}", "variables") },
        { "too long", new string(' ', WorkflowJson.MaxLength + 1) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_workflow_is_refused_in_spanish(string what, string text)
    {
        var refusal = Assert.Throws<WorkflowFormatException>(() => WorkflowJson.Read(text));

        Assert.True(refusal.Message.EndsWith('.') && refusal.Message.Length < 300, $"{what}: {refusal.Message}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"root\":null}")]
    [InlineData("{\"version\":1e999}")]
    [InlineData("{\"version\":99999999999999999999999999}")]
    [InlineData("{\"version\":\"uno\",\"name\":7,\"inputs\":7,\"outputs\":\"x\",\"options\":[],\"variables\":{}}")]
    [InlineData(
        "{\"root\":{\"$ref\":\"#/root\",\"id\":\"a\",\"type\":\"Elsa.Flowchart\",\"activities\":{\"$values\":[]},\"extra\":{\"$ref\":\"#\"},\"connections\":{\"$id\":\"1\",\"$values\":[]}}}")]
    [InlineData("{\"root\":{\"id\":\"a\",\"type\":\"Elsa.Flowchart\",\"connections\":[null,7,\"x\",{},{\"source\":{},\"target\":[]}]}}")]
    [InlineData("{\"root\":{\"id\":\"a\",\"type\":\"Elsa.FlowSwitch\",\"cases\":[null,7,{\"label\":{},\"condition\":[]}],\"mode\":{}}}")]
    [InlineData("{\"root\":{\"id\":\"a\",\"type\":\"Elsa.FlowFork\",\"branches\":{\"a\":1}}}")]
    [InlineData(
        "{\"root\":{\"id\":\"a\",\"type\":\"Elsa.SetVariable\",\"variable\":[1],\"value\":{\"expression\":{\"type\":[],\"value\":{}}}}}")]
    [InlineData("// comentario\n{\"name\":\"x\",}")]
    public void What_is_strange_but_readable_is_read_checked_and_run(string text) => Use(WorkflowJson.Read(text));

    /// <summary>Every value of a few samples replaced, one after the other, by every kind of value.</summary>
    [Theory]
    [InlineData("variables.json")]
    [InlineData("seleccion-todas.json")]
    [InlineData("union-primera.json")]
    [InlineData("lote.json")]
    [InlineData("formas-antiguas.json")]
    [InlineData("diagrama-anidado.json")]
    public void A_wrong_kind_of_value_at_any_place_is_read_or_refused(string sample)
    {
        var text = File.ReadAllText(Path.Combine(Sample.Folder, sample));
        string[] wrong = [
            "null", "true", "-1e400", "7", "\"x\"", "\"{\"", "[]", "[[]]", "{}", "{\"id\":7,\"type\":\"x\"}", "\"\\ud800\"",
            "{\"$values\":7}", "{\"type\":\"Elsa.End\",\"id\":\"z\"}"];
        var places = Places(JsonNode.Parse(text)!, []).ToList();
        var read = 0;

        foreach (var place in places)
        {
            foreach (var value in wrong)
            {
                if (TryRead(Replace(text, place, value)) is not { } definition)
                    continue;
                Use(definition);
                read++;
            }
        }

        Assert.True(read > places.Count, $"{read} of {places.Count * wrong.Length} were readable");
    }

    private static WorkflowDefinition? TryRead(string text)
    {
        try
        {
            return WorkflowJson.Read(text);
        }
        catch (WorkflowFormatException)
        {
            return null;
        }
    }

    private static void Use(WorkflowDefinition definition)
    {
        var graph = WorkflowGraph.Compile(definition, CoreActivities.Catalog);
        WorkflowChecker.Check(graph);
        WorkflowJson.Write(definition);
        var host = new InMemoryHost(Story.Start, [graph], new InMemoryHostOptions
        {
            Limits = new RunLimits { StepsWithoutWaiting = 50 }, StoresState = true
        });
        host.Start(definition.DefinitionId);
        host.RunToEnd(20);
        Assert.DoesNotContain(host.Instances.SelectMany(instance => instance.Incidents), incident => incident.Code == Burst.UnforeseenCode);
    }

    private static IEnumerable<List<object>> Places(JsonNode node, List<object> path)
    {
        if (node is JsonObject json)
        {
            foreach (var (name, value) in json)
            {
                List<object> here = [.. path, name];
                yield return here;
                foreach (var inner in value is null ? [] : Places(value, here))
                    yield return inner;
            }
        }
        else if (node is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                List<object> here = [.. path, i];
                yield return here;
                foreach (var inner in array[i] is { } item ? Places(item, here) : [])
                    yield return inner;
            }
        }
    }

    private static string Replace(string text, List<object> place, string value)
    {
        const string mark = "»aquí«";
        var document = JsonNode.Parse(text)!;
        var parent = document;
        foreach (var step in place.SkipLast(1))
            parent = step is int index ? parent![index]! : parent![(string)step]!;
        if (place[^1] is int last)
            parent[last] = mark;
        else
            parent[(string)place[^1]] = mark;
        return document.ToJsonString(new JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        })
            .Replace($"\"{mark}\"", value, StringComparison.Ordinal);
    }

    private static string Many(int count, Func<int, string> item, string property)
    {
        var text = new StringBuilder($"{{\"root\":{{\"id\":\"f\",\"type\":\"Elsa.Flowchart\",\"{property}\":[");
        for (var i = 0; i < count; i++)
            text.Append(i == 0 ? "" : ",").Append(item(i));
        return text.Append("]}}").ToString();
    }
}
