using System.Text;
using System.Xml;

namespace Workflows.Server.Files.Store;

/// <summary>
/// Looks in a Word, Excel or PowerPoint document for what acts by itself: macros of every age, controls, objects, and what it would
/// fetch from elsewhere when somebody opens it. Links to follow by hand are left alone.
/// </summary>
internal static class OfficeInspection
{
    private const int LargestPart = 4 * 1024 * 1024;

    private static readonly string[] MacroParts = [
        "vbaproject", "vbadata", "/macrosheets/", "/intlmacrosheets/", "workbook.bin", "/customui", "attachedtoolbars"];
    private static readonly string[] MacroTypes = ["macroenabled", "vbaproject", "macrosheet", "sheet.binary", "ms-office.vba"];
    private static readonly string[] ActiveParts = ["/activex/", "oleobject", "/ctrlprops/"];

    /// <summary>Relationships that only a person follows.</summary>
    private static readonly string[] HarmlessLinks = ["/hyperlink", "/externalLinkPath", "/externalLinkLongPath"];

    /// <exception cref="FileStoreException">It holds something that acts by itself.</exception>
    public static void Inspect(Stream file, IReadOnlyList<ZipEntry> entries)
    {
        foreach (var entry in entries)
        {
            var name = "/" + entry.Name.Replace('\\', '/').ToLowerInvariant();
            if (entry.IsEncrypted)
                throw FileStoreException.Broken();
            if (MacroParts.Any(part => name.Contains(part, StringComparison.Ordinal)))
                throw FileStoreException.WithMacros();
            if (ActiveParts.Any(part => name.Contains(part, StringComparison.Ordinal)))
                throw FileStoreException.ActsByItself("controles u objetos incrustados");
            if (name == "/[content_types].xml")
                CheckTypes(Text(file, entry));
            else if (name.EndsWith(".rels", StringComparison.Ordinal))
                CheckLinks(file, entry);
            else if (name.Contains("/externallinks/", StringComparison.Ordinal)
                && Text(file, entry).Contains("ddeLink", StringComparison.OrdinalIgnoreCase))
                throw FileStoreException.ActsByItself("una conexión que abre otro programa (DDE)");
        }
    }

    private static void CheckTypes(string types)
    {
        if (MacroTypes.Any(type => types.Contains(type, StringComparison.OrdinalIgnoreCase)))
            throw FileStoreException.WithMacros();
        if (types.Contains("activeX", StringComparison.OrdinalIgnoreCase))
            throw FileStoreException.ActsByItself("controles u objetos incrustados");
    }

    private static void CheckLinks(Stream file, ZipEntry entry)
    {
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(ZipDirectory.ReadData(file, entry, LargestPart)), new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null
                });
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Relationship"
                    || !string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase))
                    continue;
                var type = reader.GetAttribute("Type") ?? "";
                if (!HarmlessLinks.Any(link => type.EndsWith(link, StringComparison.OrdinalIgnoreCase)))
                    throw FileStoreException.ActsByItself(
                        "algo que se carga de otra parte al abrirlo (una plantilla, un objeto o una imagen enlazada)");
            }
        }
        catch (XmlException error)
        {
            throw FileStoreException.Broken(error);
        }
    }

    // Parts are text in one of the encodings XML knows; a mark of letters without accents reads the same in all but UTF-16.
    private static string Text(Stream file, ZipEntry entry)
    {
        var bytes = ZipDirectory.ReadData(file, entry, LargestPart);
        var isWide = bytes.Length > 1 && (bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF);
        return (isWide ? bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode : Encoding.UTF8).GetString(bytes);
    }
}
