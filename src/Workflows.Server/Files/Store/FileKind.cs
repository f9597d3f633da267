namespace Workflows.Server.Files.Store;

/// <summary>What a file is by its content; its name and what the browser said are never believed.</summary>
public enum FileKind
{
    Unknown,
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Png,
    Jpeg,

    /// <summary>Readable UTF-8: plain text or CSV, which content alone cannot tell apart.</summary>
    Text,
    Zip,
    Email,

    /// <summary>A signed document (p7m, p7s), as the advanced electronic signature leaves it.</summary>
    SignedPkcs7,
}
