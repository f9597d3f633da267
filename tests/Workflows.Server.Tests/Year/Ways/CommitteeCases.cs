using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>The flows of committees in every way they can go. They are asked of seats and belong to no institution.</summary>
internal static class CommitteeCases
{
    private const string Committee = "comite-tecnico-pmg";

    private static readonly DateOnly Opens = new(2026, 8, 3);

    public static IEnumerable<Foretold> Tell() => WrittenVotes();

    private static IEnumerable<Foretold> WrittenVotes() => new Way[]
    {
        new(Way.Usual, (stage, _) => Way.OnTime(stage)),
        new(Way.Returned, Way.ReturnedOnce),
        new("con los asientos en silencio", (stage, _) => stage.Activity == "votacion" ? null : Way.OnTime(stage)),
        new(Way.Late, (stage, _) => Way.AfterTheLastLevel(stage)),
        new(Way.Silent, (_, _) => null),
        // Level 3 hears five working days after the five of the proposal, and its notice is held until one o'clock.
        new(Way.Cancelled, (_, _) => null, FamilyCases.At(WorkingCalendar.Shipped.AddWorkingDays(Opens, 5 + 5), new(10, 30))),
    }.Select(way => FamilyCases.Of(
        ShippedFlows.WrittenVote, way, FamilyCases.At(Opens),
        new { organo = Committee, comite = Committee, materia = $"Marco ({way.Name})", year = 2026 }, told => new WrittenVoteScript(told, Committee)));
}
