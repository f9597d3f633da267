using System.Security.Cryptography;
using System.Text;

namespace Workflows.Engine;

/// <summary>
/// How instances and what belongs to them are named. The root's id comes from (definition, business key), so opening the same
/// thing twice finds the first; everything below is the root's id and sequences. Ids are not secrets.
/// </summary>
public static class InstanceIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int RootLength = 20;

    /// <summary>The id of the root instance of a definition for a business key: 20 letters and digits, 100 bits of SHA-256.</summary>
    public static string Root(string definitionId, string businessKey)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{definitionId}\n{businessKey}"));
        return string.Create(RootLength, hash, static (id, hash) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                var bit = i * 5;
                var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
                id[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }

    /// <summary>The id of a child: its parent's and a number of the parent's sequence.</summary>
    public static string Child(string parentId, long sequence) => $"{parentId}.{sequence}";

    /// <summary>The id of a task, a mail or anything else that belongs to an instance.</summary>
    public static string Within(string instanceId, long sequence) => $"{instanceId}-{sequence}";

    /// <summary>The number of what belongs to an instance: of two, the one that came later has the larger, whatever a clock says.</summary>
    public static long NumberOf(string id) =>
        long.Parse(id.AsSpan(id.LastIndexOf('-') + 1), System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture);

    public static string RootOf(string instanceId)
    {
        var dot = instanceId.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? instanceId : instanceId[..dot];
    }
}
