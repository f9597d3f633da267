namespace Workflows.Server.Files.Store;

/// <summary>
/// Looks at what a ZIP holds as if each file had been sent alone: programs, scripts, documents with macros and other archives are
/// refused, and so is what cannot be looked at.
/// </summary>
internal static class ArchiveInspection
{
    /// <summary>A document inside is opened in memory to be looked at.</summary>
    private const int LargestDocument = 64 * 1024 * 1024;

    private static readonly string[] OfficeFiles = [".docx", ".xlsx", ".pptx"];

    /// <exception cref="FileStoreException">It holds something that would be refused alone.</exception>
    public static void Inspect(Stream file, IReadOnlyList<ZipEntry> entries, FileLimits limits)
    {
        var isOpenDocument = entries.Any(entry => entry.Name == "mimetype");
        foreach (var entry in entries)
        {
            if (entry.Name.EndsWith('/') && entry.Uncompressed == 0)
            {
                CheckPath(entry);
                continue;
            }

            if (isOpenDocument
                && (
                    entry.Name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
                        || entry.Name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)))
                throw FileStoreException.WithMacros();
            CheckPath(entry);
            CheckName(entry);
            if (entry.IsEncrypted)
                throw FileStoreException.InArchive(Shown(entry), "tiene clave y no se puede revisar");
            CheckContent(file, entry, limits);
        }
    }

    private static void CheckPath(ZipEntry entry)
    {
        var parts = entry.Name.Split('/', '\\');
        if (parts[0].Length == 0 || parts[0].EndsWith(':') || parts.Contains(".."))
            throw FileStoreException.InArchive(Shown(entry), "quiere guardarse fuera de su carpeta");
    }

    private static void CheckName(ZipEntry entry)
    {
        var name = entry.Name.Split('/', '\\')[^1];
        if (FileName.TurnsDirection(name))
            throw FileStoreException.InArchive(Shown(entry), "tiene un nombre que engaña");
        if (name.Split('.').Skip(1).Any(part => AcceptedFiles.Dangerous.Contains("." + part.Trim())))
            throw FileStoreException.InArchive(Shown(entry), "es un programa o un documento que puede traerlo");
        if (AcceptedFiles.Archives.Contains(Path.GetExtension(name)))
            throw FileStoreException.InArchive(Shown(entry), "es otro archivo comprimido");
    }

    private static void CheckContent(Stream file, ZipEntry entry, FileLimits limits)
    {
        var head = ZipDirectory.ReadData(file, entry, DangerousHeads.Length);
        if (DangerousHeads.Find(head) is { } what)
        {
            // Data as XML is no page: it is refused only where it would be shown as one.
            if (!(
                what.StartsWith("una página", StringComparison.Ordinal)
                    && Path.GetExtension(entry.Name).Equals(".xml", StringComparison.OrdinalIgnoreCase)))
                throw FileStoreException.InArchive(Shown(entry), $"es {what}");
        }

        if (head.AsSpan().StartsWith("%PDF-"u8) && entry.Uncompressed <= LargestDocument)
            PdfInspection.Inspect(new MemoryStream(ZipDirectory.ReadData(file, entry, LargestDocument)));
        if (!head.AsSpan().StartsWith("PK\x03\x04"u8))
            return;
        if (!OfficeFiles.Contains(Path.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase) || entry.Uncompressed > LargestDocument)
            throw FileStoreException.InArchive(Shown(entry), "es otro archivo comprimido");
        var inside = new MemoryStream(ZipDirectory.ReadData(file, entry, LargestDocument));
        if (ZipInspection.Inspect(inside, limits, isInside: true) == FileKind.Zip)
            throw FileStoreException.InArchive(Shown(entry), "es otro archivo comprimido");
    }

    private static string Shown(ZipEntry entry) => FileName.Clean(entry.Name);
}
