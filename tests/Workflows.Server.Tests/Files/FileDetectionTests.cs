using FsCheck;
using FsCheck.Fluent;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Tests.Files;

public class FileDetectionTests
{
    public static TheoryData<string, FileKind> Kinds => new()
    {
        { nameof(SampleFiles.Pdf), FileKind.Pdf },
        { nameof(SampleFiles.Png), FileKind.Png },
        { nameof(SampleFiles.Jpeg), FileKind.Jpeg },
        { nameof(SampleFiles.Csv), FileKind.Text },
        { nameof(SampleFiles.Latin1Csv), FileKind.Unknown },
        { nameof(SampleFiles.Mail), FileKind.Email },
        { nameof(SampleFiles.Signed), FileKind.SignedPkcs7 },
        { nameof(SampleFiles.Docx), FileKind.Docx },
        { nameof(SampleFiles.Xlsx), FileKind.Xlsx },
        { nameof(SampleFiles.Pptx), FileKind.Pptx },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_is_what_its_content_says(string sample, FileKind kind) =>
        Assert.Equal(kind, Detect((byte[])typeof(SampleFiles).GetProperty(sample)!.GetValue(null)!));

    [Fact]
    public void A_text_is_checked_to_its_end_also_where_a_letter_is_split_between_two_reads()
    {
        var text = new string('a', 16 * 1024 - 1) + "ñ" + new string('b', 40_000);

        Assert.Equal(FileKind.Text, Detect(System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Equal(FileKind.Unknown, Detect([.. System.Text.Encoding.UTF8.GetBytes(text), 0xC3]));
        Assert.Equal(FileKind.Unknown, Detect([.. System.Text.Encoding.UTF8.GetBytes(text), 0]));
    }

    [Fact]
    public void A_document_with_macros_is_refused_whatever_its_name() =>
        Assert.Equal(FileProblem.Macros, Refusal(SampleFiles.Macros).Problem);

    [Fact]
    public void An_archive_is_a_zip_when_it_is_not_a_document() =>
        Assert.Equal(FileKind.Zip, Detect(SampleFiles.Zip(("informe.pdf", "x"))));

    [Fact]
    public void An_archive_that_expands_too_much_is_refused()
    {
        var refusal = Refusal(SampleFiles.ZipOfZeros(64));

        Assert.Equal(FileProblem.DangerousArchive, refusal.Problem);
        Assert.Contains("20 MB", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_lies_about_its_size_is_measured_and_refused()
    {
        Assert.Equal(FileProblem.DangerousArchive, Refusal(SayingTenBytes(SampleFiles.ZipOfZeros(64))).Problem);
        Assert.Equal(FileProblem.Broken, Refusal(SayingTenBytes(SampleFiles.ZipOfZeros(1))).Problem);
    }

    [Fact]
    public void An_archive_with_too_many_entries_is_refused_even_when_it_declares_few()
    {
        var many = SampleFiles.Zip(Enumerable.Range(0, 50).Select(n => ($"{n}.txt", "x")));
        var limits = new FileLimits { MaxEntries = 20 };
        Assert.Equal(FileProblem.DangerousArchive, Refusal(many, limits).Problem);

        var end = many.AsSpan().LastIndexOf("PK\x05\x06"u8);
        many[end + 8] = many[end + 10] = 1;

        Assert.Equal(FileProblem.DangerousArchive, Refusal(many, limits).Problem);
    }

    [Fact]
    public void Whatever_bytes_an_archive_has_changed_it_is_judged_without_failing()
    {
        var whole = SampleFiles.Xlsx;

        Prop.ForAll(
            Gen.Choose(4, whole.Length - 1).Two().ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(),
            (places, value) =>
            {
                var changed = whole.ToArray();
                changed[places.Item1] = changed[places.Item2] = (byte)value;
                return Record.Exception(() => { Detect(changed); }) is null or FileStoreException;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void An_archive_cut_in_half_is_refused_as_broken()
    {
        var whole = SampleFiles.Docx;

        Assert.Equal(FileProblem.Broken, Refusal(whole[..(whole.Length / 2)]).Problem);
    }

    [Fact]
    public async Task A_refusal_says_what_can_be_uploaded()
    {
        var folder = Directory.CreateTempSubdirectory("workflows-");
        var store = new FileStore(folder.FullName, TimeProvider.System);
        var limits = new FileLimits { Kinds = new HashSet<FileKind> { FileKind.Pdf, FileKind.Text } };

        var picture = await Assert.ThrowsAsync<FileStoreException>(
            () => store.StoreAsync(new MemoryStream(SampleFiles.Png), limits, CancellationToken.None));
        var oldCsv = await Assert.ThrowsAsync<FileStoreException>(
            () => store.StoreAsync(new MemoryStream(SampleFiles.Latin1Csv), limits, CancellationToken.None));
        folder.Delete(recursive: true);

        Assert.Equal("Aquí no se reciben archivos PNG. Puedes subir: PDF, texto o CSV.", picture.Message);
        Assert.Contains("guárdalo como UTF-8", oldCsv.Message, StringComparison.Ordinal);
    }

    private static byte[] SayingTenBytes(byte[] bomb)
    {
        // The size in the central directory, 24 bytes into the entry's header: it now says 10 bytes.
        var header = bomb.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.GetBytes(10).CopyTo(bomb, header + 24);
        return bomb;
    }

    private static FileKind Detect(byte[] content, FileLimits? limits = null) =>
        FileDetection.Detect(new MemoryStream(content), limits ?? FileLimits.Evidence);

    private static FileStoreException Refusal(byte[] content, FileLimits? limits = null) =>
        Assert.Throws<FileStoreException>(() => { Detect(content, limits); });
}
