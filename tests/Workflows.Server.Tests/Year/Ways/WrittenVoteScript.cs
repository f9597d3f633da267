using Workflows.Definitions.Flows;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// A body decides in writing: its secretary proposes until whoever presides calls the vote, each seat votes or lets its term end, and all
/// are told.
/// </summary>
internal sealed class WrittenVoteScript(Foretold told, string committee)
    : Script(ShippedFlows.WrittenVote, told, null, 2026, new Dictionary<string, string> { ["comite"] = committee })
{
    private readonly IReadOnlyList<Stage> _votes = [.. VotingSeats(committee)
        .Select(seat => Stage.VoteOf(ShippedFlows.WrittenVote, "votacion", seat))];

    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var called = Do("convocatoria", Do("propuesta", opened)?.At);
        while (called is { Action: "return" })
            called = Do("convocatoria", Do("propuesta", called.Value.At, isReturned: true)?.At);
        return Tell("aviso", Joined([.. _votes.Select(vote => Do(vote, called?.At)?.At)]));
    }
}
