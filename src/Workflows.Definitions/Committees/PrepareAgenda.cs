using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Puts together what a body has to look at next: agreements that are late, items an earlier session postponed or did not reach, and what
/// was proposed, for the day its calendar planned. It decides nothing: its secretariat orders, completes and takes away.
/// </summary>
public sealed class PrepareAgenda : ActivityType, ILeavesAnswers
{
    /// <summary>Facts of a body, told with its code in place of an institution's.</summary>
    private const string Agreement = "comite.acuerdo", Carried = "comite.pendientes", Agenda = "comite.tabla";

    /// <summary>What a late agreement is when it goes back to the agenda by itself.</summary>
    private const int UsualPatience = 10;

    private const string Table = "puntos", Date = "fecha";

    public override string Type => "Workflows.PrepareAgenda";
    public override string Label => "Preparar la tabla";
    public override IReadOnlyList<string> Inputs => ["committee", "proposed", "lateAfter", "date"];

    public IReadOnlyList<FormField> AnswersLeft { get; } =
    [
        new(Date, "Fecha prevista", FieldType.Date),
        new(Table, "Puntos", FieldType.Table)
        {
            Columns =
            [
                new("titulo", "Punto", FieldType.Text), new("presenta", "Quién lo presenta", FieldType.Text),
                new("para", "Para", FieldType.Choice) { Options = ["Decisión", "Información", "Seguimiento"] },
                new("origen", "De dónde viene", FieldType.Text), new("viene_de", "Viene del punto", FieldType.Text),
                new("acuerdo", "Acuerdo", FieldType.Text),
            ],
        },
    ];

    public override void Execute(ActivityContext context)
    {
        var committee = context.Text("committee");
        if (committee.Length == 0)
            throw new ActivityFaultException("No se indicó de qué órgano es la tabla.");
        List<object?> rows =
        [
            .. LateAgreements(context, committee), .. CarriedItems(context, committee),
            .. context.Input("proposed").AsList().Select(Proposed),
        ];
        var answers = new Dictionary<string, object?> { [Table] = rows };
        if (context.Text("date") is { Length: > 0 } planned)
            answers[Date] = planned;
        context.Output("result", new Dictionary<string, object?> { ["answers"] = answers });
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("committee") is null)
            yield return "No dice de qué órgano es la tabla: conecta «committee».";
    }

    /// <summary>Each agreement is told again whenever it changes: the last word counts.</summary>
    private static IEnumerable<Dictionary<string, object?>> LateAgreements(ActivityContext context, string committee)
    {
        var today = SantiagoTime.DateAt(context.DueAt);
        var patience = context.Input("lateAfter").AsNumber() ?? UsualPatience;
        var last = Facts(context, Agreement, committee)
            .GroupBy(fact => Values.ToText(fact.Member("numero")), StringComparer.Ordinal).Select(told => told.Last());
        foreach (var agreement in last.Where(fact => fact.TextOf("estado") == "vigente"))
        {
            if (agreement.DateOf("plazo") is not { } due || due >= today || TaskQuestions.WorkingDays(context, due, today) < patience)
                continue;
            var number = Values.ToText(agreement.Member("numero"));
            yield return Row(
                $"Acuerdo {number}: {agreement.TextOf("texto")}", agreement.TextOf("responsable"), "Seguimiento",
                $"Acuerdo atrasado: vencía el {SpanishDate.Of(due)}", null, number);
        }
    }

    private static IEnumerable<Dictionary<string, object?>> CarriedItems(ActivityContext context, string committee)
    {
        var taken = Facts(context, Agenda, committee).SelectMany(fact => fact.ListOf(Table)).Select(row => row.TextOf("viene_de"))
            .ToHashSet(StringComparer.Ordinal);
        return Facts(context, Carried, committee)
            .SelectMany(fact => fact.ListOf(Table).Select(row => (Row: row, Session: Values.ToText(fact.Member("sesion")))))
            .Where(left => !taken.Contains(IdOf(left.Row, left.Session)))
            .Select(left => Row(
                left.Row.TextOf("titulo") ?? "", left.Row.TextOf("presenta"), left.Row.TextOf("para") ?? "Decisión",
                $"Quedó pendiente de la sesión {left.Session}{(left.Row.TextOf("motivo") is { Length: > 0 } why ? $": {why}" : "")}",
                IdOf(left.Row, left.Session), left.Row.TextOf("acuerdo")));
    }

    /// <summary>Of a session that was not held the whole agenda is left, with the numbers it had.</summary>
    private static string IdOf(object? row, string session) =>
        $"{session}.{Values.ToText(row.Member("viene_del_punto") ?? row.Member("numero"))}";

    private static Dictionary<string, object?> Proposed(object? row) => Row(
        row.TextOf("titulo") ?? "", row.TextOf("presenta") ?? row.TextOf("asiento"), row.TextOf("para") ?? "Decisión",
        row.TextOf("asiento") is { } seat ? $"Propuesto por {seat}" : "Propuesto", null, null);

    private static Dictionary<string, object?> Row(
        string title, string? presenter, string purpose, string origin, string? from, string? agreement) => new()
        {
            ["titulo"] = title, ["presenta"] = presenter, ["para"] = purpose, ["origen"] = origin, ["viene_de"] = from,
            ["acuerdo"] = agreement,
        };

    private static IReadOnlyList<object?> Facts(ActivityContext context, string kind, string committee) =>
        context.Ask(new FactsQuestion(kind, committee, null));
}
