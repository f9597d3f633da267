using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Engine;

namespace Workflows.Server.Persistence.Proofs;

/// <summary>What all entries sealed in one day come to.</summary>
public sealed record ProofDigest(int Entries, byte[] Hash);

/// <summary>Adds up the entries of one day in the order of their ids: one hash over everything they say, signatures included.</summary>
internal sealed class DayDigest(DateOnly day) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _entries;

    public DateOnly Day => day;

    public void Add(ProofEntryRow entry)
    {
        _entries++;
        _hash.AppendData(Encoding.UTF8.GetBytes(TextOf(entry)));
        _hash.AppendData(Encoding.UTF8.GetBytes($"{entry.SignedWith} {Convert.ToHexStringLower(entry.Signature ?? [])}\n"));
    }

    public ProofDigest End() => new(_entries, _hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    /// <summary>Everything an entry says, each part with its length: no two entries have the same text.</summary>
    public static string TextOf(ProofEntryRow entry)
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string?>)[
            entry.Id.ToString(CultureInfo.InvariantCulture), entry.Subject, entry.RowKey, entry.Act, entry.Content,
            Instants.ToText(entry.At), entry.Program, entry.Actor])
        {
            text.Append(CultureInfo.InvariantCulture, $"{part?.EnumerateRunes().Count() ?? -1}:{part}\n");
        }

        return text.ToString();
    }
}
