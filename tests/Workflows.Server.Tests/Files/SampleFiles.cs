using System.IO.Compression;
using System.Text;

namespace Workflows.Server.Tests.Files;

/// <summary>Small files of every kind, and some that are not what they seem.</summary>
internal static class SampleFiles
{
    public static byte[] Pdf => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

    public static byte[] Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    public static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0, 0, 16];

    public static byte[] Csv => Encoding.UTF8.GetBytes("institución;avance\nÑuñoa;45,5\n");

    public static byte[] Latin1Csv => Encoding.Latin1.GetBytes("institución;avance\nÑuñoa;45,5\n");

    public static byte[] Program => [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0];

    public static byte[] Mail => Encoding.UTF8.GetBytes(
        "Received: from a by b\r\nFrom: a@b.cl\r\nDate: Thu, 15 Oct 2026 09:00:00 -0300\r\nSubject: Informe\r\n\r\nHola\r\n");

    public static byte[] Signed =>
        [0x30, 0x82, 0x10, 0x00, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02, 0xA0, 0x82, 0, 0, 0, 0, 0];

    public static byte[] Docx => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"));

    public static byte[] Xlsx => Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<w/>"));

    public static byte[] Pptx => Zip(("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>"));

    public static byte[] Macros => Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<w/>"), ("xl/vbaProject.bin", "x"));

    public static byte[] Zip(params (string Name, string Content)[] entries) => Zip(entries.AsEnumerable());

    public static byte[] Zip(IEnumerable<(string Name, string Content)> entries)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }

        return bytes.ToArray();
    }

    public static byte[] ZipOfZeros(int megabytes)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("ceros.bin").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < megabytes; i++)
                entry.Write(zeros);
        }

        return bytes.ToArray();
    }
}
