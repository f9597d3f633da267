using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Documents;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Documents;

namespace Workflows.Benchmarks;

/// <summary>
/// The draft minutes of a session of thirty items and forty attendees: written by the step that the flow ships, and as a Word file.
/// </summary>
[MemoryDiagnoser]
public class MinutesBenchmarks
{
    private const int Attendees = 40;
    private const int Items = 30;

    private static readonly AdvanceContext Context = new() { Now = new(2026, 9, 4, 14, 0, 0, TimeSpan.Zero) };

    private readonly WorkflowGraph _graph = WorkflowGraph.Compile(WorkflowJson.Read(OnlyTheStep()), DomainActivities.Catalog);

    private readonly IReadOnlyDictionary<string, object?> _session = new Dictionary<string, object?>
    {
        ["numero"] = 7d, ["tipo"] = "ordinaria",
        ["reglas"] = Row(("nombre", "Consejo Regional"), ("norma", "Ley 19.175")),
        ["tabla"] = Row(("answers", Row(("lugar", "Salón de sesiones")))),
        ["acuerdos"] = Rows(Items, i => Row(
            ("numero", (double)i), ("texto", $"Aprobar la materia {i} como se propuso."), ("responsable", "División de Planificación"),
            ("plazo", "2026-10-01"))),
        ["acta"] = Row(("answers", Row(
            ("publicacion", "En el sitio del servicio."),
            ("exposiciones", Rows(Items, i => Row(("titulo", $"Materia {i}"), ("detalle", new string('a', 400))))),
            ("comentarios", Rows(Attendees, i => Row(("quien", $"Integrante {i}"), ("texto", new string('b', 200))))),
            ("respuestas", Rows(Attendees, i => Row(("quien", "División"), ("texto", new string('c', 200)))))))),
        ["sesion"] = Row(
            ("fecha", "2026-09-03"), ("inicio", "10:00"), ("termino", "13:00"), ("modalidad", "hibrida"), ("preside", "Integrante 1"),
            ("quorum", Row(("texto", "Hay quórum: asisten 40 y se necesitan 24."))),
            ("asistentes", Rows(Attendees, i => Row(
                ("asiento", $"Asiento {i}"), ("nombre", $"Integrante {i}"), ("calidad", "Titular"), ("modo_texto", "Presencial"),
                ("entrada", "10:00"), ("salida", "13:00")))),
            ("ausentes", Rows(0, _ => null)), ("invitados", Rows(10, i => Row(("nombre", $"Invitado {i}"), ("cargo", "Servicio")))),
            ("puntos", Rows(Items, i => Row(
                ("numero", $"{i}"), ("titulo", $"Materia {i}"), ("resultado_texto", "Aprobado"), ("forma", "Por votación"),
                ("a_favor", 36d),
                ("en_contra", 4d), ("abstenciones", 0d)))),
            ("disidencias", Rows(Items * 4, i => Row(
                ("asiento", $"Asiento {i % 40}"), ("titulo_punto", $"Materia {i / 4}"), ("razones", "Falta el costo de la obra."))))),
    };

    [Benchmark]
    public int DraftMinutes() => Drafted().Blocks.Count;

    [Benchmark]
    public int DraftMinutesAndTheirWordFile() => WordDocument.Write(Drafted(), "Sesión 7, Consejo Regional").Length;

    private Document Drafted()
    {
        var advanced = Runner.Advance(
            _graph, WorkflowInstance.Create(_graph.Definition, "sesion-7", "7", _session), new StartWorkflow(), Context);
        var document = advanced.Effects.OfType<FactRecorded>().Select(fact => Document.Read(fact.Data.Member("document")))
            .SingleOrDefault();
        return document?.Blocks.OfType<TableBlock>().Sum(table => table.Rows.Count) > Items * 4 + Attendees
            ? document
            : throw new InvalidOperationException($"The step ended in {advanced.Instance.SubStatus}: there is nothing to measure.");
    }

    private static string OnlyTheStep()
    {
        var flow = JsonNode.Parse(ShippedFlows.Get(ShippedFlows.CommitteeSession).Json)!.AsObject();
        var steps = flow["root"]!["activities"]!.AsArray();
        flow["root"] = steps.Single(
            step => (string?)step!["type"] == "Workflows.WriteDocument" && (string?)step["id"] == "documento")!.DeepClone();
        flow["variables"] = new JsonArray(new JsonObject { ["id"] = "documento", ["name"] = "documento", ["typeName"] = "Object" });
        return flow.ToJsonString();
    }

    private static Dictionary<string, object?> Row(params (string Name, object? Value)[] members) =>
        members.ToDictionary(member => member.Name, member => member.Value);

    private static List<object?> Rows(int count, Func<int, object?> row) => [.. Enumerable.Range(1, count).Select(row)];
}
