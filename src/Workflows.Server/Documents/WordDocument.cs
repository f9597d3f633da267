using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Documents;
using Document = Workflows.Definitions.Documents.Document;

namespace Workflows.Server.Documents;

/// <summary>
/// A document as a DOCX file, letter size, with its hash at the foot of each page. The same document is the same file, byte by byte:
/// neither the day it is asked for nor anything random goes into it.
/// </summary>
internal static class WordDocument
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Title = "Title", Heading = "Heading1", Grid = "TableGrid", Body = "Normal", Small = "Small";
    private static readonly DateTimeOffset _anyDay = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(Document document, string process)
    {
        using var package = new MemoryStream();
        using (var word = WordprocessingDocument.Create(package, WordprocessingDocumentType.Document))
        {
            var main = word.AddNewPart<MainDocumentPart>(ContentType + ".main+xml", "rId1");
            main.AddNewPart<StyleDefinitionsPart>("rId2").Styles = StylesOf();
            main.AddNewPart<FooterPart>("rId3").Footer = new Footer(Foot(document));
            main.Document = new(new Body(
            [
                Line(Title, document.Title),
                Line(Small, $"{DocumentKinds.LabelOf(document.Kind)} · {SpanishDate.Of(document.Date)} · {process}"),
                .. document.Blocks.SelectMany(ElementsOf),
                new SectionProperties(
                    new FooterReference { Type = HeaderFooterValues.Default, Id = "rId3" }, new PageSize { Width = 12240, Height = 15840 },
                    new PageMargin { Top = 1134, Bottom = 1134, Left = 1134, Right = 1134, Header = 567, Footer = 567, Gutter = 0 }),
            ]));
        }

        return WithoutTimes(package);
    }

    private static IEnumerable<OpenXmlElement> ElementsOf(DocumentBlock block) => block switch
    {
        HeadingBlock heading => [Line(Heading, heading.Heading)],
        TextBlock text => text.Paragraphs.Select(line => Line(Body, line)),
        FactsBlock facts => [TableOf([], [.. facts.Facts.Select(fact => (string[])[fact.Label, fact.Value])]), Line(Body, "")],
        TableBlock table => [TableOf(table.Columns, table.Rows), Line(Body, "")],
        _ => [],
    };

    /// <summary>With columns the first row says what they are, again on each page; without, the first cell of each row does.</summary>
    private static Table TableOf(IReadOnlyList<DocumentColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table(
            new TableProperties(new TableStyle { Val = Grid }, new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }),
            new TableGrid(Enumerable.Range(0, columns.Count > 0 ? columns.Count : 2).Select(_ => new GridColumn())));
        if (columns.Count > 0)
        {
            table.Append(new TableRow(
            [
                new TableRowProperties(new CantSplit(), new TableHeader()),
                .. columns.Select(column => Cell(column.Label, true, column.IsNumber)),
            ]));
        }

        foreach (var row in rows)
        {
            table.Append(new TableRow(
            [
                new TableRowProperties(new CantSplit()),
                .. row.Select((text, i) => Cell(text, columns.Count == 0 && i == 0, i < columns.Count && columns[i].IsNumber)),
            ]));
        }

        return table;
    }

    private static TableCell Cell(string text, bool isHeading, bool isNumber)
    {
        var paragraph = Line(Body, text);
        if (isNumber)
            paragraph.ParagraphProperties!.Justification = new Justification { Val = JustificationValues.Right };
        if (isHeading)
            paragraph.Elements<Run>().First().PrependChild(new RunProperties(new Bold()));
        return new TableCell(paragraph);
    }

    private static Paragraph Line(string style, string text) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = style }),
        new Run(new Text(Plain(text)) { Space = SpaceProcessingModeValues.Preserve }));

    private static Paragraph Foot(Document document)
    {
        var foot = Line(Small, $"Código del documento (SHA-256): {document.Hash}. Página ");
        foot.Append(new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " });
        return foot;
    }

    /// <summary>Without what XML cannot carry.</summary>
    private static string Plain(string text) => text.All(XmlConvert.IsXmlChar) ? text : new string([.. text.Where(XmlConvert.IsXmlChar)]);

    private static Styles StylesOf() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = "Arial", HighAnsi = "Arial", ComplexScript = "Arial" }, new FontSize { Val = "21" },
            new Languages { Val = "es-CL" }))),
        StyleOf(Body, "Normal", null, "120", null, true), StyleOf(Title, "Title", "36", "120", "0A132D", false, isBold: true),
        StyleOf(Heading, "heading 1", "26", "120", "0A132D", false, isBold: true, level: 0),
        StyleOf(Small, "Small", "16", "240", "4A4A4A", false), new Style(
            new StyleName { Val = "Table Grid" },
            new StyleTableProperties(new TableBorders(
                Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(),
                Line<InsideVerticalBorder>())))
        { Type = StyleValues.Table, StyleId = Grid });

    private static Style StyleOf(
        string id, string name, string? size, string after, string? colour, bool isDefault, bool isBold = false, int? level = null)
    {
        var paragraph = new StyleParagraphProperties();
        if (level is not null)
            paragraph.Append(new KeepNext());
        paragraph.Append(new SpacingBetweenLines { After = after });
        if (level is { } outline)
            paragraph.Append(new OutlineLevel { Val = outline });
        var run = new StyleRunProperties();
        if (isBold)
            run.Append(new Bold());
        if (colour is not null)
            run.Append(new Color { Val = colour });
        if (size is not null)
            run.Append(new FontSize { Val = size });
        return new(
            new StyleName { Val = name }, paragraph, run)
        { Type = StyleValues.Paragraph, StyleId = id, Default = isDefault ? true : null };
    }

    private static T Line<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = "767676" };

    private static byte[] WithoutTimes(MemoryStream package)
    {
        package.Position = 0;
        using var written = new ZipArchive(package, ZipArchiveMode.Read);
        using var same = new MemoryStream();
        using (var target = new ZipArchive(same, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in written.Entries)
            {
                var copy = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = _anyDay;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        }

        return same.ToArray();
    }
}
