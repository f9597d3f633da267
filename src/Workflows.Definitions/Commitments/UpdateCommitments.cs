using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// Writes down how commitments stand, as a report or a decision left them. Each change is kept; it never touches those of another region
/// than the one it is given.
/// </summary>
public sealed class UpdateCommitments : ActivityType
{
    public override string Type => "Workflows.UpdateCommitments";
    public override string Label => "Actualizar compromisos";
    public override IReadOnlyList<string> Inputs => ["rows", "region", "on", "code", "critical", "why"];

    public override void Execute(ActivityContext context)
    {
        var on = context.Text("on") is { Length: > 0 } text
            ? new Dictionary<string, object?> { ["on"] = text }.DateOf("on")
                ?? throw new ActivityFaultException($"«{text}» no es una fecha.")
            : SantiagoTime.DateAt(context.DueAt);
        // Of two rows about the same one, the last counts.
        var changes = context.Input("rows").AsList().Select(ReportRows.ChangeIn).OfType<CommitmentChange>()
            .GroupBy(change => change.Code, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        Tell(context, on, changes);
        // That it begins or ceases to be critical is a decision of its own, beside what the rows say of it.
        if (context.Text("code") is { Length: > 0 } code)
        {
            Tell(context, on, [new(code)
            {
                IsCritical = context.Input("critical") is null ? null : context.Flag("critical"),
                Why = context.Text("why") is { Length: > 0 } why ? why : null,
            }]);
        }

        context.Output("count", (double)changes.Count);
        context.Complete();
    }

    private static void Tell(ActivityContext context, DateOnly on, List<CommitmentChange> changes)
    {
        if (changes.Count > 0)
        {
            var region = context.Text("region") is { Length: > 0 } code ? code : null;
            context.Emit(new CommitmentsChanged(context.NextId(), on, region, changes));
        }
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("rows") is null && node.Input("code") is null)
            yield return "No dice qué compromisos actualizar: conecta «rows» o di cuál («code»).";
        if (node.Input("critical") is not null && node.Input("code") is null)
            yield return "No dice cuál compromiso pasa a crítico o deja de serlo («code»).";
    }
}
