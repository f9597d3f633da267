using Workflows.Definitions.Activities;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// Puts the reports of a period together: who reported on time, late or not at all, how far each place is and what is critical, that
/// first. It corrects nothing: what did not come is named, and no average counts it.
/// </summary>
public sealed class ConsolidateReports : ActivityType, ILeavesAnswers
{
    public override string Type => "Workflows.ConsolidateReports";
    public override string Label => "Consolidar informes";
    public override IReadOnlyList<string> Inputs => ["reports", "output"];

    public IReadOnlyList<FormField> AnswersLeft { get; } =
    [
        new("lugares", "Por lugar", FieldType.Table)
        {
            Columns =
            [
                new("lugar", "Lugar", FieldType.Text), new("informe", "Informe", FieldType.Text),
                new("compromisos", "Compromisos", FieldType.Number),
                new("con_avance", "Con avance", FieldType.Number), new("sin_dato", "Sin dato", FieldType.Number),
                new("no_aplica", "No aplica", FieldType.Number), new("promedio", "Avance promedio", FieldType.Text),
                new("criticos", "Críticos", FieldType.Number),
            ],
        },
        new("criticos", "Compromisos críticos", FieldType.Table)
        {
            Columns =
            [
                new("lugar", "Lugar", FieldType.Text), new("codigo", "Código", FieldType.Text), new("nombre", "Compromiso", FieldType.Text),
                new("estado", "Estado", FieldType.Text), new("avance", "Avance", FieldType.Text), new("nudo", "Nudo", FieldType.Text),
            ],
        },
        new("resumen", "Resumen", FieldType.Text),
    ];

    public override void Execute(ActivityContext context)
    {
        var name = context.Text("output", "informe");
        var reports = context.Input("reports").AsList().Select(item => PlaceReport.Of(item, name)).ToList();
        var all = reports.SelectMany(report => report.Rows).ToList();
        var critical = reports.SelectMany(report =>
            report.Rows.Where(row => row.IsCritical).Select(object? (row) => Critical(report.Place, row))).ToList();
        var summary = Summary(reports, Figures.Of(all), critical.Count);
        context.Output("result", new Dictionary<string, object?>
        {
            [HandedIn.Key.Answers] = new Dictionary<string, object?>
            {
                ["lugares"] = reports.Select(object? (report) => RowOf(report)).ToList(),
                ["criticos"] = critical,
                ["resumen"] = summary,
            },
        });
        context.Output("missing", PlainValues.ToValues(reports.Where(report => !report.Came).Select(report => report.Place)));
        context.Output("summary", summary);
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("reports") is null)
            yield return "No dice qué informes consolidar: conecta «reports» con lo que dejó «Para cada uno».";
    }

    private static Dictionary<string, object?> RowOf(PlaceReport report)
    {
        var figures = Figures.Of(report.Rows);
        return new()
        {
            ["lugar"] = report.Place,
            ["informe"] = report.Told,
            ["compromisos"] = (double)report.Rows.Count,
            ["con_avance"] = (double)figures.Answered,
            ["sin_dato"] = (double)figures.Missing,
            ["no_aplica"] = (double)figures.NotApplicable,
            ["promedio"] = figures.Shown,
            ["criticos"] = (double)report.Rows.Count(row => row.IsCritical),
        };
    }

    private static Dictionary<string, object?> Critical(string place, CommitmentRow row) => new()
    {
        ["lugar"] = place,
        [CommitmentRow.Key.Code] = row.Code,
        [CommitmentRow.Key.Name] = row.Name,
        [CommitmentRow.Key.State] = row.StateLabel,
        [CommitmentRow.Key.Progress] = row.Declared is { } progress ? Commitment.Percent(progress) : "sin dato",
        [CommitmentRow.Key.Obstacle] = row.Obstacle ?? "ninguno declarado",
    };

    private static string Summary(List<PlaceReport> reports, Figures figures, int critical)
    {
        var late = reports.Where(report => report is { Came: true, WasOnTime: false }).Select(report => report.Place).ToList();
        var missing = reports.Where(report => !report.Came).Select(report => report.Place).ToList();
        var lateOnes = late.Count > 0 ? $", fuera de plazo: {string.Join(", ", late)}" : "";
        var parts = new List<string>
        {
            critical switch { 0 => "Ningún compromiso crítico.", 1 => "1 compromiso crítico.", _ => $"{critical} compromisos críticos." },
            $"Llegaron {reports.Count - missing.Count} de {reports.Count} informes{lateOnes}.",
        };
        if (missing.Count > 0)
            parts.Add($"Sin informe aprobado al corte: {string.Join(", ", missing)}.");
        parts.Add($"Avance promedio: {figures.Shown} ({figures.Answered} con dato, {figures.Missing} sin dato, "
            + $"{figures.NotApplicable} no aplican).");
        return string.Join(' ', parts);
    }

    /// <summary>What one place reported, or that it did not.</summary>
    private sealed record PlaceReport(string Place, bool Came, bool WasOnTime, IReadOnlyList<CommitmentRow> Rows)
    {
        public string Told => (Came, WasOnTime) switch { (false, _) => "Sin aprobar", (_, true) => "A tiempo", _ => "Fuera de plazo" };

        public static PlaceReport Of(object? item, string output)
        {
            var report = item.Member("output").Member(output);
            var came = item.FlagOf("finished") && report is not null;
            return new(
                item.TextOf("name") ?? "", came, report.TextOf("oportunidad") == TaskWords.OnTime,
                came ? [.. CommitmentRow.In(report.ListOf(ReportRows.Table))] : []);
        }
    }

    /// <summary>The average of those that answered, with how many did not.</summary>
    private sealed record Figures(int Answered, int Missing, int NotApplicable, decimal? Average)
    {
        public string Shown => Average is { } average
            ? Commitment.Percent(Math.Round(average, 1, MidpointRounding.AwayFromZero))
            : "sin dato";

        public static Figures Of(IReadOnlyCollection<CommitmentRow> rows)
        {
            var notApplicable = rows.Count(row => row.DoesNotApply is true);
            var answered = rows.Select(ReportRows.ProgressOf).OfType<decimal>().ToList();
            return new(
                answered.Count, rows.Count - answered.Count - notApplicable, notApplicable,
                answered.Count > 0 ? answered.Sum() / answered.Count : null);
        }
    }
}
