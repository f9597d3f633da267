using System.Security.Cryptography;
using Workflows.Server.Files.Store;
using Workflows.Server.Tests.Embedded;

namespace Workflows.Server.Tests.Files;

public sealed class FileStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TurnedClock _clock = new(new(2026, 10, 15, 12, 0, 0, TimeSpan.Zero));
    private readonly FileStore _store;

    public FileStoreTests() => _store = new(_folder.Path, _clock);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_stored_comes_back_as_it_was_under_the_hash_of_its_content()
    {
        var stored = await StoreAsync(SampleFiles.Pdf);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(SampleFiles.Pdf)), stored.Hash);
        Assert.Equal((SampleFiles.Pdf.Length, FileKind.Pdf), ((int)stored.Length, stored.Kind));
        Assert.Equal(_folder.Inside(stored.Hash[..2], stored.Hash[2..4], stored.Hash), Assert.Single(Kept()));
        await using var read = _store.OpenRead(stored.Hash);
        var back = new MemoryStream();
        await read.CopyToAsync(back);
        Assert.Equal(SampleFiles.Pdf, back.ToArray());
    }

    [Fact]
    public async Task The_same_content_from_many_at_once_is_kept_once()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreAsync(SampleFiles.Pdf)));

        Assert.Single(all.Distinct());
        Assert.Single(Kept());
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_without_reading_it_all_and_leaves_nothing()
    {
        var endless = new CountingStream();

        var refusal = await Assert.ThrowsAsync<FileStoreException>(
            () => _store.StoreAsync(endless, new() { MaxBytes = 1024 * 1024 }, CancellationToken.None));

        Assert.Equal(FileProblem.TooLarge, refusal.Problem);
        Assert.Contains("1 MB", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1024 * 1024, 2 * 1024 * 1024);
        Assert.Empty(Kept());
    }

    [Fact]
    public async Task An_empty_file_is_refused() =>
        Assert.Equal(FileProblem.Empty, (await Assert.ThrowsAsync<FileStoreException>(() => StoreAsync([]))).Problem);

    [Fact]
    public async Task An_upload_that_breaks_leaves_nothing()
    {
        var broken = new CountingStream { BreaksAfter = 300_000 };

        await Assert.ThrowsAsync<IOException>(() => _store.StoreAsync(broken, FileLimits.Evidence, CancellationToken.None));

        Assert.Empty(Kept());
    }

    [Fact]
    public async Task A_full_disk_is_explained_and_leaves_nothing()
    {
        // /dev/full answers «no space left» to every write, as a full disk does.
        var store = OperatingSystem.IsLinux()
            ? new FileStore(_folder.Path, _clock, _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write))
            : new FileStore(_folder.Path, _clock, _ => new FullDisk());

        var failure = await Assert.ThrowsAsync<FileStoreException>(
            () => store.StoreAsync(new MemoryStream(SampleFiles.Pdf), FileLimits.Evidence, CancellationToken.None));

        Assert.Equal(FileProblem.DiskFull, failure.Problem);
        Assert.Contains("No queda espacio", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Kept());
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("..cdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    public void A_path_in_place_of_a_hash_is_refused(string trick)
    {
        Assert.Throws<ArgumentException>(() => _store.Exists(trick));
        Assert.Throws<ArgumentException>(() => _store.OpenRead(trick));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_missing()
    {
        var hash = new string('a', 64);

        Assert.False(_store.Exists(hash));
        Assert.Throws<FileNotFoundException>(() => _store.OpenRead(hash));
    }

    [Fact]
    public async Task Only_old_files_that_nobody_refers_to_are_collected()
    {
        var referenced = await StoreAsync(SampleFiles.Pdf);
        var forgotten = await StoreAsync(SampleFiles.Png);
        var storedAgain = await StoreAsync(SampleFiles.Csv);
        _clock.Turn(TimeSpan.FromDays(2));
        var young = await StoreAsync(SampleFiles.Docx);
        await StoreAsync(SampleFiles.Csv);

        var gone = await _store.DeleteUnreferencedAsync(
            new HashSet<string> { referenced.Hash }, TimeSpan.FromDays(1), CancellationToken.None);

        Assert.Equal(1, gone);
        Assert.False(_store.Exists(forgotten.Hash));
        Assert.All([referenced, storedAgain, young], file => Assert.True(_store.Exists(file.Hash)));
    }

    [Fact]
    public async Task A_collection_cut_short_loses_nothing_that_is_referred_to()
    {
        var stored = await StoreAsync(SampleFiles.Pdf);
        Directory.CreateDirectory(_folder.Inside(".leaving"));
        File.Move(_folder.Inside(stored.Hash[..2], stored.Hash[2..4], stored.Hash), _folder.Inside(".leaving", stored.Hash));

        await _store.DeleteUnreferencedAsync(new HashSet<string> { stored.Hash }, TimeSpan.FromDays(1), CancellationToken.None);

        Assert.True(_store.Exists(stored.Hash));
    }

    private Task<StoredFile> StoreAsync(byte[] content) =>
        _store.StoreAsync(new MemoryStream(content), FileLimits.Evidence, CancellationToken.None);

    private string[] Kept() => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);

    private sealed class CountingStream : MemoryStream
    {
        public long BreaksAfter { get; init; } = long.MaxValue;

        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Given > BreaksAfter)
                throw new IOException("The client went away.");
            buffer.Span.Fill((byte)'a');
            Given += buffer.Length;
            return new(buffer.Length);
        }
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("There is not enough space on the disk.", unchecked((int)0x80070070));
    }
}
