using System.Collections.Frozen;

namespace Workflows.Server.Files.Store;

/// <summary>What an upload may be. The defaults suit the evidence an institution hands in.</summary>
public sealed record FileLimits
{
    private const long Megabyte = 1024 * 1024;

    public static FileLimits Evidence { get; } = new();

    public long MaxBytes { get; init; } = 50 * Megabyte;

    public IReadOnlySet<FileKind> Kinds { get; init; } =
        Enum.GetValues<FileKind>().Where(kind => kind != FileKind.Unknown).ToFrozenSet();

    public int MaxEntries { get; init; } = 5_000;

    /// <summary>What an archive or an Office document may take when it is opened.</summary>
    public long MaxUncompressedBytes { get; init; } = 500 * Megabyte;

    /// <summary>
    /// How many times larger it may become. A spreadsheet of repeated rows reaches a hundred; what is small once opened
    /// (<see cref="RatioMattersFrom"/>) harms nobody whatever its ratio.
    /// </summary>
    public int MaxRatio { get; init; } = 200;

    public long RatioMattersFrom { get; init; } = 20 * Megabyte;
}
