using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Commitments;

/// <summary>Commitments as the rows of a report's form: filled with what is known, answered by whoever reports.</summary>
public static class ReportRows
{
    /// <summary>The field of a report that has them.</summary>
    public const string Table = "compromisos";

    private const string Code = "codigo";

    /// <summary>The columns that arrive filled, so that forms may name them.</summary>
    internal static readonly IReadOnlyList<FormField> Columns =
    [
        new(Code, "Código", FieldType.Text), new("nombre", "Compromiso", FieldType.Text), new("vence", "Vence", FieldType.Date),
        new("estado", "Estado", FieldType.Choice) { Options = [.. CommitmentWords.States.Keys] },
        new("avance", "Avance (%)", FieldType.Number), new("nudo", "Nudo", FieldType.Text), new("critico", "Crítico", FieldType.YesNo),
        new("ministerio", "Ministerio", FieldType.Text), new("region", "Región", FieldType.Text),
    ];

    /// <summary>A row as it is known: what nobody has said yet is missing, not empty.</summary>
    public static Dictionary<string, object?> Of(Commitment commitment, bool isCritical)
    {
        var row = new Dictionary<string, object?>
        {
            [Code] = commitment.Code,
            ["nombre"] = commitment.Name,
            ["estado"] = CommitmentWords.LabelOf(commitment.State),
            ["critico"] = isCritical,
        };
        Add(row, "vence", commitment.DueOn is { } due ? PlainValues.ToText(due) : null);
        Add(row, "avance", commitment.Declared is { } declared ? (double)declared : null);
        Add(row, "nudo", commitment.Obstacle?.What);
        Add(row, "ministerio", commitment.MinistryCode);
        Add(row, "region", commitment.RegionCode);
        return row;
    }

    /// <summary>The codes that rows name, in their order.</summary>
    internal static IEnumerable<string> CodesOf(IEnumerable<object?> rows) => rows.Select(row => row.TextOf(Code)).OfType<string>();

    /// <summary>
    /// Per cent that counts of a row, as of the commitment itself: what is finished is whole; null when nobody said or it does not apply.
    /// </summary>
    internal static decimal? ProgressOf(object? row) =>
        row.FlagOf("no_aplica") ? null : IsFinished(row) ? 100 : row.Member("avance").AsNumber();

    internal static bool IsFinished(object? row) =>
        row.TextOf("estado") is { } state && CommitmentWords.States.GetValueOrDefault(state) == CommitmentState.Finished;

    /// <summary>What a row says that changes a commitment; null when it says nothing.</summary>
    internal static CommitmentChange? ChangeIn(object? row)
    {
        if (row.TextOf(Code) is not { } code)
            return null;
        var change = new CommitmentChange(code)
        {
            State = row.TextOf("estado") is { } label && CommitmentWords.States.TryGetValue(label, out var state) ? state : null,
            Declared = row.Member("avance").AsNumber(),
            Verified = row.Member("verificado").AsNumber(),
            DoesNotApply = row.Member("no_aplica") as bool?,
            Obstacle = row.TextOf("nudo") is { } what ? new(what, row.TextOf("destraba"), row.DateOf("nudo_hasta")) : null,
        };
        return change == new CommitmentChange(code) ? null : change with { IsReport = !row.FlagOf("no_aplica") };
    }

    private static void Add(Dictionary<string, object?> row, string column, object? value)
    {
        if (value is not null)
            row[column] = value;
    }
}

/// <summary>What is told anew of a commitment; what is null stays as it was.</summary>
/// <param name="Code">The commitment.</param>
public sealed record CommitmentChange(string Code)
{
    public CommitmentState? State { get; init; }
    public decimal? Declared { get; init; }
    public decimal? Verified { get; init; }
    public bool? DoesNotApply { get; init; }
    public Obstacle? Obstacle { get; init; }

    /// <summary>Begins or ends its critical situation, with <see cref="Why"/>.</summary>
    public bool? IsCritical { get; init; }

    public string? Why { get; init; }

    /// <summary>It comes from a report: without more progress than before it counts as one without, and what it does not name blocks no more.</summary>
    public bool IsReport { get; init; }
}
