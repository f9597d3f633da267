using System.Globalization;

namespace Workflows.Server.Files.Store;

public enum FileProblem
{
    Empty,
    TooLarge,
    KindNotAllowed,
    Macros,
    Broken,
    DangerousArchive,

    /// <summary>Not the person's fault: the disk is full.</summary>
    DiskFull,
}

/// <summary>A file that was not kept, and why, in words for whoever sent it. Nothing of it is left behind.</summary>
public sealed class FileStoreException : Exception
{
    private FileStoreException(FileProblem problem, string message, Exception? inner = null) : base(message, inner) => Problem = problem;

    public FileProblem Problem { get; }

    internal static FileStoreException Empty() => new(FileProblem.Empty, "El archivo está vacío. Revisa que sea el correcto y súbelo de nuevo.");

    internal static FileStoreException TooLarge(long maxBytes) => new(
        FileProblem.TooLarge, $"El archivo pesa más de {InMegabytes(maxBytes)}. Comprímelo o divídelo en partes.");

    internal static FileStoreException NotAllowed(FileKind kind, IReadOnlySet<FileKind> allowed) => new(
        FileProblem.KindNotAllowed,
        (kind == FileKind.Unknown ? "No reconozco el tipo del archivo por su contenido." : $"Aquí no se reciben archivos {Name(kind)}.")
        + $" Puedes subir: {string.Join(", ", allowed.Order().Select(Name))}."
        + (kind == FileKind.Unknown && allowed.Contains(FileKind.Text) ? " Si es un CSV o un texto, guárdalo como UTF-8." : ""));

    internal static FileStoreException WithMacros() => new(
        FileProblem.Macros, "El documento tiene macros. Guárdalo sin macros (.docx, .xlsx, .pptx) o como PDF y súbelo de nuevo.");

    internal static FileStoreException Broken(Exception? inner = null) => new(
        FileProblem.Broken, "El archivo está dañado: no se puede abrir. Ábrelo en tu equipo, guárdalo otra vez y súbelo de nuevo.", inner);

    internal static FileStoreException TooManyEntries(int maxEntries) => new(
        FileProblem.DangerousArchive, $"El archivo comprimido trae más de {maxEntries} elementos. Divídelo en partes.");

    internal static FileStoreException ExpandsTooMuch(long maxBytes) => new(
        FileProblem.DangerousArchive,
        $"El archivo crece demasiado al abrirlo (se aceptan hasta {InMegabytes(maxBytes)}). Súbelo sin comprimir o divídelo en partes.");

    internal static FileStoreException DiskFull(Exception inner) => new(
        FileProblem.DiskFull, "No queda espacio para guardar archivos. No es tu culpa: avisa a quien administra el sistema e inténtalo más tarde.", inner);

    private static string InMegabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024)} MB");

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.Pdf => "PDF",
        FileKind.Docx => "Word (.docx)",
        FileKind.Xlsx => "Excel (.xlsx)",
        FileKind.Pptx => "PowerPoint (.pptx)",
        FileKind.Png => "PNG",
        FileKind.Jpeg => "JPEG",
        FileKind.Text => "texto o CSV",
        FileKind.Zip => "ZIP",
        FileKind.Email => "correo (.eml)",
        FileKind.SignedPkcs7 => "firma electrónica (.p7m)",
        _ => "de tipo desconocido",
    };
}
