using System.Text.Json.Nodes;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>Deadlines that cannot be met, tasks that nobody could do and notices that reach nobody, told while they are drawn.</summary>
public class DeadlineAdviceTests
{
    private const string WithInstitution = """{ "name": "institution", "type": "String" }""";

    [Theory]
    [InlineData("""{ "term": { "workingDays": 10 }, "reminders": [15, 12, 5] }""", "15 días hábiles", "[5]")]
    [InlineData("""{ "term": { "calendarDays": 4 }, "reminders": [5] }""", "5 días hábiles", "[]")]
    [InlineData("""{ "term": { "workingHours": 24 }, "reminders": [3] }""", "3 días hábiles", "[]")]
    [InlineData("""{ "term": { "from": "2026-09-14", "to": "2026-09-25" }, "reminders": [12, 1] }""", "12 días hábiles", "[1]")]
    [InlineData("""{ "term": { "opens": "10-01", "on": "10-15" }, "reminders": [15] }""", "15 días hábiles", "[]")]
    public void A_reminder_longer_than_its_term_is_warned_of_and_can_be_taken_out(string deadline, string reminder, string left)
    {
        var problem = Only(TaskFlow.Deliverable(deadline));

        Assert.Equal($"El recordatorio de {reminder} antes no saldrá nunca: el plazo es más corto. Quítalo o acércalo.", problem.Message);
        Assert.Equal(("deadlineNeverMet", false), (problem.Code, problem.IsError));
        Assert.Equal("deadline", problem.Fix!.Data["input"]);
        Assert.Equal(left, JsonNode.Parse(problem.Fix.Data["value"])!["reminders"]!.ToJsonString());
        DeadlinePolicy.Parse(problem.Fix.Data["value"]);
    }

    [Theory]
    [InlineData("""{ "term": { "workingDays": 10 }, "reminders": [10, 5, 1] }""")]
    [InlineData("""{ "term": { "on": "10-15" }, "reminders": [60] }""")]
    [InlineData("""{ "term": { "workingHours": 48 }, "hourReminders": [48, 24] }""")]
    [InlineData("""{ "term": { "months": 1 }, "reminders": [20] }""")]
    public void A_reminder_that_may_leave_is_in_order(string deadline) => Assert.Empty(Check(TaskFlow.Deliverable(deadline)));

