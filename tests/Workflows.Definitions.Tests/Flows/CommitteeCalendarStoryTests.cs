using Workflows.Definitions.Flows;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Committees;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>The calendar of a body's sessions: proposed, sent back once, approved; each session opens by itself in time.</summary>
public class CommitteeCalendarStoryTests
{
    private const string Organ = "fondo-reconstruccion";

    [Fact]
    public void A_calendar_that_came_back_is_approved_and_each_of_its_sessions_is_awaited()
    {
        var story = new Story(
            ShippedFlows.Get(ShippedFlows.CommitteeCalendar).Json, Story.At(2026, 1, 5),
            Story.Values(("body", Organ), ("committee", Organ), ("periodo", "2026")), Body.World(Organ, 5));
        var sessions = Story.Values(("answers", Story.Values(("sesiones", new List<object?>
        {
            Story.Values(("cierre", "2026-02-27"), ("fecha", "2026-03-12"), ("tipo", "ordinaria")),
            Story.Values(("cierre", "2026-03-31"), ("fecha", "2026-04-16"), ("tipo", "ordinaria")),
        }))));
        story.Act("calendario", TaskWords.Submit, sessions);
        story.Act("aprobacion", TaskWords.Return, Story.Values(("remarks", new List<object?> { Story.Values(("text", "Falta marzo.")) })));
        story.Act("calendario", TaskWords.Submit, sessions);

        story.Act("aprobacion", TaskWords.Approve);

        var opened = story.Of<ChildRequested>().Select(child => child.Effect).ToList();
        Assert.All(opened, child => Assert.Equal(ShippedFlows.PlannedSession, child.DefinitionId));
        Assert.Equal(["2026-03-12", "2026-04-16"], opened.Select(child => child.Input["fecha"]));
        Assert.Contains(story.Mails, mail => mail.Mail.Reason == "aviso del flujo");
    }

    [Fact]
    public void A_planned_session_opens_fifteen_working_days_before_its_date()
    {
        var story = new Story(
            ShippedFlows.Get(ShippedFlows.PlannedSession).Json, Story.At(2026, 1, 5),
            Story.Values(("body", Organ), ("committee", Organ), ("cierre", "2026-02-27"), ("fecha", "2026-03-12"), ("tipo", "ordinaria")),
            Body.World(Organ, 5));

        Assert.Empty(story.TurnTo(2026, 2, 18, 23).Of<ChildRequested>());
        var asked = Assert.Single(story.TurnTo(2026, 2, 19, 12).Of<ChildRequested>()).Effect;

        Assert.Equal((ShippedFlows.CommitteeSession, "2026-02-27"), (asked.DefinitionId, asked.Input["cierre"]));
        var session = new Story(ShippedFlows.Get(asked.DefinitionId).Json, story.Now, asked.Input, Body.World(Organ, 5)).TurnTo(2026, 3, 2);
        Assert.Equal("2026-03-12", session.Task("tabla").Content.Member("arrived").Member("fecha").TextOf("value"));
    }
}
