using System.Text.Json.Nodes;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>Every sample through the command that a person would type.</summary>
public class SampleRunTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(CommandRun.Samples, "*.expected.json").Select(file => Path.GetFileName(file)[..^".expected.json".Length])
            .Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_with_json_gives_what_is_written_beside_the_sample(string name)
    {
        var expected = (JsonObject)JsonNode.Parse(File.ReadAllText(CommandRun.Sample($"{name}.expected.json")))!;

        var run = CommandRun.Of([.. Arguments(name, expected)]);

        Assert.Equal(0, run.ExitCode);
        var actual = (JsonObject)JsonNode.Parse(run.Output)!;
        Assert.Equal(expected["status"]!.GetValue<string>(), actual["status"]!.GetValue<string>());
        Assert.Equal(expected["subStatus"]!.GetValue<string>(), actual["subStatus"]!.GetValue<string>());
        Assert.Equal(Text(expected["lines"]), Text(actual["lines"]));
        foreach (var (variable, value) in expected["variables"]?.AsObject() ?? [])
            Assert.True(JsonNode.DeepEquals(value, actual["variables"]![variable]), $"{variable}: {Text(actual["variables"]![variable])}");
        Assert.True(JsonNode.DeepEquals(expected["output"] ?? new JsonObject(), actual["output"]), Text(actual["output"]));
        CheckIncidents(expected["incidents"]?.AsArray() ?? [], actual["incidents"]!.AsArray());
    }

    private static IEnumerable<string> Arguments(string name, JsonObject expected)
    {
        yield return "run";
        yield return CommandRun.Sample($"{name}.json");
        yield return "--json";
        foreach (var file in expected["with"]?.AsArray() ?? [])
        {
            yield return "--with";
            yield return CommandRun.Sample(file!.GetValue<string>());
        }

        foreach (var (input, value) in expected["input"]?.AsObject() ?? [])
        {
            yield return "--input";
            yield return $"{input}={(value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value!.ToJsonString())}";
        }
    }

    private static void CheckIncidents(JsonArray expected, JsonArray actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
        {
            foreach (var (field, value) in one!.AsObject())
                Assert.Equal(Text(value), Text(other![field]));
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
