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
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileNameOn(now)}\"";
        response.Headers.CacheControl = "no-store";
        await WriteAsync(response.Body, httpContext.RequestAborted);
    }

    internal string ContentType => format == SheetFormat.Csv ? SheetTypes.Csv : SheetTypes.Xlsx;

    internal string FileNameOn(DateTimeOffset now)
    {
        var day = SantiagoTime.DateAt(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{name}-{day}.{(format == SheetFormat.Csv ? "csv" : "xlsx")}";
    }

    /// <param name="written">Told how many rows are written, the heading not counted.</param>
    internal Task WriteAsync(Stream stream, CancellationToken ct, Action<int>? written = null) =>
        format == SheetFormat.Csv
            ? CsvSheet.WriteAsync(stream, Cells(written, ct), ct)
            : XlsxSheet.WriteAsync(stream, Cells(written, ct), ct);

    private async IAsyncEnumerable<IReadOnlyList<object?>> Cells(
        Action<int>? written, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        yield return [.. columns.Select(column => column.Title)];
        var count = 0;
        await foreach (var row in rows.WithCancellation(ct))
        {
            yield return [.. columns.Select(column => Local(column.Value(row)))];
            written?.Invoke(++count);
        }
    }

    private static object? Local(object? value) => value is DateTimeOffset instant ? SantiagoTime.ToLocal(instant) : value;
}

internal static class SheetTypes
{
    public const string Csv = "text/csv; charset=utf-8";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static RouteHandlerBuilder ProducesSheet(this RouteHandlerBuilder route) =>
        route.Produces(StatusCodes.Status200OK, contentType: "text/csv", additionalContentTypes: [Xlsx])
            .ProducesProblem(StatusCodes.Status400BadRequest);
}
