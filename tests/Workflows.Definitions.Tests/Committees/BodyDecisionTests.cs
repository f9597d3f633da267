using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>A body decides inside a flow: asked on Tuesday 1 September 2026, with five working days.</summary>
public class BodyDecisionTests
{
    [Theory]
    [InlineData("fondo-reconstruccion", 5, 0, "+++..", "Approved",
        "Hay quórum: asisten 3 y se necesitan 3, la mayoría absoluta de los miembros (5).")]
    [InlineData("fondo-reconstruccion", 5, 0, "++...", "NoQuorum",
        "No hay quórum: asisten 2 y se necesitan 3, la mayoría absoluta de los miembros (5).")]
    [InlineData("fondo-reconstruccion", 5, 0, "+-+-.", "Approved", "Hay empate y decide el voto de quien preside, a favor.")]
    [InlineData("fondo-reconstruccion", 5, 0, "0+-+-", "Tied", "Se necesitan 3 a favor: la mayoría absoluta de quienes asisten (5).")]
    [InlineData("infraestructura", 12, 0, "++++++......", "Rejected", "Se necesitan 7 a favor: la mayoría absoluta de los miembros (12).")]
    [InlineData("infraestructura", 12, 0, "+++++++-----", "Approved", "Se necesitan 7 a favor: la mayoría absoluta de los miembros (12).")]
    [InlineData("chile-alimenta", 13, 3, "++-00.....", "Approved",
        "Hay quórum: asisten 5 y se necesitan 5, la mitad de quienes están designados (10).")]
    [InlineData("chile-alimenta", 13, 0, "++-00........", "NoQuorum",
        "No hay quórum: asisten 5 y se necesitan 7, la mitad de quienes están designados (13).")]
    [InlineData("consejo-ciencia", 9, 0, "+++++....", "Approved",
        "Hay quórum: asisten 5 y se necesitan 5, al menos cinco integrantes (9).")]
    [InlineData("consejo-ciencia", 9, 0, "++++.....", "NoQuorum",
        "No hay quórum: asisten 4 y se necesitan 5, al menos cinco integrantes (9).")]
    [InlineData("consejo-regional", 10, 0, "++++--....", "Approved",
        "Hay quórum: asisten 6 y se necesitan 6, tres quintos de quienes están en ejercicio (10).")]
    public void Each_body_decides_what_its_norm_says(string body, int seats, int vacant, string votes, string outcome, string line)
    {
        var story = Body.Vote(Body.Open(body, Body.World(body, seats, vacant)), votes).TurnTo(2026, 9, 30);

        var agreed = story.Instance.Variables["acuerdo"];
        Assert.Equal(outcome, agreed.TextOf("resultado"));
        var said = Assert.Single(agreed.ListOf("explicacion"), said => said.TextOf("texto") == line);
        Assert.Equal(agreed.TextOf("norma"), said.TextOf("norma"));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Every_seat_gets_its_own_vote_and_nobody_waits_for_the_term_when_all_have_voted()
    {
        var story = Body.Open("infraestructura", Body.World("infraestructura", 12));
        Assert.Equal(12, story.Tasks.Select(task => task.ScopeCode).Distinct().Count());
        Assert.All(story.Tasks, task => Assert.Equal(("decision", 1), (task.ActivityId, task.Visit)));

        Body.Vote(story, "+++++++-----");

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void A_seat_that_voted_cannot_vote_again()
    {
        var story = Body.Open("fondo-reconstruccion", Body.World("fondo-reconstruccion", 5));
        var task = story.Tasks[0];
        Body.Cast(story, 1, '+');

        Assert.Equal(AdvanceStatus.NotExpected, story.ActOn(task, TaskWords.Vote, Body.Answer('-'), Body.PersonOf(1)));

        Body.Vote(story, ".++..").TurnTo(2026, 9, 30);
        Assert.Equal(3d, story.Instance.Variables["acuerdo"].Member("a_favor"));
    }

    [Fact]
    public void Silence_is_never_a_vote_and_names_who_was_absent()
    {
        var story = Body.Vote(Body.Open("fondo-reconstruccion", Body.World("fondo-reconstruccion", 5)), "+++..").TurnTo(2026, 9, 30);

        var agreed = story.Instance.Variables["acuerdo"];
        Assert.Equal(["Asiento 04", "Asiento 05"], agreed.ListOf("ausentes"));
        Assert.Equal((3d, 0d, 0d), (agreed.Member("a_favor"), agreed.Member("en_contra"), agreed.Member("abstenciones")));
    }

    [Fact]
    public void A_vote_against_is_kept_with_its_reasons_and_without_them_it_is_not_received()
    {
        var story = Body.Open("fondo-reconstruccion", Body.World("fondo-reconstruccion", 5));
        var task = story.Tasks[1];
        Assert.NotNull(
            TaskRules.Problem(task.Actions, task.Content, TaskWords.Vote, Story.Values(("answers", Story.Values(("voto", "contra"))))));

        Body.Vote(story, "+-+++");

        var dissent = Assert.Single(story.Instance.Variables["acuerdo"].ListOf("disidencias"));
        Assert.Equal(
            ("Asiento 02", "Falta el costo.", "integrante.2"),
            (dissent.TextOf("asiento"), dissent.TextOf("razones"), dissent.TextOf("por")));
    }

    [Fact]
    public void A_seat_does_not_vote_on_its_own_service_and_still_attends()
    {
        var own = new Seat("comite-tecnico-pmg", "Del servicio", Role.CommitteeMember, SeatBasis.ExOfficio)
        {
            OfRole = Role.HeadOfService, OfScope = Formulation.Service, ValidFrom = new(2024, 1, 1),
        };
        var story = Body.Open("comite-tecnico-pmg", Body.World("comite-tecnico-pmg", 2, more: [own]));
        Assert.Equal(["Asiento 01", "Asiento 02"], story.Tasks.Select(task => Seat.NameIn(task.ScopeCode)));

        Body.Vote(story, "++");

        var agreed = story.Instance.Variables["acuerdo"];
        Assert.Equal(("Approved", 3d), (agreed.TextOf("resultado"), agreed.Member("asisten")));
        Assert.Equal(["Del servicio"], agreed.ListOf("inhabilitados"));
        Assert.Contains(agreed.ListOf("explicacion"), line => line.TextOf("texto") == "No votó por ser materia propia: 1.");
    }

    [Fact]
    public void Whoever_finds_the_matter_is_their_own_withdraws_from_the_vote()
    {
        var story = Body.Vote(Body.Open("comite-tecnico-pmg", Body.World("comite-tecnico-pmg", 3)), "++x");

        Assert.Equal(["Asiento 03"], story.Instance.Variables["acuerdo"].ListOf("inhabilitados"));
        Assert.Equal("Approved", story.Instance.Variables["acuerdo"].TextOf("resultado"));
    }

    [Fact]
    public void A_second_call_asks_only_those_who_did_not_vote_and_needs_a_lower_quorum()
    {
        var story = Body.Vote(Body.Open("consejo-regional", Body.World("consejo-regional", 11)), "+++++......").TurnTo(2026, 9, 9);
        Assert.Equal(6, story.Tasks.Count);

        Body.Vote(story, ".....+").TurnTo(2026, 9, 30);

        var agreed = story.Instance.Variables["acuerdo"];
        Assert.Equal(("Approved", 2d, 6d), (agreed.TextOf("resultado"), agreed.Member("citacion"), agreed.Member("quorum")));
        Assert.Contains(
            agreed.ListOf("explicacion"),
            line => line.TextOf("texto")!.StartsWith("Hay quórum en segunda citación", StringComparison.Ordinal));
    }

    [Fact]
    public void A_substitute_votes_for_the_seat_and_a_substitute_of_the_substitute_has_nothing_to_vote_with()
    {
        // The minister is away and so is the undersecretary: nobody acts by law, and the next in rank of the second is nobody's substitute.
        var seat = new Seat("infraestructura", "Hacienda", Role.CommitteeMember, SeatBasis.ExOfficio)
        {
            OfRole = Role.Minister, OfScope = "HAC", ValidFrom = new(2024, 1, 1),
        };
        Absence[] minister = [Away("ministro.hac")];
        Designation[] second = [new(Role.Undersecretary, "HAC", 1, "gabinete.hac")];

        var substituted = Body.Open("infraestructura", Body.World("infraestructura", 1, more: [seat], absences: minister));
        Assert.Equal(["subsecretario.hac"], Holders(substituted));
        substituted.ActOn(substituted.Tasks[1], TaskWords.Vote, Body.Answer('+'), "subsecretario.hac");
        Body.Cast(substituted, 1, '+');
        Assert.True(substituted.Instance.Variables["acuerdo"].ListOf("votos")[0].FlagOf("subrogante"));

        var chained = Body.Open(
            "infraestructura",
            Body.World("infraestructura", 1, more: [seat], absences: [.. minister, Away("subsecretario.hac")], designations: second));
        Assert.Equal(["Asiento 01"], chained.Tasks.Select(task => Seat.NameIn(task.ScopeCode)));
        Body.Cast(chained, 1, '+');
        Assert.Equal(["Hacienda"], chained.Instance.Variables["acuerdo"].ListOf("vacantes"));

        static Absence Away(string person) => new(person, new(2026, 8, 20), new(2026, 9, 20), "Feriado legal");
        static IEnumerable<string> Holders(Story story) => story.World.Snapshot.Organisation
            .HoldersOf(Role.CommitteeMember, "infraestructura/Hacienda", new(2026, 9, 1)).Select(holder => holder.Person.Id);
    }

    [Fact]
    public void The_alternate_of_a_member_who_is_away_votes_in_that_seat_and_once()
    {
        var alternate = new Seat("fondo-reconstruccion", "Suplente 02", Role.CommitteeAlternate, SeatBasis.Designated)
        {
            PersonId = "asociacion-nacional", AlternateOf = Body.NameOf(2), ValidFrom = new(2024, 1, 1),
        };
        var story = Body.Open("fondo-reconstruccion", Body.World(
            "fondo-reconstruccion", 5, more: [alternate], absences: [new("integrante.2", new(2026, 8, 20), new(2026, 9, 20), "Licencia")]));
        var seat = story.Tasks.Single(task => Seat.NameIn(task.ScopeCode) == Body.NameOf(2));
        Assert.Equal(["asociacion-nacional"], story.World.Snapshot.Organisation
            .HoldersOf(Role.CommitteeMember, seat.ScopeCode, new(2026, 9, 1)).Select(holder => holder.Person.Id));

        story.ActOn(seat, TaskWords.Vote, Body.Answer('+'), "asociacion-nacional");
        Assert.Equal(AdvanceStatus.NotExpected, story.ActOn(seat, TaskWords.Vote, Body.Answer('-'), Body.PersonOf(2)));
        Body.Vote(story, "+.+..").TurnTo(2026, 9, 30);

        var agreed = story.Instance.Variables["acuerdo"];
        Assert.Equal(("Approved", 3d), (agreed.TextOf("resultado"), agreed.Member("a_favor")));
        Assert.True(agreed.ListOf("votos")[0].FlagOf("subrogante"));
    }

    [Fact]
    public void Where_only_holders_vote_a_substitute_is_told_so_and_the_vote_stays_open()
    {
        var seat = new Seat("consejo-ciencia", "Hacienda", Role.CommitteeMember, SeatBasis.ExOfficio)
        {
            OfRole = Role.Minister, OfScope = "HAC", ValidFrom = new(2024, 1, 1),
        };
        var story = Body.Open(
            "consejo-ciencia",
            Body.World("consejo-ciencia", 1, more: [seat],
                absences: [new("ministro.hac", new(2026, 8, 20), new(2026, 9, 20), "Feriado legal")]));

        story.ActOn(story.Tasks[1], TaskWords.Vote, Body.Answer('+'), "subsecretario.hac");

        Assert.Equal(
            "En este órgano solo vota quien es titular: el suplente de «Hacienda» no vota.",
            Assert.Single(story.Of<ActRefused>()).Effect.Reason);
        Assert.Equal(2, story.Tasks.Count);
        Assert.Empty(story.Instance.Incidents);
    }

    [Fact]
    public void Withdrawing_the_process_withdraws_every_vote()
    {
        var story = Body.Open("infraestructura", Body.World("infraestructura", 12));
        story.Send(new CancelWorkflow("Se retira la materia."), story.Now);

        Assert.Empty(story.Tasks);
        Assert.Equal(WorkflowSubStatus.Cancelled, story.Instance.SubStatus);
    }
}
