using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Persistence.Duties;

/// <summary>The last burst of one instance in one day.</summary>
public sealed record JournalHead(string InstanceId, int Number, byte[] Hash);

/// <summary>
/// One hash over everything the journals received in a civil day, and over what was kept beside them of changes no burst made. Whoever
/// kept it can prove later that nothing of it was rewritten.
/// </summary>
public static class JournalRoot
{
    /// <summary>
    /// SHA-256 of the previous root (32 bytes; none before the first), then one line of UTF-8 text each ending in a line feed:
    /// the date as yyyy-MM-dd, and for each instance by id in ordinal order «id number hash», the hash in lower-case hexadecimal.
    /// Last, on days that sealed entries, «constancias count hash».
    /// </summary>
    public static byte[] Compute(DateOnly date, byte[]? previous, IEnumerable<JournalHead> heads, ProofDigest? proofs = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (previous is not null) hash.AppendData(previous);
        Add(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var head in heads.OrderBy(head => head.InstanceId, StringComparer.Ordinal))
            Add(string.Create(CultureInfo.InvariantCulture, $"{head.InstanceId} {head.Number} {Convert.ToHexStringLower(head.Hash)}"));
        if (proofs is { Entries: > 0 })
            Add(string.Create(CultureInfo.InvariantCulture, $"constancias {proofs.Entries} {Convert.ToHexStringLower(proofs.Hash)}"));
        return hash.GetHashAndReset();

        void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
    }
}

/// <summary>The root of a day as it was computed and sent away. Never changed.</summary>
public sealed class JournalRootRow
{
    public required DateOnly Date { get; init; }
    public required byte[] Root { get; init; }
    public byte[]? PreviousRoot { get; init; }
    public required int Instances { get; init; }

    /// <summary>Of changes outside the journals that this day sealed.</summary>
    public int Entries { get; init; }
    public required DateTimeOffset ComputedAt { get; init; }

    /// <summary>The mail it left in; null when nobody said where to send it.</summary>
    public string? MailId { get; init; }
}

internal sealed class JournalRootMapping : IEntityTypeConfiguration<JournalRootRow>
{
    public void Configure(EntityTypeBuilder<JournalRootRow> table)
    {
        table.ToTable("journal_roots");
        table.HasKey(root => root.Date);
    }
}
