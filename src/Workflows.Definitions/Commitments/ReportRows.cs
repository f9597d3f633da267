using Workflows.Definitions.Tasks;
using static Workflows.Definitions.Commitments.CommitmentRow;

namespace Workflows.Definitions.Commitments;

/// <summary>Commitments as the rows of a report's form: filled with what is known, answered by whoever reports.</summary>
public static class ReportRows
{
    /// <summary>The field of a report that has them.</summary>
    public const string Table = "compromisos";

    /// <summary>The columns that arrive filled, so that forms may name them.</summary>
    internal static readonly IReadOnlyList<FormField> Columns =
    [
        new(Key.Code, "Código", FieldType.Text), new(Key.Name, "Compromiso", FieldType.Text), new(Key.Due, "Vence", FieldType.Date),
        new(Key.State, "Estado", FieldType.Choice) { Options = [.. CommitmentWords.States.Keys] },
        new(Key.Progress, "Avance (%)", FieldType.Number), new(Key.Obstacle, "Nudo", FieldType.Text),
        new(Key.Critical, "Crítico", FieldType.YesNo),
        new(Key.Ministry, "Ministerio", FieldType.Text), new(Key.Region, "Región", FieldType.Text),
    ];

    /// <summary>A row as it is known: what nobody has said yet is missing, not empty.</summary>
    public static Dictionary<string, object?> Of(Commitment commitment, bool isCritical)
    {
        var row = new Dictionary<string, object?>
        {
            [Key.Code] = commitment.Code,
            [Key.Name] = commitment.Name,
            [Key.State] = CommitmentWords.LabelOf(commitment.State),
            [Key.Critical] = isCritical,
        };
        Add(row, Key.Due, commitment.DueOn is { } due ? PlainValues.ToText(due) : null);
        Add(row, Key.Progress, commitment.Declared is { } declared ? (double)declared : null);
        Add(row, Key.Obstacle, commitment.Obstacle?.What);
        Add(row, Key.Ministry, commitment.MinistryCode);
        Add(row, Key.Region, commitment.RegionCode);
        return row;
    }

    /// <summary>The codes that rows name, in their order.</summary>
    internal static IEnumerable<string> CodesOf(IEnumerable<object?> rows) =>
        CommitmentRow.In(rows).Select(row => row.Code).OfType<string>();

    /// <summary>
    /// Per cent that counts of a row, as of the commitment itself: what is finished is whole; null when nobody said or it does not apply.
    /// </summary>
    internal static decimal? ProgressOf(CommitmentRow row) =>
        row.DoesNotApply is true ? null : row.IsFinished ? 100 : row.Declared;

    /// <summary>What a row says that changes a commitment; null when it says nothing.</summary>
    internal static CommitmentChange? ChangeIn(object? values)
    {
        var row = new CommitmentRow(values);
        if (row.Code is not { } code)
            return null;
        var change = new CommitmentChange(code)
        {
            State = row.State,
            Declared = row.Declared,
            Verified = row.Verified,
            DoesNotApply = row.DoesNotApply,
            Obstacle = row.Obstacle is { } what ? new(what, row.Unblocks.Who, row.Unblocks.Until) : null,
        };
        return change == new CommitmentChange(code) ? null : change with { IsReport = row.DoesNotApply is not true };
    }

    private static void Add(Dictionary<string, object?> row, string column, object? value)
    {
        if (value is not null)
            row[column] = value;
    }
}
