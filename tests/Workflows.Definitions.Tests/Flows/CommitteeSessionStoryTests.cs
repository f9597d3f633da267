using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Documents;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Committees;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// The whole cycle of a session. A real one is told again with roles for names: the council of civil society of a service met in
/// an extraordinary hybrid session on Friday 20 December 2024, seven of ten attended, and it agreed on nothing.
/// </summary>
public class CommitteeSessionStoryTests
{
    private const string Council = "cosoc-dipres";

    [Fact]
    public void Story_11_the_minutes_of_a_real_session_have_its_sections_in_its_order_and_silence_approves_them()
    {
        var story = Open(Council, 10, Story.At(2024, 12, 2), "2024-12-04").TurnTo(2024, 12, 5, 10);
        SubmitAgenda(story, "2024-12-20", "Programa de Mejoramiento de la Gestión");
        story.TurnTo(2024, 12, 20, 11, 30);
        Meet(story, present: [1, 2, 3], telematic: [4, 5, 6, 7], guests: 7);
        Close(story, Closing("2024-12-20", "hibrida", ("1", "informado")));
        WriteMinutes(story);

        var minutes = DocumentIn(story);
        Assert.Equal(
            ["Asistencia", "Ausentes", "Representantes de la institución e invitados", "Tabla", "Exposiciones", "Comentarios", "Respuestas",
                "Acuerdos", "Publicación"],
            HeadingsOf(minutes).Where(heading => heading is not ("Quórum" or "Resultados" or "Disidencias")));
        Assert.Equal(7, TableAfter(minutes, "Asistencia").Rows.Count);
        Assert.Equal(["Presencial", "Presencial", "Presencial", "Telemática", "Telemática", "Telemática", "Telemática"],
            TableAfter(minutes, "Asistencia").Rows.Select(row => row[3]));
        Assert.Equal(["Asiento 08", "Asiento 09", "Asiento 10"], TableAfter(minutes, "Ausentes").Rows.Select(row => row[0]));
        Assert.Equal(7, TableAfter(minutes, "Representantes de la institución e invitados").Rows.Count);
        Assert.Equal(["1", "Programa de Mejoramiento de la Gestión"], TableAfter(minutes, "Tabla").Rows.Single());
        Assert.Equal(["Resultados de 2023", "Marco de 2025"], TableAfter(minutes, "Exposiciones").Rows.Select(row => row[0]));
        Assert.Equal(["Consejero/a 1", "Consejero/a 2", "Consejero/a 3"], TableAfter(minutes, "Comentarios").Rows.Select(row => row[0]));
        Assert.Equal(4, TableAfter(minutes, "Respuestas").Rows.Count);
        Assert.Equal(
            "La sesión no adoptó acuerdos.",
            minutes.ListOf("blocks").SkipWhile(block => block.TextOf("heading") != "Acuerdos").ElementAt(1).TextOf("text"));

        // Five calendar days; Christmas and the weekend pass within them.
        Assert.Equal(7, story.Tasks.Count(task => task.ActivityId == "observar") - 3);
        story.TurnTo(2025, 1, 3);
        Assert.Contains("Norma de participación", story.Instance.Variables["aprobacion"].TextOf("norma"), StringComparison.Ordinal);
        Sign(story);
        var publishing = story.Task("publicar");
        Assert.Equal(WorkingCalendar.Shipped.AddWorkingDays(new(2025, 1, 3), 10), SantiagoTime.DateAt(publishing.DueAt!.Value));
        story.Act(
            "publicar", TaskWords.Submit,
            Story.Values(("answers", Story.Values(("enlace", "https://example.cl/acta"), ("fecha", "2025-01-06")))));

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        var told = story.Mails.Last().Mail;
        Assert.Contains(Role.CommitteePresident.Code, told.Addressees.Select(person => person.RoleCode));
        Assert.Contains("aprobada y publicada", Values.ToJson(told.Model), StringComparison.Ordinal);
    }

