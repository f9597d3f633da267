using BenchmarkDotNet.Attributes;
using Workflows.Definitions.Activities;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Benchmarks;

/// <summary>
/// Putting the reports of sixteen regions together when each tells of 870 measures, as the flow does it, state written included.
/// </summary>
[MemoryDiagnoser]
public class ReportBenchmarks
{
    private const int Regions = 16;
    private const int Measures = 870;

    private static readonly AdvanceContext Context = new() { Now = new(2026, 7, 22, 22, 0, 0, TimeSpan.Zero) };

    private readonly WorkflowGraph _graph = WorkflowGraph.Compile(
        WorkflowJson.Read(
            """
            {
              "definitionId": "medida", "name": "medida", "version": 1,
              "root": { "id": "consolidar", "type": "Workflows.ConsolidateReports",
                "reports": { "typeName": "Object", "expression": { "type": "Input", "value": "informes" } } }
            }
            """),
        DomainActivities.Catalog);

    private readonly IReadOnlyDictionary<string, object?> _reports = new Dictionary<string, object?>
    {
        ["informes"] = Enumerable.Range(0, Regions).Select(ReportOf).ToList(),
    };

    [Benchmark]
    public int ReportsOfSixteenRegions()
    {
        var advanced = Runner.Advance(
            _graph, WorkflowInstance.Create(_graph.Definition, "medida-1", "1", _reports), new StartWorkflow(), Context);
        return advanced.Instance.SubStatus == WorkflowSubStatus.Finished
            ? InstanceJson.Write(advanced.Instance).Length
            : throw new InvalidOperationException($"The reports ended in {advanced.Instance.SubStatus}: there is nothing to measure.");
    }

    /// <summary>One measure in ten is critical, one in four has not said how far it is.</summary>
    private static object? ReportOf(int region) => new Dictionary<string, object?>
    {
        ["name"] = $"Región {region}",
        ["finished"] = true,
        ["output"] = new Dictionary<string, object?>
        {
            ["informe"] = new Dictionary<string, object?>
            {
                ["oportunidad"] = "onTime",
                ["compromisos"] = Enumerable.Range(0, Measures).Select(object? (measure) => new Dictionary<string, object?>
                {
                    ["codigo"] = $"M{measure}", ["nombre"] = $"Medida {measure} de la región {region}", ["estado"] = "En proceso",
                    ["avance"] = measure % 4 == 0 ? null : (double)(measure % 100), ["critico"] = measure % 10 == 0,
                    ["nudo"] = measure % 10 == 0 ? "Falta el informe de impacto vial." : null,
                }).ToList(),
            },
        },
    };
}
