using Workflows.Definitions.Committees;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Activities;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>
/// Draws a flow that calls a body to a session, after a task of the secretariat that says when; what is wrong goes back to that task, and
/// after the citación the same task moves it.
/// </summary>
internal static class Citation
{
    public const string Fund = "fondo-reconstruccion";
    public const string WithoutNotice = "infraestructura";

    private const string Form =
        """
        [ { "id": "fecha", "label": "Fecha" }, { "id": "hora", "label": "Hora" }, { "id": "lugar", "label": "Lugar" },
          { "id": "enlace", "label": "Enlace" }, { "id": "tipo", "label": "Tipo" }, { "id": "porque", "label": "Justificación" },
          { "id": "minutos", "label": "Minutos" }, { "id": "numero", "label": "Minutos", "type": "number" }, { "id": "modo", "label": "Modo" } ]
        """;

    public static Story Open(string body, DateTimeOffset at, WorldSnapshot? world = null, string copy = "[]") => new(
        TaskFlow.Chart(
            $"{TaskFlow.Activity("tabla", "RequestDeliverable",
                ("title", "Preparar la tabla"), ("role", "national.coordinator"), ("deadline", Body.FiveDays), ("form", Form),
                ("remarks", "$pendientes"), ("result", "->tabla"))}, " +
            Activity(body, copy),
            "ini>tabla, tabla.Submitted>citar, tabla.Expired>fin, citar.Cited>tabla, citar.Returned>tabla",
            """
            { "id": "tabla", "name": "tabla", "typeName": "Object" }, { "id": "citacion", "name": "citacion", "typeName": "Object" },
            { "id": "pendientes", "name": "pendientes", "typeName": "Object" }
            """),
        at, TaskFlow.Pmg2026, world ?? Body.World(body, 5));

    public static Story Say(
        this Story story, string date, string hour = "15:00", string place = "Sala de Consejo", string kind = "ordinaria", string why = "",
        string link = "", object? minutes = null, string method = "request")
    {
        Assert.Equal(AdvanceStatus.Applied, story.Act("tabla", "submit", Story.Values(("answers", Story.Values(
            ("fecha", date), ("hora", hour), ("lugar", place), ("enlace", link), ("tipo", kind), ("porque", why),
            ("minutos", minutes as string ?? ""), ("numero", minutes as double?), ("modo", method))))));
        Assert.Empty(story.Instance.Incidents);
        return story;
    }

    public static object? Result(this Story story) => story.Instance.Variables.GetValueOrDefault("citacion");

    public static IReadOnlyList<string> Remarks(this Story story) =>
        [.. story.Instance.Variables.GetValueOrDefault("pendientes").AsList().Select(remark => remark.TextOf("text")!)];

    /// <summary>The citaciones that left, and the entry each carries.</summary>
    public static IReadOnlyList<(MailRequested Mail, CalendarEntry Entry)> Calls(this Story story) =>
        [.. story.Mails.Select(mail => mail.Mail).Where(mail => mail.Template == MailTemplateCatalog.Convening)
            .Select(mail => (mail, CalendarEntry.Read(mail.Model[CalendarEntry.Name])!))];

    public static IEnumerable<string> People(this (MailRequested Mail, CalendarEntry Entry) call) =>
        call.Mail.Addressees.Select(person => person.PersonId);

    private static string Activity(string body, string copy)
    {
        static string Answer(string field) =>
            $$"""{ "expression": { "type": "JavaScript", "value": "variables.tabla.answers.{{field}}" } }""";
        var drawn = TaskFlow.Activity("citar", "Convene",
            ("body", body), ("title", "Sesión 5"), ("copy", copy),
            ("items", """[ { "numero": 1, "titulo": "Acta anterior" }, "Marco 2027" ]"""),
            ("previous", "$citacion"), ("result", "->citacion"), ("pendingRemarks", "->pendientes"));
        var asked = new (string Input, string Field)[]
        {
            ("date", "fecha"), ("hour", "hora"), ("place", "lugar"), ("link", "enlace"), ("kind", "tipo"), ("justification", "porque"),
            ("minutes", "numero ?? variables.tabla.answers.minutos"), ("method", "modo"),
        };
        return drawn[..^1] + string.Concat(asked.Select(one => $", \"{one.Input}\": {Answer(one.Field)}")) + "}";
    }
}