    [Fact]
    public void Observed_minutes_are_written_again_and_whoever_presides_approves_them()
    {
        var story = Open(Council, 3, Story.At(2026, 9, 1), "2026-09-02").TurnTo(2026, 9, 3, 10);
        SubmitAgenda(story, "2026-09-10", "Presupuesto");
        story.TurnTo(2026, 9, 10, 12);
        Meet(story, present: [1, 2], telematic: [], guests: 0);
        Close(story, Closing("2026-09-10", "presencial", ("1", "informado")));
        WriteMinutes(story);
        story.ActOn(
            story.Tasks.First(task => task.ActivityId == "observar"), TaskWords.Comment, Story.Values(("comment", "Falta mi comentario.")),
            Body.PersonOf(1));
        story.TurnTo(2026, 9, 17);

        Assert.Contains(
            "Falta mi comentario.", story.Task("redactar").Content.Member("background").TextOf("observaciones"), StringComparison.Ordinal);
        WriteMinutes(story);
        story.Act("aprobarActa", TaskWords.Return, Remarks("Falta la fecha."));
        WriteMinutes(story);
        story.Act("aprobarActa", TaskWords.Approve);

        Assert.Equal("firma", Assert.Single(story.Tasks).ActivityId);
        Assert.Equal(3, story.Of<FactRecorded>().Count(fact => fact.Effect.FactKind == Document.Fact));
        Assert.Equal("Por decisión de quien preside", story.Instance.Variables["aprobacion"].TextOf("como"));
    }

    [Fact]
    public void Minutes_that_nobody_observed_and_whoever_presides_sent_back_may_be_observed_for_as_long_as_before()
    {
        // Decreto exento 153: seven days, and silence means nothing.
        var story = Open("consejo-ciencia", 5, Story.At(2026, 10, 1), "2026-10-02").TurnTo(2026, 10, 5, 10);
        SubmitAgenda(story, "2026-10-08", "Presupuesto");
        story.TurnTo(2026, 10, 8, 12);
        Meet(story, present: [1, 2, 3, 4, 5], telematic: [], guests: 0);
        Close(story, Closing("2026-10-08", "presencial", ("1", "informado")));
        WriteMinutes(story);
        var first = LastDay();
        story.TurnTo(2026, 10, 21);
        story.Act("aprobarActa", TaskWords.Return, Remarks("Falta la fecha."));

        WriteMinutes(story);

        // Monday 12 October is a holiday.
        Assert.Equal(new DateOnly(2026, 10, 20), first);
        Assert.Equal(new DateOnly(2026, 10, 30), LastDay());

        DateOnly LastDay() => SantiagoTime.DateAt(story.Tasks.First(task => task.ActivityId == "observar").DueAt!.Value);
    }

    [Fact]
    public void A_session_moved_twice_keeps_its_entry_and_its_numbers_and_one_called_off_leaves_its_items_for_the_next()
    {
        var story = Open(Council, 3, Story.At(2026, 9, 1), "2026-09-02").TurnTo(2026, 9, 3, 10);
        SubmitAgenda(story, "2026-09-10", "Presupuesto", "Costos");
        story.TurnTo(2026, 9, 8);
        foreach (var (date, when) in (ReadOnlySpan<(string, int)>)[("2026-09-24", 14), ("2026-10-08", 29)])
        {
            Close(story, Story.Values(("answers", Story.Values(
                ("que_paso", "trasladada"), ("nueva_fecha", date), ("nueva_hora", "10:00"), ("motivo", "Viaja quien preside.")))));
            story.TurnTo(2026, 9, when, 12);
        }

        var called = story.Instance.Variables["citacion"];
        Assert.Equal((2, "2026-10-08"), (called.WholeOf("secuencia"), called.TextOf("fecha")));
        Assert.Equal([1d, 2d], story.Instance.Variables["puntos"].AsList().Select(row => row.Member("numero")));
        Close(story, Story.Values(("answers", Story.Values(("que_paso", "suspendida"), ("motivo", "Cambió el gabinete.")))));

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.True(story.Instance.Variables["citacion"].FlagOf("anulada"));
        var left = story.Of<FactRecorded>().Single(fact => fact.Effect.FactKind == "comite.pendientes").Effect.Data.ListOf("puntos");
        Assert.Equal(["Presupuesto", "Costos"], left.Select(row => row.TextOf("titulo")));
    }

    [Fact]
    public void Without_quorum_a_regional_council_is_called_a_second_time_and_meets_with_fewer()
    {
        var story = Open("consejo-regional", 20, Story.At(2026, 9, 1), "2026-09-02").TurnTo(2026, 9, 3, 10);
        SubmitAgenda(story, "2026-09-10", "Presupuesto");
        story.TurnTo(2026, 9, 10, 12);
        // Three fifths of twenty are twelve; more than half are eleven.
        Meet(story, present: [.. Enumerable.Range(1, 11)], telematic: [], guests: 0);
        Close(story, NoQuorum(("segunda_fecha", "2026-09-11"), ("segunda_hora", "09:00")));

        var called = story.Instance.Variables["citacion"];
        Assert.Equal(
            ("Sesión extraordinaria 1, segunda citación", "2026-09-11", 1),
            (called.TextOf("sesion"), called.TextOf("fecha"), called.WholeOf("secuencia")));
        Assert.Equal([1d], story.Instance.Variables["puntos"].AsList().Select(row => row.Member("numero")));
        story.TurnTo(2026, 9, 11, 12);
        story.Session.Clear();
        Meet(story, present: [.. Enumerable.Range(1, 11)], telematic: [], guests: 0);
        Close(story, Closing("2026-09-11", "presencial", ("1", "informado")));

        Assert.Equal("redactar", Assert.Single(story.Tasks).ActivityId);
        Assert.Equal(2, story.Instance.Variables["sesion"].WholeOf("citacion"));
        Assert.Single(story.Of<FactRecorded>(), fact => fact.Effect.FactKind == "comite.sinQuorum");
    }

