using Workflows.Definitions.Activities;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Activities;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>The secretariat closes a session, and the flow goes on with what was written down.</summary>
public class HoldSessionTests
{
    private const string Agenda = """
        [{ "numero": "1", "titulo": "Plan anual", "tema": "plan" }, { "numero": "2", "titulo": "Presupuesto" }, { "numero": "3", "titulo": "Cuenta" }]
        """;

    [Fact]
    public void A_session_that_was_held_leaves_everything_its_minutes_need()
    {
        var story = Open("fondo-reconstruccion", 5);
        var task = Assert.Single(story.Tasks);
        Assert.Equal((Role.CommitteeSecretary.Code, "fondo-reconstruccion", "sessionRoom"), (task.RoleCode, task.ScopeCode, task.TaskKind));
        story.Session.AddRange(
            new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2)
                .Enter("10:05", 3, SeatQuality.Acting, "Quien subroga", isTelematic: true)
            .Guest("10:00", "Una experta").Count("10:06", "Secretaría").Vote("10:30", "1", "++-").Unanimous("11:00", "2").Entries);

        Assert.Null(Close(story, Answers(("1", "con_cambios"), ("2", "aprobado"), ("3", "postergado"))));

        var session = story.Instance.Variables["sesion"];
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Equal("Held", story.Outcomes.Single());
        Assert.Equal(
            ["Asiento 01 Presencial Titular", "Asiento 02 Presencial Titular", "Asiento 03 Telemática Subrogante"],
            session.ListOf("asistentes").Select(row => $"{row.TextOf("asiento")} {row.TextOf("modo_texto")} {row.TextOf("calidad")}"));
        Assert.Equal(
            ("10:05", "12:00"), (session.ListOf("asistentes")[2].TextOf("entrada"), session.ListOf("asistentes")[2].TextOf("salida")));
        Assert.Equal(["Asiento 04", "Asiento 05"], session.ListOf("ausentes").Select(row => row.TextOf("asiento")));
        Assert.Equal("Una experta", Assert.Single(session.ListOf("invitados")).TextOf("nombre"));
        Assert.Equal(
            ("10:05", "Hay quórum: asisten 3 y se necesitan 3, la mayoría absoluta de los miembros (5).", "Decreto exento 24 de 2026"),
            (session.Member("quorum").TextOf("hora"), session.Member("quorum").TextOf("texto"), session.Member("quorum").TextOf("norma")));
        Assert.Single(session.ListOf("conteos"));
        Assert.Equal("Integrante 1, Asiento 01", session.TextOf("preside"));

