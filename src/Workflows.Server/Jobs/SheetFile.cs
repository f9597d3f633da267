using System.Globalization;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Jobs;

/// <summary>
/// A list that a job writes as a file: row by row, saying how far it is. The file is of whoever asked for it and of nobody else. Written
/// twice it is there twice, and the second one counts.
/// </summary>
internal static class SheetFile
{
    private static readonly CultureInfo Chile = CultureInfo.GetCultureInfo("es-CL");

    /// <param name="total">How many rows there were when it began.</param>
    public static async Task<JobOutcome> WriteAsync<T>(
        JobContext job, Sheet<T> sheet, int total, FileStore files, TimeProvider clock, CancellationToken ct)
    {
        var rows = 0;
        job.Report(0, total, "Escribiendo la lista.");
        try
        {
            var hash = await files.WriteAsync(
                stream => sheet.WriteAsync(stream, ct, written =>
                {
                    rows = written;
                    // More may have come while it was written.
                    job.Report(written, Math.Max(total, written), $"{Number(written)} de {Number(Math.Max(total, written))} filas.");
                }),
                ct);
            job.Report(rows, rows, "");
            return new($"La lista quedó lista para descargar: {(rows == 1 ? "1 fila" : $"{Number(rows)} filas")}.",
                File: new(hash, sheet.FileNameOn(clock.GetUtcNow()), sheet.ContentType));
        }
        catch (FileStoreException problem)
        {
            throw new JobRefusedException(problem.Message);
        }
    }

    private static string Number(int count) => count.ToString("N0", Chile);
}
