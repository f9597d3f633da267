using Workflows.Definitions.Activities;
using Workflows.Definitions.Documents;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>
/// A body decides in writing, from the proposal of its secretary on Tuesday 1 September 2026 to the notice of the result.
/// </summary>
public class WrittenVoteTests
{
    private static readonly WorkflowGraph Graph =
        WorkflowGraph.Compile(WorkflowJson.Read(ShippedFlows.Get(ShippedFlows.WrittenVote).Json), DomainActivities.Catalog);

    [Fact]
    public void An_agreement_is_numbered_certified_kept_as_a_fact_and_told_to_every_seat_and_the_secretary()
    {
        var story = Convened("fondo-reconstruccion", 5);

        Body.Vote(story, "+++-0");

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        var fact = Fact(story);
        Assert.Equal((1d, "Aprobado"), (fact.Member("numero"), fact.Member("votacion").TextOf("resultado_texto")));
        Assert.Equal("Se aprueba el marco.", fact.Member("propuesta").TextOf("texto"));
        var document = Certificate(story);
        Assert.Contains(Facts(document), said => said is { Label: "Acuerdo número", Value: "1" });
        Assert.Contains(Facts(document), said => said is { Label: "No votaron", Value: "nadie" });
        Assert.DoesNotContain(Facts(document), said => said.Value == "sin dato");
        Assert.Contains(
            document.Blocks.OfType<TableBlock>().SelectMany(table => table.Rows), row =>
                row is ["Asiento 02" or "Asiento 04", "Falta el costo."]);
        var notice = Assert.Single(story.Mails, mail => mail.Mail.Reason == "aviso del flujo").Mail;
        Assert.Equal(
            ["asociacion-nacional", .. Enumerable.Range(1, 5).Select(Body.PersonOf)],
            notice.Addressees.Select(person => person.PersonId).Order(StringComparer.Ordinal));
        Assert.Equal("El órgano aprobó el texto como se propuso.", notice.Model.TextOf("mensaje"));
    }

    [Theory]
    [InlineData("fondo-reconstruccion", 5, "+--..", "Rejected")]
    [InlineData("fondo-reconstruccion", 5, "0+-+-", "Tied")]
    [InlineData("fondo-reconstruccion", 5, "++...", "NoQuorum")]
    [InlineData("fondo-reconstruccion", 5, ".....", "NoQuorum")]
    [InlineData("infraestructura", 3, "...", "Rejected")] // its norm asks for no quorum, and nobody was in favour
    public void What_is_not_approved_takes_no_number_and_is_told_all_the_same(string body, int seats, string votes, string outcome)
    {
        var story = Convened(body, seats);

        Body.Vote(story, votes).TurnTo(2026, 9, 30);

        var fact = Fact(story);
        Assert.Equal((outcome, null), (fact.Member("votacion").TextOf("resultado"), fact.Member("numero")));
        Assert.Equal(
            "No hay acuerdo. La secretaría puede llevar la materia a una sesión.",
            Assert.Single(story.Mails, mail => mail.Mail.Reason == "aviso del flujo").Mail.Model.TextOf("mensaje"));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Silence_ends_a_vote_with_its_term_and_not_before()
    {
        var story = Body.Vote(Convened("fondo-reconstruccion", 5), "+++..");

        story.TurnTo(2026, 9, 8, 23, 59);
        Assert.Equal(2, story.Tasks.Count);
        story.TurnTo(2026, 9, 9, 0, 0);

        Assert.Equal("Approved", Fact(story).Member("votacion").TextOf("resultado"));
        Assert.Equal(["Asiento 04", "Asiento 05"], Fact(story).Member("votacion").ListOf("ausentes"));
        Assert.Contains(Facts(Certificate(story)), said => said is { Label: "No votaron", Value: "Asiento 04, Asiento 05" });
    }

    [Fact]
    public void Whoever_presides_sends_the_text_back_before_anybody_votes()
    {
        var story = Open("fondo-reconstruccion", 5);
        Propose(story);
        story.Act("convocatoria", "return", Story.Values(("remarks", new List<object?> { Story.Values(("text", "Falta el plazo.")) })));

        Assert.Equal("Falta el plazo.", Assert.Single(story.Task("propuesta").Content.ListOf("remarks")).TextOf("text"));
        Assert.Equal("Se aprueba el marco.", story.Task("propuesta").Content.Member("previous").Member("answers").TextOf("texto"));
        Assert.DoesNotContain(story.Of<TaskOpened>(), task => task.Effect.ActivityId == "votacion");
        Propose(story);
        story.Act("convocatoria", "approve");
        Assert.Equal(5, story.Tasks.Count);
    }

    [Fact]
    public void A_cancelled_vote_decides_nothing_and_its_votes_are_withdrawn()
    {
        var story = Body.Vote(Convened("fondo-reconstruccion", 5), "+++..");

        story.Send(new CancelWorkflow("Se verá en sesión."), Story.At(2026, 9, 2));

        Assert.Empty(story.Tasks);
        Assert.Empty(story.Of<FactRecorded>());
        Assert.Equal(WorkflowSubStatus.Cancelled, story.Instance.SubStatus);
    }

    private static Story Convened(string body, int seats)
    {
        var story = Open(body, seats);
        Propose(story);
        story.Act("convocatoria", "approve");
        return story;
    }

    private static void Propose(Story story) => story.Act("propuesta", "submit", Story.Values(("answers", Story.Values(
        ("texto", "Se aprueba el marco."), ("fundamento", "Está consultado.")))));

    private static Story Open(string body, int seats) => new(
        Graph, Story.At(2026, 9, 1),
        Story.Values(("organo", body), ("comite", body), ("materia", "Marco 2027"), ("year", 2026d)),
        Body.World(body, seats, more:
        [
            new Seat(body, "Secretaría", Role.CommitteeSecretary, SeatBasis.Designated)
            {
                PersonId = "asociacion-nacional", ValidFrom = new(2024, 1, 1)
            },
        ]));

    private static object? Fact(Story story) =>
        Assert.Single(story.Of<FactRecorded>(), fact => fact.Effect.FactKind == "organo.votacionEscrita").Effect.Data;

    private static Document Certificate(Story story) =>
        Document.Read(story.Of<FactRecorded>().First(one => one.Effect.FactKind == Document.Fact).Effect.Data.Member("document"))!;

    private static IEnumerable<DocumentFact> Facts(Document document) =>
        document.Blocks.OfType<FactsBlock>().SelectMany(block => block.Facts);
}