        var items = session.ListOf("puntos");
        Assert.Equal(
            ["Aprobado con cambios Por votación", "Aprobado Por unanimidad, sin votación", "Postergado "],
            items.Select(item => $"{item.TextOf("resultado_texto")} {item.TextOf("forma")}"));
        Assert.Equal((2, 1, "plan"), (items[0].WholeOf("a_favor"), items[0].WholeOf("en_contra"), items[0].TextOf("tema")));
        Assert.Equal(
            ("Asiento 03", "Falta el costo."),
            (session.ListOf("disidencias").Single().TextOf("asiento"), session.ListOf("disidencias").Single().TextOf("razones")));
        var agreement = Assert.Single(session.ListOf("acuerdos"));
        Assert.Equal(
            ("1", "Plan anual", "Publicar el plan", "committee.member", "fondo-reconstruccion/Asiento 02", "2026-10-01"),
            (agreement.TextOf("punto"), agreement.TextOf("titulo_punto"), agreement.TextOf("texto"), agreement.TextOf("responsable_rol"),
                agreement.TextOf("responsable_lugar"), agreement.TextOf("plazo")));
        var again = Assert.Single(session.ListOf("siguiente_tabla"));
        Assert.Equal(("Cuenta", "3", null), (again.TextOf("titulo"), again.TextOf("viene_del_punto"), again.TextOf("numero")));
    }

    [Theory]
    [InlineData("+--", "aprobado", "Punto 1. Plan anual: «Aprobado» no es lo que dicen los votos.")]
    [InlineData("++-", "rechazado", "Punto 1. Plan anual: «Rechazado» no es lo que dicen los votos.")]
    [InlineData(
        "...", "aprobado", "Punto 1. Plan anual: no constan votos. Registra los votos, o que se acordó por unanimidad sin votación.")]
    [InlineData("++.", "aprobado", "Punto 1. Plan anual: falta el voto del asiento «Asiento 03», que asistía y puede votar.")]
    [InlineData("+++", "no_visto", "Punto 1. Plan anual: constan votos, así que se vio.")]
    public void What_the_votes_do_not_say_is_refused_item_by_item(string votes, string outcome, string refusal)
    {
        var story = Open("fondo-reconstruccion", 5);
        story.Session.AddRange(new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Vote("10:30", "1", votes).Entries);

        Assert.Contains(
            refusal, Close(story, Without("acuerdos", Answers(("1", outcome), ("2", "informado"), ("3", "retirado")))),
            StringComparison.Ordinal);
        Assert.Single(story.Tasks);
    }

    [Fact]
    public void The_form_arrives_with_the_day_the_hour_and_the_items_of_the_agenda()
    {
        var prepared = Open("fondo-reconstruccion", 5).Tasks[0].Content.Member("previous").Member("answers");

        Assert.Equal(
            ("realizada", "2026-09-03", "10:00"), (prepared.TextOf("que_paso"), prepared.TextOf("fecha"), prepared.TextOf("inicio")));
        Assert.Equal(["1", "2", "3"], prepared.ListOf("puntos").Select(row => row.TextOf("punto")));
    }

    [Fact]
    public void Voted_down_is_closed_as_rejected_and_a_tie_that_nobody_breaks_too()
    {
        foreach (var (body, seats, votes) in new[] { ("fondo-reconstruccion", 5, "+--"), ("consejo-ciencia", 6, "++--00") })
        {
            var story = Open(body, seats);
            story.Session.AddRange(
                new Room(body, seats).Enter("10:00", [.. Enumerable.Range(1, votes.Length)]).Vote("10:30", "1", votes).Entries);

            Assert.Null(Close(story, Without("acuerdos", Answers(("1", "rechazado"), ("2", "informado"), ("3", "no_visto")))));
        }
    }

    [Fact]
    public void A_session_that_never_had_a_quorum_is_not_held_and_one_that_had_is_not_without_it()
    {
        var story = Open("fondo-reconstruccion", 5);
        story.Session.AddRange(new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2).Entries);
        var answers = Without("acuerdos", Answers(("1", "informado"), ("2", "informado"), ("3", "informado")));

        Assert.Contains("nunca hubo quórum: No hay quórum: asisten 2 y se necesitan 3", Close(story, answers), StringComparison.Ordinal);
        story.Session.AddRange(new Room("fondo-reconstruccion", 5).Enter("10:20", 1, 2, 3).Entries.Skip(2));
        Assert.Contains("a las 10:30 había quórum", Close(story, NoQuorum("10:30")), StringComparison.Ordinal);
        Assert.Null(Close(story, NoQuorum("10:15")));
        Assert.Equal("NoQuorum", story.Outcomes.Single());
        Assert.False(story.Instance.Variables["sesion"].FlagOf("segunda_citacion"));
    }

    [Fact]
    public void Without_quorum_a_body_that_has_a_second_call_says_so_with_its_norm()
    {
        var story = Open("consejo-regional", 10);

        Assert.Null(Close(story, NoQuorum("10:30")));

        var session = story.Instance.Variables["sesion"];
        Assert.Equal(
            (true, "En segunda citación basta la mayoría absoluta de quienes están en ejercicio (Ley 19.175, arts. 37 a 39)."),
            (session.FlagOf("segunda_citacion"), session.TextOf("segunda_citacion_texto")));
    }

    [Fact]
    public void A_second_call_has_a_day_and_an_hour_that_are_still_to_come()
    {
        var story = Open("consejo-regional", 10);
        Dictionary<string, object?> Again(string date, string? hour) =>
            new(NoQuorum("10:30")) { ["segunda_fecha"] = date, ["segunda_hora"] = hour };

        Assert.Contains("La segunda citación lleva fecha y hora", Problem(story, Again("2026-09-10", null)), StringComparison.Ordinal);
        Assert.Equal("La nueva fecha y hora ya pasaron: escribe unas que vengan.", Close(story, Again("2026-09-01", "10:00")));
        Assert.Null(Close(story, Again("2026-09-10", "10:00")));
        Assert.Equal("2026-09-10T10:00", story.Instance.Variables["sesion"].TextOf("nuevo_inicio"));
    }

    [Fact]
    public void Moving_a_session_says_when_it_will_be_and_why_and_never_to_the_past()
    {
        var story = Open("fondo-reconstruccion", 5);
        static Dictionary<string, object?> Moved(string date) => Story.Values(
            ("que_paso", "trasladada"), ("nueva_fecha", date), ("nueva_hora", "9:30"), ("motivo", "La ministra viaja."));

        Assert.Equal("La nueva fecha y hora ya pasaron: escribe unas que vengan.", Close(story, Moved("2026-09-01")));
        Assert.Null(Close(story, Moved("2026-09-10")));

        Assert.Equal("Moved", story.Outcomes.Single());
        Assert.Equal("2026-09-10T09:30", story.Instance.Variables["sesion"].TextOf("nuevo_inicio"));
    }

    [Fact]
    public void A_suspended_session_needs_its_reason()
    {
        var story = Open("fondo-reconstruccion", 5);

        Assert.Contains("Falta «Motivo».", Problem(story, Story.Values(("que_paso", "suspendida"))), StringComparison.Ordinal);
        Assert.Null(Close(story, Story.Values(("que_paso", "suspendida"), ("motivo", "Duelo nacional."))));
        Assert.Equal("Cancelled", story.Outcomes.Single());
    }

    [Fact]
    public void An_item_without_outcome_an_agreement_without_responsible_or_term_and_one_of_a_withdrawn_item_are_refused_in_their_place()
    {
        var story = Open("fondo-reconstruccion", 5);
        string? Changed(Action<Dictionary<string, object?>, Dictionary<string, object?>> change)
        {
            var answers = Answers(("1", "aprobado"), ("2", "informado"), ("3", "retirado"));
            change((Dictionary<string, object?>)answers.ListOf("puntos")[1]!, (Dictionary<string, object?>)answers.ListOf("acuerdos")[0]!);
            return Problem(story, answers);
        }

        Assert.Null(Changed((_, _) => { }));
        Assert.Contains(
            "Falta «Resultado» en la fila 2 de «Puntos de la tabla».", Changed((item, _) => item.Remove("resultado")),
            StringComparison.Ordinal);
        Assert.Contains("El punto 1 está dos veces", Changed((item, _) => item["punto"] = "1"), StringComparison.Ordinal);
        Assert.Contains("Falta el punto 2. Presupuesto", Changed((item, _) => item["punto"] = "1"), StringComparison.Ordinal);
        Assert.Contains(
            "Falta «Responsable» en la fila 1 de «Acuerdos».", Changed((_, agreement) => agreement.Remove("responsable")),
            StringComparison.Ordinal);
        Assert.Contains(
            "Falta «Plazo» en la fila 1 de «Acuerdos».", Changed((_, agreement) => agreement.Remove("plazo")), StringComparison.Ordinal);
        Assert.Contains(
            "El plazo del acuerdo 1 es anterior a la sesión.", Changed((_, agreement) => agreement["plazo"] = "2026-09-02"),
            StringComparison.Ordinal);
        Assert.Contains(
            "El acuerdo 1 es del punto 3, que quedó «Retirado»: ese punto no deja acuerdos.",
            Changed((_, agreement) => agreement["punto"] = "3"),
            StringComparison.Ordinal);
        Assert.Contains(
            "«10.30» no es una hora",
            Problem(story, With("inicio", "10.30", Answers(("1", "aprobado"), ("2", "informado"), ("3", "retirado")))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_is_not_closed_before_it_is_over_and_a_vote_outside_its_hours_is_refused()
    {
        var story = Open("fondo-reconstruccion", 5);
        story.Session.AddRange(new Room("fondo-reconstruccion", 5).Enter("09:00", 1, 2, 3).Vote("12:30", "1", "+++").Entries);
        var answers = Without("acuerdos", Answers(("1", "aprobado"), ("2", "informado"), ("3", "informado")));

        Assert.Contains("se decidió a las 12:30, fuera de la sesión (10:00 a 12:00)", Close(story, answers), StringComparison.Ordinal);
        story.TurnTo(2026, 9, 3, 12, 31);
        Assert.Contains(
            "La sesión todavía no termina a esa hora", Close(story, With("termino", "13:00", answers)), StringComparison.Ordinal);
        Assert.Null(Close(story, With("termino", "12:30", answers)));
    }

    [Fact]
    public void The_chair_that_is_absent_or_vacant_is_told_with_who_presided()
    {
        var story = Open("fondo-reconstruccion", 5);
        var room = new Room("fondo-reconstruccion", 5).Enter("10:00", 2, 3, 4);
        story.Session.AddRange(room.Entries);
        var answers = Without("acuerdos", Answers(("1", "informado"), ("2", "informado"), ("3", "informado")));

        Assert.Contains("No consta quién presidía", Close(story, answers), StringComparison.Ordinal);
        story.Session.Add(room.Preside("10:00", 2).Entries[^1]);
        Assert.Null(Close(story, answers));

        Assert.Equal(
            "Quien tiene la presidencia («Asiento 01») no asistió, ni nadie en su lugar: presidió Integrante 2, Asiento 02.",
            story.Instance.Variables["sesion"].TextOf("presidencia"));
    }

    [Fact]
    public void A_simple_meeting_leaves_its_date_its_attendees_and_its_agreements()
    {
        var story = Open("modernizacion", 3, ("light", "true"));
        Assert.Null(story.Tasks[0].Content.Member("session"));
        var answers = Story.Values(
            ("fecha", "2026-09-03"), ("asistentes", new List<object?> { Story.Values(("nombre", "Una persona"), ("cargo", "Hacienda")) }),
            ("acuerdos", new List<object?> { Agreement("modernizacion", "otro") }));

        Assert.Null(Close(story, answers));

        var session = story.Instance.Variables["sesion"];
        Assert.Equal(("Una persona", "Publicar el plan"),
            (session.ListOf("asistentes")[0].TextOf("nombre"), session.ListOf("acuerdos")[0].TextOf("texto")));
    }

    [Fact]
    public void A_run_without_people_holds_the_session_and_leaves_an_agreement_for_each_item_in_the_hands_of_the_secretariat()
    {
        var story = Open("fondo-reconstruccion", 5);

        story.Send(new TaskActed(story.Tasks[0].BookmarkId, TaskWords.Unattended, null), story.Now);

        var session = story.Instance.Variables["sesion"];
        Assert.Equal(
            (5, 3), (session.ListOf("asistentes").Count, session.ListOf("puntos").Count(item => item.TextOf("resultado") == "aprobado")));
        Assert.Equal(
            [("committee.secretary", "fondo-reconstruccion")],
            session.ListOf("acuerdos").Select(row => (row.TextOf("responsable_rol"), row.TextOf("responsable_lugar"))).Distinct());
    }

    [Fact]
    public void Nobody_closes_a_session_by_staying_silent()
    {
        var story = Open("fondo-reconstruccion", 5).TurnTo(2026, 12, 31);

        Assert.Single(story.Tasks);
    }

    [Fact]
    public void A_drawing_without_body_items_title_or_deadline_is_told_what_is_missing()
    {
        var graph = WorkflowGraph.Compile(
            WorkflowJson.Read(TaskFlow.Chart(TaskFlow.Activity("sesion", "HoldSession"), "ini>sesion, sesion.Held>fin")),
            DomainActivities.Catalog);
        var node = graph.Nodes.Single(node => node.ActivityId == "sesion");

        Assert.Equal(
            [
                "No tiene título: di qué sesión es.", "No dice de qué órgano es la sesión: conecta «body».",
                "No dice qué se trata en la sesión: conecta «items».", "No tiene plazo: di hasta cuándo hay para hacerla.",
            ], node.Type!.Check(node));
    }

    private static Story Open(string body, int seats, params (string Name, string Value)[] more)
    {
        var story = new Story(
            TaskFlow.Chart(
                TaskFlow.Activity("sesion", "HoldSession",
                [
                    ("title", "Sesión ordinaria 4"), ("body", body), ("items", Agenda), ("date", "2026-09-03"), ("hour", "10:00"),
                    ("deadline", Body.FiveDays), ("result", "->sesion"), .. more,
                ]),
                string.Join(
                    ", ",
                    ["ini>sesion", "sesion.Held>fin", .. more.Length > 0 ? Array.Empty<string>()
                        : ["sesion.NoQuorum>fin", "sesion.Moved>fin", "sesion.Cancelled>fin"]]),
                """{ "id": "sesion", "name": "sesion", "typeName": "Object" }"""),
            Story.At(2026, 9, 1), null, Body.World(body, seats));
        return story.TurnTo(2026, 9, 3, 13, 0);
    }

    /// <summary>Why it was not closed; null when it was.</summary>
    private static string? Close(Story story, Dictionary<string, object?> answers)
    {
        Assert.Null(Problem(story, answers));
        var before = story.Effects.Count;
        story.ActOn(story.Tasks[0], TaskWords.Record, Story.Values(("answers", answers)), "secretaria");
        return story.Effects.Skip(before).Select(one => one.Effect).OfType<ActRefused>().SingleOrDefault()?.Reason;
    }

    private static string? Problem(Story story, Dictionary<string, object?> answers) =>
        TaskRules.Problem(story.Tasks[0].Actions, story.Tasks[0].Content, TaskWords.Record, Story.Values(("answers", answers)));

    private static Dictionary<string, object?> Answers(params (string Item, string Outcome)[] items) => Story.Values(
        ("que_paso", "realizada"), ("fecha", "2026-09-03"), ("inicio", "10:00"), ("termino", "12:00"), ("modalidad", "hibrida"),
        ("puntos", items.Select(object? (item) => item.Outcome == "con_cambios"
            ? Story.Values(("punto", item.Item), ("resultado", item.Outcome), ("cambios", "El plazo"))
            : Story.Values(("punto", item.Item), ("resultado", item.Outcome))).ToList()),
        ("acuerdos", new List<object?> { Agreement("fondo-reconstruccion", "1") }));

    private static Dictionary<string, object?> Agreement(string body, string item) => Story.Values(
        ("punto", item), ("texto", "Publicar el plan"),
        ("responsable", Story.Values(("id", $"committee.member:{body}/Asiento 02"), ("name", "Integrante de comité"))),
        ("plazo", "2026-10-01"));

    private static Dictionary<string, object?> NoQuorum(string hour) =>
        Story.Values(("que_paso", "sin_quorum"), ("fecha", "2026-09-03"), ("inicio", hour));

    private static Dictionary<string, object?> With(string field, object? value, Dictionary<string, object?> answers) =>
        new(answers) { [field] = value };

    private static Dictionary<string, object?> Without(string field, Dictionary<string, object?> answers)
    {
        answers.Remove(field);
        return answers;
    }
}
