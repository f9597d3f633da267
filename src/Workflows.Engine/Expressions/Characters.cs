using System.Globalization;

namespace Workflows.Engine.Expressions;

/// <summary>What JavaScript takes for a space, a line's end and the letters of a name.</summary>
internal static class Characters
{
    /// <summary>White space and line ends (ECMA-262 12.2 and 12.3), which .NET's own list does not match.</summary>
    public const string Spaces =
        " \t\n\r\v\f\u00a0\ufeff\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
        + "\u202f\u205f\u3000\u2028\u2029";

    public static bool IsSpace(char c) =>
        c is ' ' or '\n' or '\r' or '\t' || (c is '\v' or '\f' or >= '\u00a0' && Spaces.Contains(c, StringComparison.Ordinal));

    public static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    public static bool StartsName(char c) =>
        char.IsAsciiLetter(c)
        || c is '_' or '$'
        || (c > '\u007f' && (char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber));

    public static bool ContinuesName(char c) =>
        StartsName(c)
        || char.IsAsciiDigit(c)
        || (c > '\u007f' && (c is '\u200c' or '\u200d' || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation));
}
