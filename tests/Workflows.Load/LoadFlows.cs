using System.Text.Json.Nodes;

namespace Workflows.Load;

/// <summary>The flows that are measured. They are published only in the databases of a measurement.</summary>
internal static class LoadFlows
{
    public const string Tasks = "carga-tareas";
    public const string Approval = "carga-aprobacion";
    public const string Timers = "carga-plazos";
    public const string Convening = "carga-citacion";

    /// <summary>Tasks of one instance of <see cref="Tasks"/>: enough that opening instances hardly shows.</summary>
    public const int TasksInARow = 20;

    public const string EventName = "carga-visado";

    /// <summary>Tasks one after the other, each with the reminders and the ladder of the PMG.</summary>
    public static string TasksJson { get; } = Row(
        Tasks,
        [
            Activity("inicio", "Elsa.Start"),
            .. Enumerable.Range(1, TasksInARow).Select(number => Activity(
                $"tarea{number}", "Workflows.RequestDeliverable", ("title", $"Entregar el informe {number}"),
                ("role", "institution.pmgOfficer"),
                ("deadline", JsonNode.Parse(
                    """
                    { "term": { "workingDays": 20 }, "reminders": [10, 5, 1],
                      "ladder": [ { "level": 1, "workingDaysAfter": 1 }, { "level": 2, "workingDaysAfter": 3 },
                                  { "level": 3, "workingDaysAfter": 5 }, { "level": 4, "workingDaysAfter": 10 } ] }
                    """)))),
            Activity("fin", "Elsa.End"),
        ]);

    /// <summary>W2: start → task → event → decision → notice → timer due at once → end.</summary>
    public static string ApprovalJson { get; } = Row(
        Approval,
        [
            Activity("inicio", "Elsa.Start"),
            Activity(
                "tarea", "Workflows.RequestDeliverable", ("title", "Entregar"), ("role", "institution.pmgOfficer"),
                ("deadline", JsonNode.Parse("""{ "term": { "workingDays": 10 } }"""))),
            Activity("visado", "Elsa.Event", ("eventName", EventName)),
            Activity("decision", "Elsa.FlowDecision", ("condition", Script("1 + 1 == 2", "Boolean"))),
            Activity(
                "aviso", "Workflows.Notify", ("subject", "Informe visado"), ("message", "El informe fue visado."),
                ("recipients", new JsonArray("institution.pmgOfficer"))),
            Activity("plazo", "Elsa.Delay", ("timeSpan", "00:00:00")),
            Activity("fin", "Elsa.End"),
        ]);

    /// <summary>Waits as long as its input says.</summary>
    public static string TimersJson { get; } = Row(
        Timers,
        [Activity("inicio", "Elsa.Start"), Activity("plazo", "Elsa.Delay", ("timeSpan", Script("input.espera", "String"))), Activity(
            "fin", "Elsa.End")]);

    /// <summary>Calls a body to a session on the day that its input says, and waits.</summary>
    public static string ConveningJson { get; } = Row(
        Convening,
        [
            Activity("inicio", "Elsa.Start"),
            Activity(
                "citar", "Workflows.Convene", ("body", "infraestructura"), ("date", Script("input.dia", "String")), ("hour", "15:00"),
                ("place", "Sala de Consejo"), ("items", new JsonArray("Aprobación del acta anterior", "Cartera de proyectos", "Varios"))),
            Activity("espera", "Elsa.Event", ("eventName", EventName)),
            Activity("fin", "Elsa.End"),
        ],
        "dia");

    private static string Row(string id, JsonObject[] activities, string input = "espera")
    {
        var connections = activities.Zip(activities.Skip(1), JsonNode? (from, to) => new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from["id"]!.GetValue<string>(), ["port"] = PortOf(from) },
            ["target"] = new JsonObject { ["activity"] = to["id"]!.GetValue<string>(), ["port"] = "In" },
        });
        return new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["inputs"] = new JsonArray(new JsonObject { ["name"] = input, ["type"] = "String" }),
            ["root"] = new JsonObject
            {
                ["id"] = "diagrama", ["type"] = "Elsa.Flowchart", ["version"] = 1,
                ["connections"] = new JsonArray([.. connections]), ["activities"] = new JsonArray([.. activities]),
            },
        }.ToJsonString();
    }

    private static string PortOf(JsonObject activity) => activity["type"]!.GetValue<string>() switch
    {
        "Workflows.RequestDeliverable" => "Submitted",
        "Elsa.FlowDecision" => "True",
        "Workflows.Convene" => "Cited",
        _ => "Done",
    };

    private static JsonObject Activity(string id, string type, params (string Name, JsonNode? Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
            activity[name] = value is JsonObject { Count: 2 } script && script.ContainsKey("expression") ? script : Wrapped(value);
        return activity;
    }

    private static JsonObject Wrapped(JsonNode? value) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = value is JsonValue ? "Literal" : "Object", ["value"] = value },
    };

    private static JsonObject Script(string text, string type) => new()
    {
        ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = text },
    };
}
