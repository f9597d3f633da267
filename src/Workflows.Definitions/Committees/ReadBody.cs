using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Reads the rules of a body so that a flow can follow them: its norm, its notice, and how long its minutes may be observed. What its
/// norm is silent about it does not invent: the flow gives a term, and silence then means nothing.
/// </summary>
public sealed class ReadBody : ActivityType
{
    public override string Type => "Workflows.ReadBody";
    public override string Label => "Leer las reglas de un órgano";
    public override IReadOnlyList<string> Inputs => ["body", "observationDays"];

    public override void Execute(ActivityContext context)
    {
        var rules = BodyRules.Find(context.Text("body"))
            ?? throw new ActivityFaultException($"No hay reglas del órgano «{context.Text("body")}».");
        var minutes = rules.Minutes;
        var days = minutes.ObservationDays ?? (double?)context.Input("observationDays").AsNumber();
        var term = new Dictionary<string, object?> { [minutes.CountsCalendarDays ? "calendarDays" : "workingDays"] = days };
        context.Output("result", new Dictionary<string, object?>
        {
            ["codigo"] = rules.Code,
            ["nombre"] = rules.Name,
            ["norma"] = rules.Norm,
            ["dias_citacion"] = rules.NoticeDays is { } notice ? (double)notice : null,
            ["dias_citacion_extraordinaria"] = rules.ExtraordinaryNoticeDays is { } extraordinary ? (double)extraordinary : null,
            ["dias_observacion"] = days,
            ["tipo_de_dias"] = minutes.CountsCalendarDays ? "corridos" : "hábiles",
            ["observa_por_norma"] = minutes.ObservationDays is not null,
            ["silencio_aprueba"] = minutes.SilenceApproves,
            ["norma_acta"] = minutes.Norm ?? rules.Norm,
            ["plazo_observaciones"] = days is null ? null : new Dictionary<string, object?>
            {
                ["term"] = term,
                // Another draft is observed for as long as the first.
                ["correction"] = new Dictionary<string, object?> { ["term"] = term },
                ["reminders"] = new List<object?> { 1d },
                ["silence"] = new Dictionary<string, object?> { ["outcome"] = TaskWords.Expired },
            },
        });
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("body") is null)
            yield return "No dice de qué órgano: conecta «body».";
        else if (node.Input("body")!.Constant is { } code && BodyRules.Find(Values.ToText(code)) is null)
            yield return $"No hay reglas del órgano «{Values.ToText(code)}».";
    }
}