    [Fact]
    public void A_reminder_in_hours_longer_than_its_term_is_warned_of() =>
        Assert.StartsWith("El recordatorio de 48 horas antes no saldrá nunca",
            Only(TaskFlow.Deliverable("""{ "term": { "workingHours": 24 }, "hourReminders": [48] }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_ladder_that_silence_cuts_off_and_an_acknowledgement_of_nothing_are_warned_of()
    {
        var silent = Check(
            TaskFlow.Deliverable("""
                { "term": { "workingDays": 5 }, "silence": { "outcome": "Expired" }, "ladder": [ { "level": 1, "workingDaysAfter": 1 } ] }
                """),
            "ini>informe, informe.Submitted>fin, informe.Expired>fin");

        Assert.Equal(
            "Al vencer el plazo el silencio cierra la tarea: ningún nivel del escalamiento saldrá nunca. Deja uno de los dos.",
            Assert.Single(silent).Message);
        Assert.Equal(
            "Pide tomar conocimiento del escalamiento y no tiene niveles: agrégale uno.",
            Only(TaskFlow.Deliverable("""{ "term": { "workingDays": 5 }, "acknowledgement": { "climbsAgainAfter": 3 } }""")).Message);
    }

    [Theory]
    [InlineData("""{ "date": "2026-10-16" }""", """{ "term": { "date": "2026-10-15" } }""", true)]
    [InlineData("""{ "date": "2026-10-15" }""", """{ "term": { "date": "2026-10-15" } }""", false)]
    [InlineData("""{ "on": "11-30" }""", """{ "term": { "on": "10-30" } }""", true)]
    [InlineData("""{ "on": "11-30", "yearOffset": -1 }""", """{ "term": { "on": "10-30" } }""", false)]
    [InlineData("""{ "on": "11-30" }""", """{ "term": { "workingDays": 5 } }""", false)]
    public void A_task_that_is_born_late_because_the_flow_waits_for_a_later_date_is_warned_of(string until, string deadline, bool isLate)
    {
        var wait = TaskFlow.Activity("espera", "WaitUntil", ("until", until));

        var problems = Check($"{wait}, {TaskFlow.Deliverable(deadline)}", "ini>espera, espera>informe, informe.Submitted>fin");

        Assert.Equal(
            isLate
                ? ["Nacería vencida: antes se espera la fecha de «espera», que es posterior a su plazo. Cambia una de las dos."]
                : Array.Empty<string>(),
            problems.Select(problem => problem.Message));
    }

    [Theory]
    [InlineData("""{ "date": "2026-09-18" }""", """{ "date": "2026-09-17" }""", true)]
    [InlineData("""{ "date": "2026-09-18", "hour": "12:00" }""", """{ "date": "2026-09-18", "hour": "09:00" }""", true)]
    [InlineData("""{ "on": "10-15" }""", """{ "on": "10-01" }""", true)]
    [InlineData("""{ "workingDays": 5 }""", """{ "workingDays": 3 }""", true)]
    [InlineData("""{ "workingDays": 3 }""", """{ "workingDays": 5 }""", false)]
    [InlineData("""{ "on": "10-15" }""", """{ "on": "01-15", "yearOffset": 1 }""", false)]
    [InlineData("""{ "date": "2026-09-17", "workingDays": 1 }""", """{ "date": "2026-09-18" }""", false)]
    public void A_window_that_closes_before_it_opens_is_an_error_where_that_is_certain(string opens, string closes, bool isError)
    {
        var problems = Check(
            TaskFlow.Activity("ventana", "Window", ("opens", opens), ("closes", closes)),
            "ini>ventana, ventana.Open>fin, ventana.Closed>fin");

        Assert.Equal(
            isError ? ["Error en «ventana»: La ventana se cierra antes de abrirse: cambia una de sus fechas."] : Array.Empty<string>(),
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_task_of_an_institution_in_a_flow_that_receives_none_has_nobody_to_do_it()
    {
        var problem = Assert.Single(Check(TaskFlow.Deliverable("""{ "term": { "workingDays": 5 } }"""), inputs: ""));

        Assert.Equal(
            "Nadie podría hacerla: el rol «Encargado/a PMG» es de una institución y el flujo no la recibe. "
                + "Agrégale la entrada «institution».",
            problem.Message);
        Assert.Equal(("noAssignee", false), (problem.Code, problem.IsError));
        Assert.Empty(Check(TaskFlow.Deliverable("""{ "term": { "workingDays": 5 } }""", ("scope", "S0101")), inputs: ""));
        Assert.Empty(Check(TaskFlow.Deliverable("""{ "term": { "workingDays": 5 } }""", ("institution", "S0101")), inputs: ""));
    }

    [Fact]
    public void A_level_that_would_reach_nobody_is_warned_of()
    {
        const string ladder = """{ "term": { "workingDays": 5 }, "ladder": [ { "level": 1, "workingDaysAfter": 1 } ] }""";

        Assert.Equal("El nivel 1 no llegaría a «authority»: el flujo no recibe la institución. Elige otro destinatario.",
            Assert.Single(Check(National(ladder), inputs: "")).Message);
        Assert.Empty(Check(National(ladder)));

        static string National(string deadline) => TaskFlow.Activity(
            "informe", "RequestDeliverable", ("title", "Informar"), ("role", "national.technicalSecretariat"), ("deadline", deadline));
    }

    [Fact]
    public void Whoever_only_reads_does_no_tasks() =>
        Assert.Equal("«Auditoría del sistema (solo lectura)» no hace tareas: elige otro rol.",
            Only(TaskFlow.Activity("informe", "RequestDeliverable", ("title", "Informar"), ("role", "national.auditor"),
                ("deadline", """{ "term": { "workingDays": 5 } }"""))).Message);

    private static Problem Only(string activities) => Assert.Single(Check(activities));

    private static IReadOnlyList<Problem> Check(
        string activities, string arrows = "ini>informe, informe.Submitted>fin", string inputs = WithInstitution)
    {
        var chart = TaskFlow.Chart(activities, arrows).Replace(
            "\"variables\":", $"\"inputs\": [ {inputs} ], \"variables\":", StringComparison.Ordinal);
        return WorkflowChecker.Check(WorkflowGraph.Compile(WorkflowJson.Read(chart), DomainActivities.Catalog));
    }
}
