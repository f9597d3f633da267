using System.Collections.Frozen;

namespace Workflows.Server.Files.Store;

/// <summary>A kind of file that is received: what people call it, the names it may have and what a browser may say of it.</summary>
public sealed record AcceptedFile(FileKind Kind, string Label, IReadOnlyList<string> Extensions, IReadOnlyList<string> MediaTypes);

/// <summary>
/// The whole list of what is received, in one place. Name, declared type and content must agree: a file that is one thing and says
/// another is never kept.
/// </summary>
public static class AcceptedFiles
{
    private const string OfficeXml = "application/vnd.openxmlformats-officedocument.";

    public static IReadOnlyList<AcceptedFile> All { get; } =
    [
        new(FileKind.Pdf, "PDF", [".pdf"], ["application/pdf", "application/x-pdf"]),
        new(FileKind.Docx, "Word (.docx)", [".docx"], [OfficeXml + "wordprocessingml.document"]),
        new(FileKind.Xlsx, "Excel (.xlsx)", [".xlsx"], [OfficeXml + "spreadsheetml.sheet"]),
        new(FileKind.Pptx, "PowerPoint (.pptx)", [".pptx"], [OfficeXml + "presentationml.presentation"]),
        new(FileKind.Png, "PNG", [".png"], ["image/png"]),
        new(FileKind.Jpeg, "JPEG", [".jpg", ".jpeg"], ["image/jpeg"]),
        new(FileKind.Text, "texto o CSV", [".txt", ".csv"],
            ["text/plain", "text/csv", "application/csv", "text/tab-separated-values", "application/vnd.ms-excel"]),
        new(FileKind.Zip, "ZIP", [".zip"], ["application/zip", "application/x-zip-compressed"]),
        new(FileKind.Email, "correo (.eml)", [".eml"], ["message/rfc822"]),
        new(FileKind.SignedPkcs7, "firma electrónica (.p7m)", [".p7m", ".p7s"],
            ["application/pkcs7-mime", "application/pkcs7-signature", "application/x-pkcs7-mime", "application/x-pkcs7-signature"]),
    ];

    /// <summary>A program that hides behind another ending («informe.exe.pdf»), or a document that carries one.</summary>
    internal static readonly FrozenSet<string> Dangerous = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".exe", ".dll", ".scr", ".pif", ".cpl", ".msi", ".msp", ".sys", ".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".js", ".jse",
        ".mjs", ".wsf", ".wsh",
        ".hta", ".htm", ".html", ".mht", ".mhtml", ".svg", ".xhtml", ".php", ".lnk", ".url", ".scf", ".reg", ".inf", ".jar", ".class",
        ".apk", ".app", ".dmg",
        ".iso", ".img", ".vhd", ".vhdx", ".cab", ".sh", ".bash", ".py", ".pl", ".rb", ".chm", ".hlp", ".ocx", ".xll", ".docm", ".dotm",
        ".xlsm", ".xltm", ".xlsb",
        ".xlam", ".pptm", ".potm", ".ppam", ".ppsm", ".sldm", ".slk", ".iqy", ".doc", ".dot", ".xls", ".xlt", ".xla", ".ppt", ".pps",
        ".pot", ".rtf");

    private static readonly FrozenSet<string> SaysNothing = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "", "application/octet-stream", "binary/octet-stream");

    /// <summary>Archives, which are not opened inside another.</summary>
    internal static readonly FrozenSet<string> Archives = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, ".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".arj", ".lzh", ".ace", ".z",
        ".zst");

    public static AcceptedFile? Find(FileKind kind) => All.FirstOrDefault(file => file.Kind == kind);

    public static string LabelOf(FileKind kind) => Find(kind)?.Label ?? "de tipo desconocido";

    /// <summary>Refuses a name that says something else than the content, or that deceives whoever reads it.</summary>
    /// <param name="name">As it was sent.</param>
    /// <param name="declared">The media type it was sent with; what says nothing (none, octet-stream) is not compared.</param>
    /// <exception cref="FileStoreException">They do not agree.</exception>
    public static void Agree(string? name, string? declared, FileKind kind)
    {
        if (FileName.TurnsDirection(name))
            throw FileStoreException.DeceivingName("trae caracteres invisibles que cambian el sentido de lo que se lee");
        var shown = FileName.Clean(name);
        var parts = shown.Split('.');
        if (parts.Skip(1).FirstOrDefault(part => Dangerous.Contains("." + part.Trim())) is { } hidden)
            throw FileStoreException.DeceivingName($"termina como un programa o un documento que puede traerlo («.{hidden.Trim()}»)");

        var accepted = Find(kind)!;
        var extension = Path.GetExtension(shown);
        if (!accepted.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            throw FileStoreException.NameDisagrees(extension, accepted);
        var type = declared?.Split(';')[0].Trim() ?? "";
        if (!SaysNothing.Contains(type) && !accepted.MediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw FileStoreException.TypeDisagrees(type, accepted);
    }
}
