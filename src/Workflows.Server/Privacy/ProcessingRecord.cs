using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Persistence;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Privacy;

/// <summary>
/// The record of processing activities, made anew each time it is asked for: from the columns the model has, the routes that show them
/// with the roles they are for, and the terms of retention in force. Nobody writes it by hand.
/// </summary>
internal static class ProcessingRecord
{
    /// <param name="Kept">How long, with the terms that are in force.</param>
    public sealed record TreatmentView(
        string Name, string Purpose, string Whose, string Ground, string Recipients, IReadOnlyList<string> Kept, IReadOnlyList<string> Data,
        IReadOnlyList<PersonalColumn> Columns);

    /// <summary>An answer that shows data of people: each reading of it is written down.</summary>
    public sealed record ReaderView(string What, IReadOnlyList<string> Roles);

    /// <param name="AnswerDays">Days to answer a request: «por confirmar».</param>
    public sealed record Response(
        DateTimeOffset At, string Controller, string Contact, int AnswerDays, int ExtensionDays, IReadOnlyList<TreatmentView> Treatments,
        IReadOnlyList<ReaderView> Readers);

    private sealed record Line(TreatmentView Treatment, PersonalColumn Column);

    private static readonly IReadOnlyList<Column<Line>> Columns =
    [
        new("Tratamiento", line => line.Treatment.Name), new("Finalidad", line => line.Treatment.Purpose),
        new("Titulares", line => line.Treatment.Whose),
        new("Base de licitud", line => line.Treatment.Ground), new("Destinatarios", line => line.Treatment.Recipients),
        new("Conservación", line => string.Join(" ", line.Treatment.Kept)),
        new("Dato", line => line.Column.Data), new("Tabla", line => line.Column.Table), new("Columna", line => line.Column.Column),
    ];

    public static void MapProcessingRecord(this RouteGroupBuilder privacy)
    {
        privacy.MapGet("/record", GetAsync).WithName("GetProcessingRecord")
            .WithSummary("Registro de actividades de tratamiento, hecho del modelo de datos");
        privacy.MapGet("/record/export", ExportAsync).WithName("ExportProcessingRecord").WithSummary("El mismo registro como CSV o XLSX")
            .ProducesSheet();
    }

    private static async Task<Ok<Response>> GetAsync(
        WorkflowsDb db, EndpointDataSource endpoints, IOptions<PrivacyOptions> options, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(new Response(
            clock.GetUtcNow(), options.Value.Controller, options.Value.Contact, options.Value.AnswerDays, options.Value.ExtensionDays,
            await TreatmentsAsync(db, ct), ReadersIn(endpoints)));

    private static async Task<Sheet<Line>> ExportAsync(SheetFormat? format, WorkflowsDb db, CancellationToken ct) => new(
        "registro-de-tratamiento", format ?? SheetFormat.Csv, Columns,
        (await TreatmentsAsync(db, ct)).SelectMany(treatment => treatment.Columns.Select(column => new Line(treatment, column)))
            .ToAsyncEnumerable());

    private static async Task<IReadOnlyList<TreatmentView>> TreatmentsAsync(WorkflowsDb db, CancellationToken ct)
    {
        var terms = await Retention.TermsAsync(db, ct);
        // A description of a table the model no longer has describes nothing.
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).ToHashSet(StringComparer.Ordinal);
        return [.. Treatment.All.Select(treatment =>
        {
            var columns = PersonalData.Tables.Where(table => table.Treatment == treatment && tables.Contains(table.Name))
                .SelectMany(table => table.Columns).ToList();
            return new TreatmentView(
                treatment.Name, treatment.Purpose, treatment.Whose, treatment.Ground, treatment.Recipients,
                [$"{treatment.Kept}.", .. treatment.Terms.Select(
                    kind => Retention.SentenceOf(RetentionRule.Of(kind), terms.GetValueOrDefault(kind)))],
                [.. columns.Select(column => column.Data).Distinct()], columns);
        })];
    }

    private static IReadOnlyList<ReaderView> ReadersIn(EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints
            .Select(
                endpoint =>
                    (Shown: endpoint.Metadata.GetMetadata<PersonalDataShown>(),
                        Roles: endpoint.Metadata.GetOrderedMetadata<RolesAllowed>()))
            .Where(route => route.Shown is not null)
            .GroupBy(route => route.Shown!.What)
            .OrderBy(routes => routes.Key, StringComparer.Ordinal)
            .Select(routes => new ReaderView(routes.Key, [.. routes.SelectMany(route => Allowed(route.Roles)).Distinct()])),
    ];

    /// <summary>Every list of a route has to be met; without any, whoever has a post in its scope.</summary>
    private static IEnumerable<string> Allowed(IReadOnlyList<RolesAllowed> lists) => lists.Count == 0
        ? ["Quien tiene un cargo en el ámbito de lo que se lee"]
        : lists.Select(list => list.Allowed.AsEnumerable()).Aggregate((one, other) => one.Intersect(other)).Select(role => role.Label);
}
