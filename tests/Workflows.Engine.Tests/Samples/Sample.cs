using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Activities;
using Workflows.Engine.Json;

namespace Workflows.Engine.Tests.Samples;

/// <summary>A sample definition with what running it to its end should give.</summary>
public sealed record Sample(string Name, WorkflowGraph Graph, IReadOnlyList<WorkflowGraph> All, JsonObject Expected)
{
    public static readonly string Folder = FindFolder();

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.expected.json").Select(file => Path.GetFileName(file)[..^".expected.json".Length]).Order()];

    public static Sample Load(string name)
    {
        var expected = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.expected.json")))!;
        var graph = Compile($"{name}.json");
        var with = expected["with"]?.AsArray().Select(file => Compile(file!.GetValue<string>())) ?? [];
        return new Sample(name, graph, [graph, .. with], expected);
    }

    public static WorkflowGraph Compile(string file) =>
        WorkflowGraph.Compile(WorkflowJson.Read(File.ReadAllText(Path.Combine(Folder, file))), CoreActivities.Catalog);

    public IReadOnlyDictionary<string, object?> Input =>
        Expected["input"] is { } input ? (IReadOnlyDictionary<string, object?>)Value(input)! : new Dictionary<string, object?>();

    public IReadOnlyList<string> Lines => [.. Expected["lines"]!.AsArray().Select(line => line!.GetValue<string>())];

    public static object? Value(JsonNode? node) => node is null ? null : Values.FromJson(node.ToJsonString());

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "samples")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder 'samples' above the tests.");
        return Path.Combine(folder.FullName, "samples");
    }
}
