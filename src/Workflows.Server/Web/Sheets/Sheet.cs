using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Server.Web.Sheets;

/// <summary>
/// A list as a file, written row by row while it is read: its length does not matter to memory. What a cell says never becomes a
/// formula of whoever opens it.
/// </summary>
public sealed class Sheet<T>(string name, SheetFormat format, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var now = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var day = SantiagoTime.DateAt(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var response = httpContext.Response;
        var isCsv = format == SheetFormat.Csv;
        response.ContentType = isCsv ? SheetTypes.Csv : SheetTypes.Xlsx;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}-{day}.{(isCsv ? "csv" : "xlsx")}\"";
        response.Headers.CacheControl = "no-store";
        var cells = Cells(httpContext.RequestAborted);
        if (isCsv)
            await CsvSheet.WriteAsync(response.Body, cells, httpContext.RequestAborted);
        else
            await XlsxSheet.WriteAsync(response.Body, cells, httpContext.RequestAborted);
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Cells([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        yield return [.. columns.Select(column => column.Title)];
        await foreach (var row in rows.WithCancellation(ct))
            yield return [.. columns.Select(column => Local(column.Value(row)))];
    }

    private static object? Local(object? value) => value is DateTimeOffset instant ? SantiagoTime.ToLocal(instant) : value;
}

internal static class SheetTypes
{
    public const string Csv = "text/csv; charset=utf-8";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static RouteHandlerBuilder ProducesSheet(this RouteHandlerBuilder route) =>
        route.Produces(StatusCodes.Status200OK, contentType: "text/csv", additionalContentTypes: [Xlsx]).ProducesProblem(StatusCodes.Status400BadRequest);
}
