using Workflows.Definitions.Flows;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>An agreement of a committee, with a ministry that answers for it until Friday 30 October 2026.</summary>
public class AgreementStoryTests
{
    [Fact]
    public void Story_12_a_late_agreement_climbs_to_the_minister_ten_working_days_after_its_term()
    {
        var story = Open().TurnTo(2026, 11, 16, 10);

        var told = story.Told.Where(mail => mail.Mail.TaskId == story.Task("cumplimiento").TaskId).ToList();
        Assert.Equal([1, 2, 3, 4], told.Select(mail => mail.Mail.Level!.Value));
        // Monday 2 November is the first working day after it and there is no holiday before Friday 13.
        Assert.Equal((Story.At(2026, 11, 13), "ministry.minister"), (told[^1].At, told[^1].Mail.Addressees[0].RoleCode));
    }

    [Fact]
    public void Whoever_answers_for_it_reports_every_three_months_until_it_is_fulfilled()
    {
        var story = Open();
        var first = story.Task("avance");
        Assert.Equal(Story.At(2026, 11, 30, 23, 59), first.DueAt!.Value.AddSeconds(-59));

        story.Act("avance", TaskWords.Submit, Story.Values(("answers", Story.Values(("avance", 40d), ("detalle", "Se licitó.")))));

        Assert.NotEqual(first.TaskId, story.Task("avance").TaskId);
        Assert.Equal(first.DueAt, story.Task("avance").DueAt);
        Assert.Equal(
            40d,
            story.Of<FactRecorded>().Last(fact => fact.Effect.FactKind == "comite.avance").Effect.Data.Member("avance").Member("avance"));
    }

    [Fact]
    public void The_secretariat_says_that_it_was_fulfilled_and_nobody_is_asked_for_more()
    {
        var story = Open();
        var done = Story.Values(("answers", Story.Values(("como", "Se publicó el plan."))));
        story.Act("cumplimiento", TaskWords.Submit, done);
        story.Act(
            "revision", TaskWords.Return, Story.Values(("remarks", new List<object?> { Story.Values(("text", "Falta el enlace.")) })));
        story.Act("cumplimiento", TaskWords.Submit, done);

        story.Act("revision", TaskWords.Approve);

        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Empty(story.Tasks);
        Assert.Equal(["vigente", "cumplido"],
            story.Of<FactRecorded>().Where(fact => fact.Effect.FactKind == "comite.acuerdo")
                .Select(fact => fact.Effect.Data.TextOf("estado")));
    }

    private static Story Open() => new(ShippedFlows.Get(ShippedFlows.CommitteeAgreement).Json, Story.At(2026, 8, 31), Story.Values(
        ("committee", "modernizacion"), ("organo", "Comité de Modernización del Estado"), ("sesion", 3d), ("numero", 7d),
        ("texto", "Publicar el plan"), ("responsable", "Subsecretario/a, Hacienda"), ("responsable_rol", "ministry.undersecretary"),
        ("responsable_lugar", "HAC"), ("plazo", "2026-10-30")));
}
