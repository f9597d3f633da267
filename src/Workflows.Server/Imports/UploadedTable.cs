using System.Text;
using Workflows.Server.Files.Store;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Imports;

/// <summary>A table that somebody sends, as CSV text: CSV in UTF-8 or Latin-1, or the first sheet of an XLSX workbook.</summary>
internal static class UploadedTable
{
    public static async Task<string> ReadAsync(string name, HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        var content = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (XlsxRows.IsOne(content))
            return XlsxText.Read(name, bytes);
        if (DangerousHeads.Find(content[..Math.Min(content.Length, DangerousHeads.Length)]) is { } what)
            throw FileStoreException.IsDangerous(what);
        return content.Contains((byte)0) ? throw new UnstorableTextException() : TextOf(content);
    }

    // Spreadsheets still save Latin-1; no Spanish text in Latin-1 is valid UTF-8 by accident.
    private static string TextOf(ReadOnlySpan<byte> content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(content);
        }
    }
}
