using System.Globalization;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Workflows.Definitions.Activities;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;

namespace Workflows.Benchmarks;

/// <summary>Checking the largest drawing that is accepted, as the designer does after each edit: 5 000 steps in several shapes.</summary>
[MemoryDiagnoser]
public class CheckBenchmarks
{
    private const int Steps = 4_999;
    private const int Half = Steps / 2;

    /// <summary>As many look-ups as fit into four megabytes.</summary>
    private const int LookUpsPerStep = 16;

    private WorkflowGraph _graph = null!;

    /// <summary>The look-ups are 80 000 calls of <c>getOutputFrom</c> that name a step at the end of the chart.</summary>
    [Params("chain", "decisions", "fan", "forks", "joins", "tasks", "look-ups")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Draw()
    {
        var activities = new JsonArray();
        var connections = new JsonArray();
        for (var i = 0; i < Steps; i++)
        {
            activities.Add(Step(i));
            if (i > 0)
                Connect(connections, i);
        }

        var definition = new JsonObject
        {
            ["definitionId"] = "medida",
            ["name"] = "medida",
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "suma", ["name"] = "suma", ["typeName"] = "Double", ["value"] = "1" }),
            ["inputs"] = new JsonArray(new JsonObject { ["name"] = "institution", ["type"] = "String" }),
            ["root"] = new JsonObject
            {
                ["id"] = "diagrama", ["type"] = "Elsa.Flowchart", ["activities"] = activities, ["connections"] = connections,
            },
        };
        _graph = WorkflowGraph.Compile(WorkflowJson.Read(definition.ToJsonString()), DomainActivities.Catalog);
    }

    [Benchmark]
    public int Check() => WorkflowChecker.Check(_graph).Count;

    private JsonObject Step(int number)
    {
        var step = new JsonObject { ["id"] = Name(number) };
        switch (Shape)
        {
            case "chain":
                step["type"] = "Elsa.SetVariable";
                step["variable"] = new JsonObject { ["id"] = "suma", ["name"] = "suma" };
                step["value"] = Script("suma * 2 + 1", "Object");
                break;
            case "decisions":
                step["type"] = "Elsa.FlowDecision";
                step["condition"] = Script("suma > 1", "Boolean");
                break;
            case "forks":
                step["type"] = "Elsa.FlowFork";
                step["branches"] = Script("['A', 'B']", "String[]");
                break;
            case "joins" when number > Half:
                step["type"] = "Elsa.FlowJoin";
                step["mode"] = "WaitAll";
                break;
            case "tasks":
                step["type"] = number % 2 == 0 ? "Workflows.RequestDeliverable" : "Workflows.Review";
                step["title"] = "Informe";
                step["role"] = "institution.pmgOfficer";
                step["subject"] = "Informe";
                step["remarks"] = "Ninguna";
                step["deadline"] = new JsonObject
                {
                    ["term"] = new JsonObject { ["workingDays"] = 5 }, ["reminders"] = new JsonArray(3, 1),
                };
                break;
            default:
                step["type"] = "Elsa.WriteLine";
                step["text"] = Shape == "look-ups"
                    ? Script(string.Join(" + ", Enumerable.Repeat($"getOutputFrom('{Name(Steps - 1)}')", LookUpsPerStep)), "String")
                    : "línea";
                break;
        }

        return step;
    }

    private void Connect(JsonArray connections, int number)
    {
        switch (Shape)
        {
            case "fan":
                Add(0, "Done", number);
                break;
            case "decisions":
                Add(number - 1, "True", number);
                Add(number, "False", number / 2);
                break;
            case "forks":
                Add(number - 1, "A", number);
                Add(number, "B", number / 2);
                break;
            case "joins" when number > Half:
                Add(Half, "Done", number);
                Add(number - Half - 1, "Done", number);
                Add(Steps - number, "Done", number);
                break;
            case "tasks":
                Add(number - 1, number % 2 == 1 ? "Submitted" : "Approved", number);
                if (number % 2 == 1)
                    Add(number, "Returned", number - 1);
                break;
            default:
                Add(number - 1, "Done", number);
                break;
        }

        void Add(int source, string port, int target) => connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = Name(source), ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = Name(target), ["port"] = "In" },
        });
    }

    private static JsonObject Script(string script, string type) => new()
    {
        ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script },
    };

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}");
}