    [Fact]
    public void Without_quorum_and_without_another_call_everybody_hears_and_the_items_stand_in_the_next_agenda()
    {
        var story = Open("consejo-regional", 20, Story.At(2026, 9, 1), "2026-09-02").TurnTo(2026, 9, 3, 10);
        SubmitAgenda(story, "2026-09-10", "Presupuesto", "Costos");
        story.TurnTo(2026, 9, 10, 12);
        Meet(story, present: [1, 2, 3], telematic: [], guests: 0);
        Close(story, NoQuorum());

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Contains("No se reunió el quórum", Values.ToJson(story.Mails.Last().Mail.Model), StringComparison.Ordinal);
        var left = story.Of<FactRecorded>().Single(fact => fact.Effect.FactKind == "comite.pendientes").Effect.Data.ListOf("puntos");
        Assert.Equal(["Presupuesto", "Costos"], left.Select(row => row.TextOf("titulo")));
    }

    [Fact]
    public void A_session_called_inside_its_notice_goes_back_to_its_secretariat_until_somebody_says_why()
    {
        var story = Open("fondo-reconstruccion", 5, Story.At(2026, 9, 1), "2026-09-02").TurnTo(2026, 9, 3, 10);

        SubmitAgenda(story, "2026-09-07", "Presupuesto");

        var back = story.Task("tabla");
        Assert.Contains(
            back.Content.ListOf("remarks"), remark => remark.TextOf("text")!.Contains("días hábiles", StringComparison.Ordinal));
        SubmitAgenda(story, "2026-09-07", ["Presupuesto"], "Vence el plazo de la Ley de Presupuestos.");
        Assert.Equal("2026-09-07", story.Instance.Variables["citacion"].TextOf("fecha"));
    }

    [Fact]
    public void A_light_meeting_has_a_date_attendees_and_agreements_and_nothing_else()
    {
        var story = new Story(
            ShippedFlows.Get(ShippedFlows.CommitteeSession).Json, Story.At(2026, 9, 1),
            Story.Values(("body", Council), ("committee", Council), ("tipo", "ordinaria"), ("liviana", true)), Body.World(Council, 3));

        story.Act("reunion", TaskWords.Record, Story.Values(("answers", Story.Values(
            ("fecha", "2026-09-01"), ("asistentes", new List<object?> { Story.Values(("nombre", "Consejero/a 1")) }),
            ("acuerdos", new List<object?> { Agreement() })))));

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Equal(
            ["1", "Enviar el plan", "Ministro/a, Ministerio de Hacienda", "1 de octubre de 2026"],
            TableAfter(DocumentIn(story), "Acuerdos").Rows.Single());
        var asked = Assert.Single(story.Of<ChildRequested>()).Effect;
        Assert.Equal(1d, asked.Input["numero"]);
    }

    private static Story Open(string body, int seats, DateTimeOffset at, string closes) => new(
        ShippedFlows.Get(ShippedFlows.CommitteeSession).Json, at,
        Story.Values(("body", body), ("committee", body), ("tipo", "extraordinaria"), ("cierre", closes), ("liviana", false)),
        Body.World(body, seats));

    private static void SubmitAgenda(Story story, string date, params string[] items) => SubmitAgenda(story, date, items, null);

    private static void SubmitAgenda(Story story, string date, string[] items, string? justification) =>
        story.Act("tabla", TaskWords.Submit, Story.Values(
        ("answers", Story.Values(
            ("fecha", date), ("hora", "09:00"), ("minutos", 120d), ("lugar", "Sesión híbrida"), ("justificacion", justification),
            ("puntos", items.Select(object? (item) => Story.Values(("titulo", item), ("para", "Información"))).ToList())))));

