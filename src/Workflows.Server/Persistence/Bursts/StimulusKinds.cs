namespace Workflows.Server.Persistence.Bursts;

/// <summary>The words in <see cref="StimulusRow.Kind"/>.</summary>
public static class StimulusKinds
{
    public const string StartChild = "startChild";
    public const string ChildReport = "childReport";
    public const string Cancel = "cancel";
    public const string Event = "event";

    /// <summary>The family of this root is as large as it may be.</summary>
    public const string FamilyFull = "familyFull";

    /// <summary>Goes on with a burst that was cut.</summary>
    public const string Continue = "continue";
}
