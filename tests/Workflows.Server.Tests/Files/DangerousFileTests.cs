using System.IO.Compression;
using System.Text;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Tests.Files;

public class DangerousFileTests
{
    private const string External =
        """<Relationships><Relationship Id="r" Type="http://x/relationships/{0}" Target="http://otra.parte/x" TargetMode="External"/></Relationships>""";

    public static TheoryData<string, byte[]> Programs => new()
    {
        { "un programa de Windows", SampleFiles.Program },
        { "un programa de Windows", [.. SampleFiles.Program, .. SampleFiles.Pdf] },
        { "un programa", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1] },
        { "un programa de macOS", [0xCF, 0xFA, 0xED, 0xFE, 7, 0] },
        { "un acceso directo", [0x4C, 0, 0, 0, 1, 0x14, 2, 0, 0] },
        { "un documento antiguo de Office", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0] },
        { "una imagen de disco", [.. new byte[0x8001], .. "CD001"u8] },
        { "un archivo RAR", "Rar!\x1a\x07"u8.ToArray() },
        { "un documento RTF", "{\\rtf1 hola}"u8.ToArray() },
        { "un programa escrito como texto", "@echo off\r\ndel *.*\r\n"u8.ToArray() },
        { "un programa escrito como texto", "\ufeff  REM hola\r\nstart calc"u8.ToArray() },
        { "un programa escrito como texto", "#!/bin/sh\nrm -rf /"u8.ToArray() },
        { "un programa escrito como texto", "powershell -enc AAAA"u8.ToArray() },
        { "un programa escrito como texto", "var x = new ActiveXObject('WScript.Shell');"u8.ToArray() },
        { "un programa escrito como texto", "On Error Resume Next\nCreateObject(\"x\")"u8.ToArray() },
        { "una página", "<html><hta:application/></html>"u8.ToArray() },
        { "una página", "\r\n<!DOCTYPE html><p>hola"u8.ToArray() },
        { "una página", "hola;<script src=x>"u8.ToArray() },
        { "una página", "<?php system('x');"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_a_script_or_a_page_is_refused_for_what_it_is(string what, byte[] content)
    {
        var refusal = Refusal(content);

        Assert.Equal(FileProblem.Acts, refusal.Problem);
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MZ;avance\nÑuñoa;3\n")]
    [InlineData("institución;función\nÑuñoa;variar\n")]
    [InlineData("a < b; remitente; startup\n")]
    public void A_text_that_only_resembles_one_is_a_text(string text) => Assert.Equal(FileKind.Text, Detect(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void The_mark_of_a_pdf_counts_only_at_its_beginning() =>
        Assert.NotEqual(FileKind.Pdf, Detect([.. "hola\n"u8, .. SampleFiles.Pdf]));

    [Fact]
    public void A_picture_or_a_pdf_with_an_archive_behind_it_is_refused()
    {
        var archive = SampleFiles.Zip(("a.txt", "x"));
        foreach (var file in new[] { SampleFiles.Pdf, SampleFiles.Png, SampleFiles.Jpeg })
            Assert.Contains("lleva otro escondido al final", Refusal([.. file, .. archive]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/vbaProject.bin")]
    [InlineData("xl/VBAPROJECT.BIN")]
    [InlineData("otra/carpeta/vbaProject.bin")]
    [InlineData("xl/macrosheets/sheet1.xml")]
    [InlineData("xl/workbook.bin")]
    [InlineData("customUI/customUI.xml")]
    public void A_workbook_with_macros_of_any_age_is_refused(string part) =>
        Assert.Equal(
            FileProblem.Macros,
            Refusal(SampleFiles.Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<w/>"), (part, "x"))).Problem);

    [Theory]
    [InlineData("application/vnd.ms-word.document.macroEnabled.main+xml")]
    [InlineData("application/vnd.ms-powerpoint.addin.macroEnabled.main+xml")]
    [InlineData("application/vnd.ms-excel.sheet.binary.macroEnabled.main")]
    [InlineData("application/vnd.ms-excel.macrosheet+xml")]
    public void A_document_that_declares_macros_is_refused_under_any_name(string type) =>
        Assert.Equal(FileProblem.Macros, Refusal(SampleFiles.Zip(
            ("[Content_Types].xml", $"<Types><Override PartName='/word/document.xml' ContentType='{type}'/></Types>"),
            ("word/document.xml", "<w/>"))).Problem);

    [Theory]
    [InlineData("attachedTemplate")]
    [InlineData("oleObject")]
    [InlineData("frame")]
    [InlineData("image")]
    public void A_document_that_fetches_something_when_opened_is_refused(string link) =>
        Assert.Contains(
            "se carga de otra parte",
            Refusal(Document(("word/_rels/settings.xml.rels", External.Replace("{0}", link, StringComparison.Ordinal)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_document_with_links_to_follow_by_hand_is_received() =>
        Assert.Equal(
            FileKind.Docx,
            Detect(Document(("word/_rels/document.xml.rels", External.Replace("{0}", "hyperlink", StringComparison.Ordinal)))));

    [Theory]
    [InlineData("word/activeX/activeX1.xml")]
    [InlineData("word/embeddings/oleObject1.bin")]
    public void A_document_with_controls_or_objects_is_refused(string part) =>
        Assert.Equal(FileProblem.Acts, Refusal(Document((part, "x"))).Problem);

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "JavaScript")]
    [InlineData("/OpenAction << /S /J#61vaScript /JS (x) >>", "JavaScript")]
    [InlineData("/AA << /O << /S /Launch /F (cmd.exe) >> >>", "abre otro programa")]
    [InlineData("/Names << /EmbeddedFiles 7 0 R >>", "archivos incrustados")]
    public void A_pdf_that_acts_by_itself_is_refused(string entry, string what)
    {
        Assert.Contains(what, Refusal(Pdf($"1 0 obj\n<< {entry} >>\nendobj\n")).Message, StringComparison.Ordinal);
        Assert.Contains(what, Refusal(PdfWithObjectStream($"<< {entry} >>")).Message, StringComparison.Ordinal);
        // Across the place where two reads meet.
        Assert.Contains(what, Refusal(Pdf(new string(' ', (128 * 1024) - 30) + entry)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pdf_whose_compressed_objects_are_plain_is_received() =>
        Assert.Equal(FileKind.Pdf, Detect(PdfWithObjectStream("<< /Type /Page >>")));

    [Theory]
    [InlineData("instalar.exe", "es un programa")]
    [InlineData("informe.pdf.bat", "es un programa")]
    [InlineData("planilla.xlsm", "es un programa o un documento")]
    [InlineData("dentro.zip", "otro archivo comprimido")]
    [InlineData("../../fuera.txt", "fuera de su carpeta")]
    [InlineData("/fuera.txt", "fuera de su carpeta")]
    [InlineData("c:\\fuera.txt", "fuera de su carpeta")]
    [InlineData("infor\u202Egpj.txt", "un nombre que engaña")]
    public void An_archive_is_refused_for_what_it_holds_by_name(string name, string why)
    {
        var refusal = Refusal(SampleFiles.Zip(("antes.txt", "x"), (name, "x")));

        Assert.Equal(FileProblem.DangerousArchive, refusal.Problem);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_is_refused_for_what_it_holds_by_content()
    {
        Assert.Contains("es un programa de Windows", Refusal(Holding("foto.png", SampleFiles.Program)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "otro archivo comprimido", Refusal(Holding("datos.bin", SampleFiles.Zip(("a.txt", "x")))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "otro archivo comprimido", Refusal(Holding("acta.docx", SampleFiles.Zip(("a.txt", "x")))).Message, StringComparison.Ordinal);
        Assert.Equal(FileProblem.Macros, Refusal(Holding("planilla.xlsx", SampleFiles.Macros)).Problem);
        Assert.Equal(FileProblem.Acts, Refusal(Holding("oficio.pdf", Pdf("<< /S /JavaScript >>"))).Problem);
        Assert.Equal(FileKind.Zip, Detect(Holding("acta.docx", SampleFiles.Docx)));
    }

    [Fact]
    public void An_open_document_with_macros_is_refused_under_the_name_of_an_archive() =>
        Assert.Equal(
            FileProblem.Macros,
            Refusal(SampleFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("Basic/Standard/Module1.xml", "x"))).Problem);

    [Theory]
    [InlineData("image/png", "se envió como «image/png» y por su contenido es PDF")]
    [InlineData("text/html; charset=utf-8", "se envió como «text/html»")]
    [InlineData("application/vnd.ms-excel.sheet.macroEnabled.12", "macroEnabled")]
    public void A_declared_type_that_disagrees_with_the_content_is_refused(string type, string reason) =>
        Assert.Contains(
            reason, Assert.Throws<FileStoreException>(() => AcceptedFiles.Agree("oficio.pdf", type, FileKind.Pdf)).Message,
            StringComparison.Ordinal);

    private static byte[] Document((string Name, string Content) part) =>
        SampleFiles.Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"), part);

    private static byte[] Pdf(string body) => Encoding.ASCII.GetBytes($"%PDF-1.7\n{body}\n%%EOF\n");

    private static byte[] PdfWithObjectStream(string objects)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(Encoding.ASCII.GetBytes(objects));
        return [
            .. "%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\r\n"u8, .. packed.ToArray(),
            .. "\nendstream\nendobj\n%%EOF\n"u8];
    }

    private static byte[] Holding(string name, byte[] content)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }

        return bytes.ToArray();
    }

    private static FileKind Detect(byte[] content) => FileDetection.Detect(new MemoryStream(content), FileLimits.Evidence);

    private static FileStoreException Refusal(byte[] content) => Assert.Throws<FileStoreException>(() => { Detect(content); });
}
