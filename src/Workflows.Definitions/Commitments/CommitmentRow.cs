using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Commitments;

/// <summary>A commitment as a row of a report, filled or answered. What nobody has said yet is missing, not empty.</summary>
internal readonly record struct CommitmentRow(object? Values)
{
    public string? Code => Values.TextOf(Key.Code);
    public string? Name => Values.TextOf(Key.Name);

    /// <summary>As people read it.</summary>
    public string? StateLabel => Values.TextOf(Key.State);
    public CommitmentState? State => StateLabel is { } label && CommitmentWords.States.TryGetValue(label, out var state) ? state : null;
    public bool IsFinished => State == CommitmentState.Finished;
    public decimal? Declared => Values.Member(Key.Progress).AsNumber();
    public decimal? Verified => Values.Member("verificado").AsNumber();
    public bool IsCritical => Values.FlagOf(Key.Critical);

    /// <summary>Null when nobody said.</summary>
    public bool? DoesNotApply => Values.Member(Key.NotApplicable) as bool?;
    public string? Obstacle => Values.TextOf(Key.Obstacle);

    /// <summary>Who can take the obstacle away, and until when it lasts.</summary>
    public (string? Who, DateOnly? Until) Unblocks => (Values.TextOf("destraba"), Values.DateOf("nudo_hasta"));

    /// <summary>What whoever reports says of it.</summary>
    public string? Remark => Values.TextOf("observacion");

    public static IEnumerable<CommitmentRow> In(IEnumerable<object?> rows) => rows.Select(row => new CommitmentRow(row));

    public static class Key
    {
        public const string Code = "codigo";
        public const string Name = "nombre";
        public const string Due = "vence";
        public const string State = "estado";
        public const string Progress = "avance";
        public const string Obstacle = "nudo";
        public const string Critical = "critico";
        public const string Ministry = "ministerio";
        public const string Region = "region";
        public const string NotApplicable = "no_aplica";
    }
}
