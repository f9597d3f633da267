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

    /// <summary>Name, declared type and content do not say the same.</summary>
    Disagrees,

    /// <summary>It holds something that acts by itself when it is opened.</summary>
    Acts,

    /// <summary>Not the person's fault: the disk is full.</summary>
    DiskFull,
}

/// <summary>A file that was not kept, and why, in words for whoever sent it. Nothing of it is left behind.</summary>
public sealed class FileStoreException : Exception
{
    private FileStoreException(FileProblem problem, string message, Exception? inner = null) : base(message, inner) => Problem = problem;

    public FileProblem Problem { get; }

    internal static FileStoreException Empty() =>
        new(FileProblem.Empty, "El archivo está vacío. Revisa que sea el correcto y súbelo de nuevo.");

    internal static FileStoreException TooLarge(long maxBytes) => new(
        FileProblem.TooLarge, $"El archivo pesa más de {InMegabytes(maxBytes)}. Comprímelo o divídelo en partes.");

    internal static FileStoreException NotAllowed(FileKind kind, IReadOnlySet<FileKind> allowed) => new(
        FileProblem.KindNotAllowed,
        (kind == FileKind.Unknown ? "No reconozco el tipo del archivo por su contenido."
            : $"Aquí no se reciben archivos {AcceptedFiles.LabelOf(kind)}.")
        + $" Puedes subir: {string.Join(", ", allowed.Order().Select(AcceptedFiles.LabelOf))}."
        + (kind == FileKind.Unknown && allowed.Contains(FileKind.Text) ? " Si es un CSV o un texto, guárdalo como UTF-8." : ""));

    internal static FileStoreException WithMacros() => new(
        FileProblem.Macros, "El documento tiene macros. Guárdalo sin macros (.docx, .xlsx, .pptx) o como PDF y súbelo de nuevo.");

    internal static FileStoreException IsDangerous(string what) => new(
        FileProblem.Acts,
        $"Este archivo es {what}: no se recibe bajo ningún nombre. Guárdalo como PDF, .docx, .xlsx o .pptx y súbelo de nuevo.");

    internal static FileStoreException ActsByItself(string what) => new(
        FileProblem.Acts, $"El documento trae {what}. Guárdalo sin eso, o imprímelo como PDF, y súbelo de nuevo.");

    internal static FileStoreException TwoInOne() => new(
        FileProblem.Acts, "El archivo lleva otro escondido al final. Ábrelo en tu equipo, guárdalo otra vez y súbelo de nuevo.");

    internal static FileStoreException DeceivingName(string why) => new(
        FileProblem.Disagrees, $"El nombre del archivo {why}. Cámbiale el nombre y súbelo de nuevo.");

    internal static FileStoreException NameDisagrees(string extension, AcceptedFile file) => new(
        FileProblem.Disagrees,
        (extension.Length == 0 ? "El nombre del archivo no dice de qué tipo es" : $"El nombre termina en «{extension}»")
        + $" y por su contenido es {file.Label}. Si es el archivo correcto, ponle un nombre que termine en "
        + $"{string.Join(" o ", file.Extensions)}.");

    internal static FileStoreException TypeDisagrees(string type, AcceptedFile file) => new(
        FileProblem.Disagrees,
        $"El archivo se envió como «{type}» y por su contenido es {file.Label}. Revisa que sea el correcto y súbelo de nuevo.");

    internal static FileStoreException InArchive(string entry, string why) => new(
        FileProblem.DangerousArchive, $"Dentro del archivo comprimido, «{entry}» {why}. Quítalo, o súbelo por separado.");

    internal static FileStoreException Broken(Exception? inner = null) => new(
        FileProblem.Broken, "El archivo está dañado: no se puede abrir. Ábrelo en tu equipo, guárdalo otra vez y súbelo de nuevo.", inner);

    internal static FileStoreException TooManyEntries(int maxEntries) => new(
        FileProblem.DangerousArchive, $"El archivo comprimido trae más de {maxEntries} elementos. Divídelo en partes.");

    internal static FileStoreException ExpandsTooMuch(long maxBytes) => new(
        FileProblem.DangerousArchive,
        $"El archivo crece demasiado al abrirlo (se aceptan hasta {InMegabytes(maxBytes)}). Súbelo sin comprimir o divídelo en partes.");

    internal static FileStoreException DiskFull(Exception inner) => new(
        FileProblem.DiskFull,
        "No queda espacio para guardar archivos. No es tu culpa: avisa a quien administra el sistema e inténtalo más tarde.", inner);

    private static string InMegabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024)} MB");
}
