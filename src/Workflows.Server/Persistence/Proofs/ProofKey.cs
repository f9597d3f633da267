using System.Security.Cryptography;
using System.Text;

namespace Workflows.Server.Persistence.Proofs;

/// <summary>
/// The key of this office's entries. It is a file beside the database and never in it: whoever can only write SQL cannot sign what they
/// change. Sessions of this program carry it as a setting that no other session can read.
/// </summary>
public sealed class ProofKey
{
    public const string FileName = "constancias.key";
    private const int Bytes = 32;

    private readonly string _hex;

    private ProofKey(string hex)
    {
        _hex = hex;
        Id = JournalHash.OfText(hex)[..16];
    }

    /// <summary>Names the key without telling it.</summary>
    public string Id { get; }

    /// <summary>What a session says of itself when it opens.</summary>
    internal string SessionOptions => $"-c workflows.proof_key={_hex} -c workflows.proof_key_id={Id}";

    public static ProofKey? Find(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        var hex = File.ReadAllText(path).Trim();
        return hex.Length == 2 * Bytes && hex.All(char.IsAsciiHexDigitLower)
            ? new(hex)
            : throw new InvalidOperationException($"{path} is not a key: it has to be {2 * Bytes} lower-case hexadecimal digits.");
    }

    /// <summary>The key of a folder, made when there is none. Of two nodes that start at once, one makes it.</summary>
    public static ProofKey FindOrCreate(string folder)
    {
        if (Find(folder) is { } known)
            return known;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        var aside = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes))));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }

        return Find(folder)!;
    }

    /// <summary>As the database computes it when it adds an entry (<see cref="ProofGuards"/>).</summary>
    internal bool HasSigned(ProofEntryRow entry) => entry.SignedWith == Id && entry.Signature is { } signature
        && CryptographicOperations.FixedTimeEquals(signature, Sign(DayDigest.TextOf(entry)));

    private byte[] Sign(string text) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(_hex), .. SHA256.HashData(Encoding.UTF8.GetBytes(_hex + text))]);
}
