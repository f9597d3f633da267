using Workflows.Definitions.Activities;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Gives a number to each row that has none: the next of a series, or the next of its own list. Who has a number keeps it, and one that was
/// taken away from an agenda that had left is not given again.
/// </summary>
public sealed class NumberRows : ActivityType
{
    private const string Number = "numero";

    public override string Type => "Workflows.NumberRows";
    public override string Label => "Numerar una lista";
    public override IReadOnlyList<string> Inputs => ["items", "series", "previous"];

    public override void Execute(ActivityContext context)
    {
        var items = context.Input("items").AsList();
        var before = context.Input("previous").AsList();
        var series = context.Text("series");
        var given = before.Where(row => row.Member(Number) is not null)
            .DistinctBy(KeyOf, StringComparer.Ordinal).ToDictionary(KeyOf, row => row.Member(Number), StringComparer.Ordinal);
        var next = before.Concat(items).Max(row => row.Member(Number).AsNumber()) ?? 0;

        var numbered = items.Select((row, i) =>
        {
            // Two rows of one name are two: a number is kept by one of them.
            var own = row.Member(Number) ?? (given.Remove(KeyOf(row), out var kept) ? kept : null);
            var isAdded = before.Count > 0 && own is null;
            own ??= series.Length > 0 ? (double)TakeNumber.Next(context, series, i) : (double)++next;
            return (object?)new Dictionary<string, object?>(PlainValues.MembersOf(row))
            {
                [Number] = own,
                // It came after the agenda had left: its body may look at it or not, by its norm.
                ["agregado"] = isAdded || row.FlagOf("agregado"),
            };
        }).ToList();
        context.Output("result", numbered);
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("items") is null)
            yield return "No dice qué lista se numera: conecta «items».";
    }

    private static string KeyOf(object? row) => $"{row.TextOf("titulo") ?? row.TextOf("texto")}\n{row.TextOf("viene_de")}";
}
