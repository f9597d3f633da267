using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>The secretariat records a session: who attended, how, and what each seat voted.</summary>
public class SessionRecordTests
{
    [Theory]
    [InlineData("fondo-reconstruccion", 5, "++aat", "Approved")]
    [InlineData("fondo-reconstruccion", 5, "aaaaa", "NoQuorum")]
    [InlineData("infraestructura", 12, "+++++++aaaaa", "Approved")]
    [InlineData("chile-alimenta", 13, "-++++++aaaaaa", "Approved")]
    [InlineData("consejo-ciencia", 9, "++--0aaaa", "Tied")]
    [InlineData("comite-tecnico-pmg", 3, "+-t", "Approved")]
    public void The_record_of_a_session_decides_what_the_norm_says(string body, int seats, string record, string outcome)
    {
        var story = Session(body, seats);
        var task = Assert.Single(story.Tasks);
        Assert.Equal((Role.CommitteeSecretary.Code, body), (task.RoleCode, task.ScopeCode));
        Assert.Null(Problem(story, Body.Record(record)));

        story.ActOn(task, TaskWords.Record, Body.Record(record), "secretaria");

        var agreed = story.Instance.Variables["acuerdo"];
        Assert.Equal((outcome, "2026-09-03"), (agreed.TextOf("resultado"), agreed.Member("sesion").Member("answers").TextOf("fecha")));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Without_quorum_a_body_that_has_a_second_call_is_called_again()
    {
        var story = Session("consejo-regional", 10);

        story.ActOn(story.Tasks[0], TaskWords.Record, Body.Record("+++++aaaaa"), "secretaria");
        Assert.EndsWith("(segunda citación)", Assert.Single(story.Tasks).Title, StringComparison.Ordinal);
        story.ActOn(story.Tasks[0], TaskWords.Record, Body.Record("+++++-aaaa"), "secretaria");

        Assert.Equal(
            ("Approved", 2d),
            (story.Instance.Variables["acuerdo"].TextOf("resultado"), story.Instance.Variables["acuerdo"].Member("citacion")));
    }

    [Fact]
    public void A_seat_recorded_twice_one_that_is_missing_and_a_vote_that_is_missing_are_refused()
    {
        var story = Session("fondo-reconstruccion", 5);

        Assert.Contains("El asiento «Asiento 01» está dos veces", Problem(story, Twice(Body.Record("+++aa"))), StringComparison.Ordinal);
        Assert.Contains(
            "Falta el asiento «Asiento 05»: regístralo aunque esté ausente.", Problem(story, Body.Record("+++a")),
            StringComparison.Ordinal);
        Assert.Contains(
            "Falta el voto del asiento «Asiento 02»", Problem(story, Without("voto", 1, Body.Record("+++aa"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_alternate_of_a_seat_attends_for_it_and_the_record_says_who()
    {
        var alternate = new Seat("infraestructura", "Suplente 01", Role.CommitteeAlternate, SeatBasis.Designated)
        {
            PersonId = "integrante.2", AlternateOf = Body.NameOf(1), ValidFrom = new(2024, 1, 1),
        };
        var story = Body.Open("infraestructura", Body.World("infraestructura", 2, more: [alternate]), "session");

        Assert.Contains(
            "El asiento «Asiento 02» no tiene suplente ese día", Problem(story, Body.Record("++", "suplente")), StringComparison.Ordinal);
        var record = Body.Record("++");
        ((Dictionary<string, object?>)record.Member("answers").ListOf("asistencia")[0]!)["calidad"] = "suplente";
        Assert.Null(Problem(story, record));
        story.ActOn(story.Tasks[0], TaskWords.Record, record, "secretaria");

        var vote = story.Instance.Variables["acuerdo"].ListOf("votos")[0];
        Assert.Equal((true, "Integrante 2"), (vote.FlagOf("subrogante"), vote.TextOf("por")));
    }

    [Fact]
    public void A_substitute_names_no_substitute()
    {
        var seat = new Seat("infraestructura", "Asiento 02", Role.CommitteeMember, SeatBasis.ExOfficio)
        {
            OfRole = Role.Minister, OfScope = "HAC", ValidFrom = new(2024, 1, 1),
        };
        var story = Body.Open(
            "infraestructura",
            Body.World("infraestructura", 1, more: [seat],
                absences: [new("ministro.hac", new(2026, 8, 20), new(2026, 9, 20), "Feriado legal")]), "session");

        Assert.Contains("un subrogante no nombra suplente", Problem(story, Body.Record("++", "suplente")), StringComparison.Ordinal);
        Assert.Null(Problem(story, Body.Record("++", "subrogante")));
    }

    [Fact]
    public void Where_only_holders_vote_the_vote_of_an_alternate_is_not_recorded() =>
        Assert.Contains(
            "solo vota quien es titular", Problem(Session("consejo-ciencia", 5), Body.Record("+++++", "suplente")),
            StringComparison.Ordinal);

    [Fact]
    public void A_vote_on_a_matter_of_its_own_is_not_recorded()
    {
        var story = Body.Open("comite-tecnico-pmg", Body.World("comite-tecnico-pmg", 3), "session", ("impeded", """["Asiento 03"]"""));

        Assert.Contains(
            "El asiento «Asiento 03» se abstiene en esta materia porque es propia: no vota.", Problem(story, Body.Record("+++")),
            StringComparison.Ordinal);
        Assert.Null(Problem(story, Body.Record("++x")));
    }

    [Fact]
    public void Nobody_decides_while_the_secretariat_is_silent()
    {
        var story = Session("comite-tecnico-pmg", 3).TurnTo(2026, 12, 31);

        Assert.Single(story.Tasks);
        Assert.Null(story.Instance.Variables["acuerdo"]);
    }

    private static Story Session(string body, int seats) => Body.Open(body, Body.World(body, seats), "session");

    private static string? Problem(Story story, object? payload) =>
        TaskRules.Problem(story.Tasks[0].Actions, story.Tasks[0].Content, TaskWords.Record, payload);

    private static Dictionary<string, object?> Twice(Dictionary<string, object?> payload)
    {
        var answers = (Dictionary<string, object?>)payload["answers"]!;
        var rows = (List<object?>)answers["asistencia"]!;
        rows[1] = rows[0];
        return payload;
    }

    private static Dictionary<string, object?> Without(string column, int row, Dictionary<string, object?> payload)
    {
        ((Dictionary<string, object?>)payload.Member("answers").ListOf("asistencia")[row]!).Remove(column);
        return payload;
    }
}
