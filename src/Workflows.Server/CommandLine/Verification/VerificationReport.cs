namespace Workflows.Server.CommandLine.Verification;

/// <summary>Something that is not as the journal says it must be.</summary>
/// <param name="InstanceId">Whose journal; empty for what belongs to no instance.</param>
/// <param name="Number">The burst it was found in, when it is one burst's.</param>
/// <param name="What">In Spanish, for whoever answers for the system.</param>
public sealed record JournalProblem(string InstanceId, int? Number, string What);

/// <summary>What a verification looked at, and everything it found.</summary>
public sealed record VerificationReport(int Instances, long Bursts, IReadOnlyList<JournalProblem> Problems)
{
    public bool IsSound => Problems.Count == 0;
}

/// <summary>One burst as the table has it.</summary>
public sealed record StoredBurst(int Number, DateTimeOffset At, string Text, byte[] Hash);

/// <summary>The end of the chain, as the row of the instance has it.</summary>
public sealed record JournalHead(int Length, byte[] Hash, string State);
