using System.Security.Cryptography;
using System.Text;

namespace Workflows.Server.Accounts.Leaked;

/// <summary>
/// Whether a password is among those that other sites lost, as it is or dressed up: in capitals, with signs between, numbers around it,
/// letters written as numbers, or twice. It looks in a list that ships with the program and asks nobody.
/// </summary>
public static class LeakedPasswords
{
    private const int HashBytes = 5;
    private const int ShortestWord = 5;

    private static readonly Lazy<byte[]> Hashes = new(Load);

    /// <param name="plain">In lower case and without accents.</param>
    public static bool Has(string plain) => Readings(plain).Distinct(StringComparer.Ordinal).Any(IsListed);

    private static IEnumerable<string> Readings(string plain)
    {
        // «p4ssw0rd1234»: the numbers around it are no letters, those inside are.
        var core = plain.Trim([.. plain.Where(letter => !char.IsAsciiLetter(letter))]);
        foreach (var text in new[] { plain, PlainText.Unmasked(plain), core, PlainText.Unmasked(core), PlainText.Unmasked(
            WithoutEnd(plain)) })
        {
            var letters = string.Concat(text.Where(char.IsAsciiLetterOrDigit));
            foreach (var reading in new[] { letters, Repeated(letters) })
            {
                yield return reading;
                yield return reading.Trim([.. "0123456789"]);
            }
        }
    }

    // «@dm1n…» begins with a letter in disguise.
    private static string WithoutEnd(string plain) => plain.TrimEnd([.. plain.Where(letter => !char.IsAsciiLetter(letter))]);

    /// <summary>What a text repeats from its beginning to its end; the text itself when it repeats nothing.</summary>
    private static string Repeated(string text)
    {
        for (var length = ShortestWord; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)))
                return text[..length];
        }

        return text;
    }

    private static bool IsListed(string reading)
    {
        if (reading.Length < ShortestWord)
            return false;
        ReadOnlySpan<byte> wanted = SHA256.HashData(Encoding.UTF8.GetBytes(reading)).AsSpan(0, HashBytes), hashes = Hashes.Value;
        var (from, to) = (0, (hashes.Length / HashBytes) - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var order = hashes.Slice(middle * HashBytes, HashBytes).SequenceCompareTo(wanted);
            if (order == 0)
                return true;
            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return false;
    }

    private static byte[] Load()
    {
        using var list = typeof(LeakedPasswords).Assembly.GetManifestResourceStream("leaked-passwords.bin")
            ?? throw new InvalidOperationException("The list of leaked passwords is not in the program.");
        var hashes = new byte[list.Length];
        list.ReadExactly(hashes);
        return hashes;
    }
}