    private static void Close(Story story, Dictionary<string, object?> answers)
    {
        Assert.True(story.Tasks.Any(task => task.ActivityId == "sesion"),
            $"No session is open on {story.Now:o}: "
            + $"{string.Join(", ", story.Tasks.Select(task => $"{task.ActivityId} {Values.ToJson(task.Content.Member("remarks"))}"))} "
            + $"{string.Join(' ', story.Instance.Incidents.Select(incident => incident.Message))}");
        var status = story.Act("sesion", TaskWords.Record, answers);
        Assert.Equal(
            (AdvanceStatus.Applied, "", ""),
            (status, string.Join(' ', story.Of<ActRefused>().Select(refused => refused.Effect.Reason)), string.Join(
                ' ', story.Instance.Incidents.Select(incident => incident.Message))));
    }

    private static void Meet(Story story, int[] present, int[] telematic, int guests)
    {
        var at = SantiagoTime.ToInstant(SantiagoTime.DateAt(story.Now), new(9, 0));
        var number = 0;
        foreach (var seat in present.Concat(telematic))
        {
            story.Session.Add(new SessionEntry($"entra-{++number}", SessionEntryKind.Enter, at)
            {
                Seat = Body.NameOf(seat), IsTelematic = telematic.Contains(seat),
            });
        }

        for (var i = 1; i <= guests; i++)
            story.Session.Add(new SessionEntry($"invitado-{i}", SessionEntryKind.Enter, at) { Guest = $"Representante {i}" });
    }

    private static Dictionary<string, object?> Closing(string date, string mode, params (string Item, string Outcome)[] items) =>
        Story.Values(("answers", Story.Values(
        ("que_paso", "realizada"), ("fecha", date), ("inicio", "09:00"), ("termino", "11:00"), ("modalidad", mode),
        ("puntos", items.Select(object? (item) => Story.Values(("punto", item.Item), ("resultado", item.Outcome))).ToList()))));

    private static Dictionary<string, object?> NoQuorum(params (string Name, object? Value)[] more) => Story.Values(("answers",
        Story.Values([("que_paso", "sin_quorum"), ("fecha", "2026-09-10"), ("inicio", "09:30"), .. more])));

    private static Dictionary<string, object?> Agreement() => Story.Values(
        ("punto", "otro"), ("texto", "Enviar el plan"),
        ("responsable", Story.Values(("id", "ministry.minister:HAC"), ("name", "Ministro/a, Hacienda"))), ("plazo", "2026-10-01"));

    private static Dictionary<string, object?> Remarks(string text) =>
        Story.Values(("remarks", new List<object?> { Story.Values(("text", text)) }));

    private static void WriteMinutes(Story story) => story.Act("redactar", TaskWords.Submit, Story.Values(("answers", Story.Values(
        ("exposiciones", Rows(
            "titulo", "detalle", ("Resultados de 2023", "Cómo cumplieron los servicios."), ("Marco de 2025", "Qué cambia."))),
        ("comentarios", Rows(
            "quien", "texto", ("Consejero/a 1", "El riesgo de metas bajas."), ("Consejero/a 2", "Cuándo se incorporan mejoras."),
            ("Consejero/a 3", "Si lo ha mirado un organismo internacional."))),
        ("respuestas", Rows(
            "quien", "texto", ("Representante 3", "Primera."), ("Representante 1", "Segunda."), ("Representante 4", "Tercera."),
            ("Representante 2", "Cuarta."))),
        ("publicacion", "Se comunica por correo a la presidencia y queda en el sitio del servicio.")))));

    private static List<object?> Rows(string first, string second, params (string First, string Second)[] rows) =>
        [.. rows.Select(object? (row) => Story.Values((first, row.First), (second, row.Second)))];

    private static void Sign(Story story) => story.Act("firma", TaskWords.Submit, Story.Values(
        ("answers", Story.Values()),
        ("evidence", new List<object?>
        {
            Story.Values(
                ("requirement", "acta"), ("fileHash", new string('a', 64)), ("fileName", "acta.pdf"), ("size", 10d),
                ("officialNumber", "3"), ("officialDate", "2025-01-03")),
        })));

    private static object? DocumentIn(Story story) =>
        story.Of<FactRecorded>().Last(fact => fact.Effect.FactKind == Document.Fact).Effect.Data.Member("document");

    private static IEnumerable<string> HeadingsOf(object? document) =>
        document.ListOf("blocks").Select(block => block.TextOf("heading")).OfType<string>();

    private static (IReadOnlyList<object?> Columns, IReadOnlyList<string[]> Rows) TableAfter(object? document, string heading)
    {
        var table = document.ListOf("blocks").SkipWhile(block => block.TextOf("heading") != heading)
            .First(block => block.Member("columns") is not null);
        return (table.ListOf("columns"), [.. table.ListOf("rows").Select(row => row.AsList().Select(Values.ToText).ToArray())]);
    }
}
