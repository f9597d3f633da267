using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>A place in a part of a mail where the secret of one mail's link goes.</summary>
/// <param name="MailId">Whose link: several notices may leave as one mail, each with its own.</param>
public sealed record LinkSlot(int At, string MailId);

/// <summary>
/// Where the secrets of links go in words that are written. It is kept beside the words, as positions: nothing that is in the words
/// themselves, whoever wrote it, can stand for a secret.
/// </summary>
public sealed record LinkSlots(IReadOnlyList<LinkSlot> Text, IReadOnlyList<LinkSlot> Html)
{
    public static readonly LinkSlots None = new([], []);

    /// <summary>What people see in place of a secret, in the mails that are kept and in those that have not left.</summary>
    public const string Shown = "(enlace personal)";

    [JsonIgnore]
    public IEnumerable<string> MailIds => Text.Concat(Html).Select(slot => slot.MailId).Distinct(StringComparer.Ordinal);

    public string ToJson() => JsonSerializer.Serialize(this);

    public static LinkSlots Read(string? json) => json is null ? None : JsonSerializer.Deserialize<LinkSlots>(json) ?? None;

    public string FillText(string text, Func<string, string> secretOf) => Fill(text, Text, secretOf);

    public string? FillHtml(string? html, Func<string, string> secretOf) => html is null ? null : Fill(html, Html, secretOf);

    private static string Fill(string words, IReadOnlyList<LinkSlot> slots, Func<string, string> secretOf)
    {
        if (slots.Count == 0) return words;
        var filled = new StringBuilder(words.Length + (slots.Count * 48));
        var from = 0;
        foreach (var slot in slots)
        {
            filled.Append(words, from, slot.At - from).Append(secretOf(slot.MailId));
            from = slot.At;
        }

        return filled.Append(words, from, words.Length - from).ToString();
    }
}

/// <summary>
/// The links of one rendering. Each path it gives ends in a text drawn at random for this rendering alone, after all the data were there:
/// none of them can hold it. It is cut out again before anybody keeps the words, and what stays are positions.
/// </summary>
internal sealed class LinkDraft
{
    private const int DrawnBytes = 20;
    private const int NumberLength = 4;

    private readonly string _drawn = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DrawnBytes));
    private readonly List<string> _mailIds = [];

    /// <summary>The address of a page, with the place of a secret after «#».</summary>
    public string PathOf(string page, string mailId)
    {
        _mailIds.Add(mailId);
        return string.Create(CultureInfo.InvariantCulture, $"{page}#{_drawn}{_mailIds.Count - 1:0000}");
    }

    public (string Words, IReadOnlyList<LinkSlot> Slots) Cut(string words)
    {
        var slots = new List<LinkSlot>();
        var cut = new StringBuilder(words.Length);
        var from = 0;
        for (var at = words.IndexOf(_drawn, StringComparison.Ordinal); at >= 0; at = words.IndexOf(_drawn, from, StringComparison.Ordinal))
        {
            cut.Append(words, from, at - from);
            var number = words.AsSpan(at + _drawn.Length, NumberLength);
            slots.Add(new(cut.Length, _mailIds[int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)]));
            from = at + _drawn.Length + NumberLength;
        }

        return slots.Count == 0 ? (words, []) : (cut.Append(words, from, words.Length - from).ToString(), slots);
    }
}
