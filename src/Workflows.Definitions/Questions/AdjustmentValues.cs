using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>Suspensions and extensions de oficio as the values a task keeps.</summary>
internal static class AdjustmentValues
{
    public static Dictionary<string, object?> Of(Suspension suspension) => new()
    {
        ["from"] = PlainValues.ToText(suspension.From),
        ["to"] = PlainValues.ToText(suspension.To),
        ["act"] = suspension.Act,
    };

    public static Dictionary<string, object?> Of(OfficeExtension given) => new() { ["days"] = (double)given.Days, ["act"] = given.Act };

    public static Suspension Suspension(object? values) => new(
        values.DateOf("from") ?? throw new ActivityFaultException("No se indicó desde qué día se suspende el plazo."),
        values.DateOf("to") ?? throw new ActivityFaultException("No se indicó hasta qué día se suspende el plazo."),
        values.TextOf("act") ?? throw new ActivityFaultException("No se indicó el acto que suspende el plazo."));

    public static OfficeExtension Office(object? values) => new(
        values.WholeOf("days") ?? throw new ActivityFaultException("No se indicó en cuántos días se amplía el plazo."),
        values.TextOf("act") ?? throw new ActivityFaultException("No se indicó el acto que amplía el plazo."));
}
