using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// A process tells how commitments stand on a day. What it tells of an earlier day than is known already is kept, and never replaces what
/// is known.
/// </summary>
/// <param name="Id">Unique; each change is this with its commitment.</param>
/// <param name="On">The day it is of: the cut-off of a report, not the day it came.</param>
/// <param name="Region">Only commitments of this region are touched; null for any.</param>
public sealed record CommitmentsChanged(string Id, DateOnly On, string? Region, IReadOnlyList<CommitmentChange> Changes) : Effect
{
    public override string Kind => "commitmentsChanged";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["id"] = Id,
        ["on"] = PlainValues.ToText(On),
        ["region"] = Region,
        ["commitments"] = PlainValues.ToValues(Changes.Select(change => change.Code)),
    };
}
