using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Activities;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>The seats of a body are asked which items they propose: on Tuesday 1 September 2026, with five working days.</summary>
public class ConsultSeatsTests
{
    private const string Organ = "fondo-reconstruccion";

    private static readonly string Chart = TaskFlow.Chart(
        TaskFlow.Activity("propuestas", "ConsultSeats",
            ("title", "Proponer puntos"), ("committee", Organ), ("deadline", Body.FiveDays), ("table", "puntos"),
            ("form", """
                [ { "id": "puntos", "label": "Puntos", "type": "table", "columns": [ { "id": "titulo", "label": "Punto", "required": true } ] } ]
                """),
            ("result", "->dicho"), ("rows", "->filas")),
        "ini>propuestas, propuestas.Commented>fin, propuestas.Expired>fin",
        """{ "id": "dicho", "name": "dicho", "typeName": "Object" }, { "id": "filas", "name": "filas", "typeName": "Object" }""");

    [Fact]
    public void What_each_seat_proposes_is_put_together_with_its_name_and_the_silent_seats_are_named()
    {
        var story = Open(vacant: 1);
        Assert.Equal(4, story.Tasks.Select(task => task.ScopeCode).Distinct().Count());

        Answer(story, 2, "Costos del plan", "Avance de obras");
        Answer(story, 1, "Presupuesto 2027");
        Assert.Equal(WorkflowSubStatus.Suspended, story.Instance.SubStatus);
        story.TurnTo(2026, 9, 30);

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Equal(["Asiento 02: Costos del plan", "Asiento 02: Avance de obras", "Asiento 01: Presupuesto 2027"], RowsOf(story));
        Assert.Equal(["Asiento 03", "Asiento 04"], story.Instance.Variables["dicho"].ListOf("sin_respuesta"));
    }

    [Fact]
    public void Nobody_waits_for_the_term_when_every_seat_has_answered_even_with_nothing_to_propose()
    {
        var story = Open();
        Answer(story, 1, "Presupuesto 2027");
        foreach (var seat in Enumerable.Range(2, 4))
            story.ActOn(TaskOf(story, seat), TaskWords.Decline, person: Body.PersonOf(seat));

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Equal(["Asiento 01: Presupuesto 2027"], RowsOf(story));
        Assert.Empty(story.Instance.Variables["dicho"].ListOf("sin_respuesta"));
    }

    [Fact]
    public void A_seat_answers_once_and_when_nobody_does_the_process_goes_on()
    {
        var story = Open();
        var task = TaskOf(story, 1);
        Answer(story, 1, "Presupuesto 2027");
        Assert.Equal(AdvanceStatus.NotExpected, story.ActOn(task, TaskWords.Decline, person: Body.PersonOf(1)));

        var silent = Open().TurnTo(2026, 9, 30);
        Assert.Equal(WorkflowSubStatus.Finished, silent.Instance.SubStatus);
        Assert.Empty(RowsOf(silent));
        Assert.Equal(5, silent.Instance.Variables["dicho"].ListOf("sin_respuesta").Count);
    }

    private static Story Open(int vacant = 0) => new(Chart, Story.At(2026, 9, 1), TaskFlow.Pmg2026, Body.World(Organ, 5, vacant));

    private static TaskOpened TaskOf(Story story, int seat) =>
        story.Tasks.Single(task => task.ScopeCode.EndsWith(Body.NameOf(seat), StringComparison.Ordinal));

    private static void Answer(Story story, int seat, params string[] items) => story.ActOn(
        TaskOf(story, seat), TaskWords.Comment,
        Story.Values(("answers", Story.Values(("puntos", items.Select(object? (item) => Story.Values(("titulo", item))).ToList())))),
        Body.PersonOf(seat));

    private static IEnumerable<string> RowsOf(Story story) =>
        story.Instance.Variables["filas"].AsList().Select(row => $"{row.TextOf("asiento")}: {row.TextOf("titulo")}");
}
