using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>Suspensions and extensions de oficio as the values that tasks and proposals keep.</summary>
public static class AdjustmentValues
{
    public static Dictionary<string, object?> Of(Adjustments decided)
    {
        var values = new Dictionary<string, object?>();
        Write(values, decided.Suspensions, decided.Office);
        return values;
    }

    public static Adjustments Read(object? values) => new() { Suspensions = SuspensionsIn(values), Office = OfficeIn(values) };

    /// <summary>What there is none of leaves no trace.</summary>
    internal static void Write(
        Dictionary<string, object?> values, IReadOnlyList<Suspension> suspensions, IReadOnlyList<OfficeExtension> office)
    {
        if (suspensions.Count > 0)
            values["suspensions"] = suspensions.Select(object? (one) => Of(one)).ToList();
        if (office.Count > 0)
            values["office"] = office.Select(object? (one) => Of(one)).ToList();
    }

    internal static IReadOnlyList<Suspension> SuspensionsIn(object? values) =>
        [.. values.ListOf("suspensions").Select(Suspension)];

    internal static IReadOnlyList<OfficeExtension> OfficeIn(object? values) => [.. values.ListOf("office").Select(Office)];

    private static Dictionary<string, object?> Of(Suspension suspension) => new()
    {
        ["from"] = PlainValues.ToText(suspension.From),
        ["to"] = PlainValues.ToText(suspension.To),
        ["act"] = suspension.Act,
    };

    private static Dictionary<string, object?> Of(OfficeExtension given) => new() { ["days"] = (double)given.Days, ["act"] = given.Act };

    private static Suspension Suspension(object? values) => new(
        values.DateOf("from") ?? throw new ActivityFaultException("No se indicó desde qué día se suspende el plazo."),
        values.DateOf("to") ?? throw new ActivityFaultException("No se indicó hasta qué día se suspende el plazo."),
        values.TextOf("act") ?? throw new ActivityFaultException("No se indicó el acto que suspende el plazo."));

    private static OfficeExtension Office(object? values) => new(
        values.WholeOf("days") ?? throw new ActivityFaultException("No se indicó en cuántos días se amplía el plazo."),
        values.TextOf("act") ?? throw new ActivityFaultException("No se indicó el acto que amplía el plazo."));
}
