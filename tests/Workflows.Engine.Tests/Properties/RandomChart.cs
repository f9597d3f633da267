using System.Text.Json.Nodes;

namespace Workflows.Engine.Tests.Properties;

/// <summary>Charts nobody would draw, made from bytes: most are wrong somewhere. The same bytes always make the same chart.</summary>
internal static class RandomChart
{
    public const int MostActivities = 14;

    private static readonly string[] Ports = ["Done", "True", "False", "A", "B", "Nada"];

    /// <param name="isHostile">Some activities start the flow itself, wait for nothing, publish what they wait for or double a
    /// text.</param>
    public static Drawing Draw(byte[] kinds, byte[] arrows, bool isHostile = false)
    {
        var drawing = new Drawing().Variable("N", "Int32", "0").Variable("T", "String", "0123456789");
        if (kinds.Length > 0 && kinds[0] % 3 == 0)
            drawing.ContinuesWithIncidents();
        var count = Math.Min(kinds.Length, MostActivities);
        for (var i = 0; i < count; i++)
        {
            if (!isHostile || !AddHostile(drawing, $"n{i}", kinds[i]))
                Add(drawing, $"n{i}", kinds[i]);
        }

        for (var i = 0; count > 0 && i + 2 < arrows.Length; i += 3)
        {
            var (source, target) = (arrows[i] % count, arrows[i + 1] % count);
            drawing.Arrows($"n{source}:{PortOf(kinds[source], arrows[i + 2])}->n{target}");
        }

        return drawing;
    }

    private static void Add(Drawing drawing, string id, byte kind)
    {
        switch (kind % 16)
        {
            case 0 or 1:
                drawing.With(id, "WriteLine", ("text", Drawing.Script($"`{id} ${{getVisit()}} ${{getN()}}`", "String")));
                break;
            case 2 or 3:
                drawing.Decision(id, "getN() % 2 == 0");
                break;
            case 4 or 5:
                drawing.With(id, "FlowFork", ("branches", Drawing.Expression("Object", "[\"A\",\"B\"]", "String[]")));
                break;
            case 6:
                drawing.With(id, "FlowJoin", ("mode", "WaitAny"));
                break;
            case 7:
                drawing.With(id, "FlowJoin", ("mode", "WaitAll"));
                break;
            case 8:
                drawing.With(id, "FlowJoin", ("mode", "WaitAllActive"));
                break;
            case 9 or 10:
                drawing.Set(id, "N", "getN() + 1");
                break;
            case 11:
                drawing.Event(id, "ev");
                break;
            case 12:
                drawing.With(id, "Delay", ("timeSpan", "01:00:00"));
                break;
            case 13:
                drawing.With(id, kind > 128 ? "Finish" : "End");
                break;
            case 14:
                drawing.With(id, kind > 128 ? "Fault" : "Desconocida");
                break;
            default:
                drawing.With(id, "Flowchart", ("activities", Inner()), ("connections", new JsonArray(Arrow("espera", "linea"))));
                break;
        }
    }

    private static bool AddHostile(Drawing drawing, string id, byte kind)
    {
        var items = Drawing.Expression("Object", "[1,2,3]", "Object");
        _ = (kind % 24) switch
        {
            0 =>
                drawing.With(
                    id, "BulkDispatchWorkflows", ("workflowDefinitionId", "flujo"), ("items", items), ("waitForCompletion", kind > 128)),
            1 => drawing.With(id, "ExecuteWorkflow", ("workflowDefinitionId", "flujo"), ("waitForCompletion", kind > 128)),
            2 or 3 => drawing.With(id, "Delay", ("timeSpan", "00:00:00")),
            4 => drawing.With(id, "PublishEvent", ("eventName", "ev"), ("payload", Drawing.Script("T", "String"))),
            5 or 6 => drawing.Set(id, "T", "T + T"),
            _ => null,
        };
        return kind % 24 <= 6;
    }

    private static JsonArray Inner() =>
    [
        new JsonObject { ["id"] = "espera", ["type"] = "Elsa.Event", ["eventName"] = "ev" },
        new JsonObject { ["id"] = "linea", ["type"] = "Elsa.WriteLine", ["text"] = "adentro" },
    ];

    private static JsonObject Arrow(string source, string target) => new() { ["source"] = source, ["target"] = target };

    /// <summary>Mostly a port the activity has, now and then any.</summary>
    private static string PortOf(byte kind, byte choice) => (choice % 8, kind % 16) switch
    {
        (0, _) => Ports[choice / 8 % Ports.Length],
        (_, 2 or 3) => choice % 2 == 0 ? "True" : "False",
        (_, 4 or 5) => choice % 2 == 0 ? "A" : "B",
        _ => "Done",
    };
}
