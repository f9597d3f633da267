using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Calendar;
using Workflows.Server.Files.Store;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Uploads;

/// <summary>
/// A table of a form goes to Excel and comes back: the page knows its rows, and only the server knows workbooks. Nothing is kept, so it is
/// for whoever has a table on the page, which is anybody.
/// </summary>
internal static class SheetEndpoints
{
    private const string Unreadable = "La planilla no se pudo leer y no cambia nada. Corrígela y vuelve a subirla.";

    public static void MapSheets(this IEndpointRouteBuilder api)
    {
        var sheets = api.MapGroup("/sheets").WithTags("Files").RequireAuthorization().RequireRateLimiting(RateLimits.Upload);
        sheets.MapPost("/cells", ReadAsync).Accepts<string>(SheetTypes.Xlsx).WithName("ReadSheet")
            .WithSummary("Las filas de la primera hoja de un libro de Excel, como texto escrito a la chilena; no se guarda nada");
        sheets.MapPost("/workbook", Write).Produces(StatusCodes.Status200OK, contentType: SheetTypes.Xlsx).WithName("WriteSheet")
            .WithSummary("Un libro de Excel con las filas que se envían; la primera es el encabezado");
    }

    /// <param name="Rows">Those that say something, in their order; a cell is what somebody in Chile would have typed.</param>
    public sealed record SheetCells(IReadOnlyList<IReadOnlyList<string>> Rows);

    /// <summary>One of these, or none where the cell is blank.</summary>
    public sealed record SheetCell(string? Text = null, double? Number = null, DateOnly? Date = null)
    {
        private const int FirstYear = 1900;

        /// <summary>Excel knows no earlier dates: those stay words.</summary>
        internal object? Value => Text ?? Number
            ?? (object?)(Date is { Year: < FirstYear } early ? early.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : Date);
    }

    public sealed record WorkbookRequest(IReadOnlyList<IReadOnlyList<SheetCell>> Rows);

    private static async Task<Results<Ok<SheetCells>, ProblemHttpResult>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        if (!XlsxRows.IsOne(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)))
            return Because("El archivo no es un libro de Excel (.xlsx): ábrelo en Excel y usa «Guardar como», «Libro de Excel».");
        try
        {
            return TypedResults.Ok(new SheetCells([.. XlsxRows.Read("planilla", bytes, CellText.AsTyped).Values]));
        }
        catch (CsvException cells)
        {
            return Because([.. cells.Problems]);
        }
        catch (FileStoreException file)
        {
            return Because(file.Message);
        }
    }

    private static PushStreamHttpResult Write(WorkbookRequest request, CancellationToken ct)
    {
        // A list of what may be blank may hold nothing at all, whatever its type says.
        var rows = request.Rows.Select(row => (IReadOnlyList<object?>)[.. row?.Select(cell => cell?.Value) ?? []]);
        return TypedResults.Stream(stream => XlsxSheet.WriteAsync(stream, rows.ToAsyncEnumerable(), ct), SheetTypes.Xlsx);
    }

    private static ProblemHttpResult Because(params string[] reasons) =>
        Refusal.Fields(new Dictionary<string, string[]> { ["file"] = reasons }, Unreadable);
}
