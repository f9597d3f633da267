namespace Workflows.Definitions.Commitments;

/// <summary>Where a commitment stands, as the follow-up of the programme names it.</summary>
public enum CommitmentState { NotStarted, InProgress, InProcessing, Finished }

/// <summary>Where in the tree of the programme it is: a commitment has initiatives, and an initiative has measures.</summary>
public enum CommitmentTier { Commitment, Initiative, Measure }

/// <summary>Who committed it: the programme of government, the President in a region, or an agreement of a committee.</summary>
public enum CommitmentSource { Programme, Presidential, Agreement }

/// <summary>The Spanish words of commitments, as files, forms and pages say them.</summary>
public static class CommitmentWords
{
    public static IReadOnlyDictionary<string, CommitmentState> States { get; } = new Dictionary<string, CommitmentState>(
        StringComparer.Ordinal)
    {
        ["No iniciado"] = CommitmentState.NotStarted, ["En proceso"] = CommitmentState.InProgress,
        ["En tramitación"] = CommitmentState.InProcessing, ["Terminado"] = CommitmentState.Finished,
    };

    public static IReadOnlyDictionary<string, CommitmentTier> Tiers { get; } = new Dictionary<string, CommitmentTier>(
        StringComparer.Ordinal)
    {
        ["compromiso"] = CommitmentTier.Commitment, ["iniciativa"] = CommitmentTier.Initiative, ["medida"] = CommitmentTier.Measure,
    };

    public static IReadOnlyDictionary<string, CommitmentSource> Sources { get; } = new Dictionary<string, CommitmentSource>(
        StringComparer.Ordinal)
    {
        ["programa"] = CommitmentSource.Programme, ["presidencial"] = CommitmentSource.Presidential,
        ["acuerdo"] = CommitmentSource.Agreement,
    };

    public static string LabelOf(CommitmentState state) => States.First(word => word.Value == state).Key;
}
