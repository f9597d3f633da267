using Workflows.Definitions.Activities;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Activities;

public class ReviewTests
{
    private static string Chart(string deadline = """{ "term": { "workingDays": 10 } }""", params (string Name, string Value)[] more) =>
        TaskFlow.Chart(
        TaskFlow.Activity("revision", "Review",
            [("title", "Revisar la propuesta"), ("role", "ministry.pmgOfficer"), ("deadline", deadline), ("subject", "[1]"), .. more]),
        "ini>revision, revision.Approved>fin, revision.Returned>fin, revision.Rejected>fin, revision.Expired>fin");

    [Fact]
    public void A_regional_government_is_reviewed_by_the_ministry_of_the_interior()
    {
        var story = new Story(
            Chart(), Story.At(2026, 9, 1), Story.Values(("institution", Formulation.RegionalGovernment), ("year", 2026d)));

        Assert.Equal(("ministry.pmgOfficer", "INT"), (story.Task("revision").RoleCode, story.Task("revision").ScopeCode));
    }

    [Fact]
    public void Returning_without_remarks_is_refused_before_and_inside()
    {
        var story = TaskFlow.Open(Chart(), Story.At(2026, 9, 1));
        var task = story.Task("revision");

        var before = TaskRules.Problem(task.Actions, task.Content, "return", null);
        story.Act("revision", "return");

        Assert.Equal("Escribe al menos una observación: la institución necesita saber qué corregir.", before);
        Assert.Contains(before!, Assert.Single(story.Instance.Incidents).Message, StringComparison.Ordinal);
        Assert.Empty(story.Outcomes);
    }

    [Fact]
    public void Rejecting_is_offered_only_where_it_was_drawn()
    {
        var without = TaskFlow.Open(Chart(), Story.At(2026, 9, 1));
        var with = TaskFlow.Open(Chart(more: ("allowReject", "true")), Story.At(2026, 9, 1));

        with.Act("revision", "reject", Formulation.Remarks("No corresponde al Programa Marco"));

        Assert.Equal(["approve", "return"], without.Task("revision").Actions);
        Assert.Equal(["Rejected"], with.Outcomes);
    }

    [Fact]
    public void A_decision_that_cannot_be_returned_is_drawn_without_that_way_out()
    {
        var story = TaskFlow.Open(Chart(more: [("allowReturn", "false"), ("allowReject", "true")]), Story.At(2026, 9, 1));
        var cornered = TaskFlow.Activity(
            "revision", "Review", ("title", "Revisar"), ("role", "ministry.pmgOfficer"), ("subject", "[1]"), ("allowReturn", "false"));

        Assert.Equal(["approve", "reject"], story.Task("revision").Actions);
        Assert.Contains(
            "Solo se puede aprobar: deja que también se pueda devolver o rechazar.",
            string.Join(
                ' ',
                WorkflowChecker.Check(
                    WorkflowGraph.Compile(
                        WorkflowJson.Read(TaskFlow.Chart(cornered, "ini>revision, revision.Approved>fin")),
                        DomainActivities.Catalog)).Select(problem => problem.Message)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_never_approves_without_a_norm()
    {
        var story = TaskFlow.Open(
            Chart("""{ "term": { "workingDays": 3 }, "silence": { "outcome": "Approved" } }"""), Story.At(2026, 9, 1));

        Assert.Contains("sin citar la norma", Assert.Single(story.Instance.Incidents).Message, StringComparison.Ordinal);
        Assert.Empty(story.Tasks);
    }

    [Fact]
    public void Silence_approves_when_the_policy_cites_the_norm()
    {
        var story = TaskFlow.Open(
            Chart("""{ "term": { "workingDays": 3 }, "silence": { "outcome": "Approved", "norm": "Norma de prueba" } }"""),
            Story.At(2026, 9, 1));

        story.TurnTo(2026, 9, 5);

        Assert.Equal(["Approved"], story.Outcomes);
    }

    [Fact]
    public void Data_of_the_approval_are_asked_only_when_approving()
    {
        var form = """[ { "id": "numero", "label": "Número", "required": true } ]""";
        var task = TaskFlow.Open(Chart(more: ("form", form)), Story.At(2026, 9, 1)).Task("revision");

        Assert.Equal("Falta «Número».", TaskRules.Problem(task.Actions, task.Content, "approve", null));
        Assert.Null(TaskRules.Problem(task.Actions, task.Content, "return", Formulation.Remarks("Corrige la meta")));
    }

    [Fact]
    public void Those_named_are_told_of_an_approval()
    {
        var story = TaskFlow.Open(Chart(more: ("notify", """["institution.pmgOfficer"]""")), Story.At(2026, 9, 1));

        story.Act("revision", "approve", Story.Values(("comment", "Conforme.")));

        var mail = story.Mails.Last().Mail;
        Assert.Equal(("aprobado", "aprobado", "Conforme."), (mail.Template, mail.Model["resultado"], mail.Model["comentario"]));
        Assert.Equal("pmg.ca-con-00725", Assert.Single(mail.Addressees).PersonId);
    }
}
