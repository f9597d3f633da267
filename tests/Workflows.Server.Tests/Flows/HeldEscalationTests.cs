using System.Text.Json.Nodes;
using Workflows.Definitions.Calendar;
using Workflows.Engine;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Flows;

/// <summary>Escalations from level 3 up are held for four hours; what happens to them when the work is done meanwhile.</summary>
public class HeldEscalationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string StillHeld = "select count(*) from mails where instance_id = $1 and level = 3 and state = 'Held'";

    [Fact]
    public async Task What_is_handed_in_before_a_held_escalation_leaves_stops_it()
    {
        await server.PublishAsync(Drawn.Chart(
            "retenido", [Drawn.Start(), Deliverable(), Drawn.Line("fin", "listo")],
            [Drawn.Arrow("start", "Done", "entrega"), Drawn.Arrow("entrega", "Submitted", "fin")]));
        var instance = (await server.OpenAsync("retenido", "uno", ("institution", "CA-CON-00725"), ("year", 2026.0))).InstanceId;

        // Opened on Monday 3 August with one working day: level 3 leaves a working day after Tuesday the 4th.
        await server.TurnToAsync(SantiagoTime.ToInstant(new(2026, 8, 5), new(11, 0)));
        // The undersecretary, the ministry's officer and whoever is only informed.
        Assert.Equal(3, await server.CountAsync(StillHeld, instance));

        var task = (await server.InstanceAsync(instance)).Bookmarks.Single(bookmark => bookmark.Kind == BookmarkKind.Task);
        var answers = new Dictionary<string, object?> { ["answers"] = new Dictionary<string, object?> { ["nota"] = "Listo" } };
        Assert.Equal(
            Server.Flows.DispatchStatus.Applied, (await server.SendAsync(instance, new TaskActed(task.Id, "submit", answers))).Status);
        await server.TurnToAsync(SantiagoTime.ToInstant(new(2026, 8, 5), new(14, 0)));

        Assert.Equal(0, await server.CountAsync(StillHeld, instance));
        Assert.Equal(
            3, await server.CountAsync(
                "select count(*) from mails where instance_id = $1 and level = 3 and state = 'Withdrawn'", instance));
        Assert.Empty(await server.FaultsAsync());
    }

    private static JsonObject Deliverable() =>
        Drawn.Activity("entrega", "Workflows.RequestDeliverable", ("title", "Entregar la nota"), ("role", "institution.pmgOfficer"),
                ("institution", "CA-CON-00725"))
            .With(
                "form", "Object",
                new JsonArray(new JsonObject { ["id"] = "nota", ["label"] = "Nota", ["type"] = "text", ["required"] = true }))
            .With("deadline", "Object", JsonNode.Parse(
                """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 3, "workingDaysAfter": 1, "recipients": ["authority"], "template": "escalamiento" }] }""")!);
}
