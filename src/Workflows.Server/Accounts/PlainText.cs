using System.Globalization;
using System.Text;

namespace Workflows.Server.Accounts;

/// <summary>Texts as somebody who guesses passwords reads them.</summary>
internal static class PlainText
{
    /// <summary>Lower case and without accents.</summary>
    public static string Of(string text) => new([.. text.ToLowerInvariant().Normalize(NormalizationForm.FormKD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)]);

    /// <summary>«c0ntr4$3n@» is not a new word.</summary>
    public static string Unmasked(string plain) => new([.. plain.Select(letter => letter switch
    {
        '4' or '@' => 'a', '3' => 'e', '1' or '!' => 'i', '0' => 'o', '5' or '$' => 's', '7' or '+' => 't', _ => letter,
    })]);
}
