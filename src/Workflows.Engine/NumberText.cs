using System.Globalization;

namespace Workflows.Engine;

/// <summary>
/// Numbers as text. Doubles print as JavaScript prints them (ECMA-262, Number::toString); decimals print without the
/// zeros that say nothing, so 1.50 and 1.5 are one text as they are one number.
/// </summary>
internal static class NumberText
{
    public const int MaxLength = 32;

    private const double LargestPlainInteger = 1e15;

    public static string Of(double number)
    {
        if (double.IsInteger(number) && Math.Abs(number) < LargestPlainInteger)
            return ((long)number).ToString(CultureInfo.InvariantCulture);

        Span<char> text = stackalloc char[MaxLength];
        return text[..Write(number, text)].ToString();
    }

    public static string Of(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>Writes the number and says how many characters it took, at most <see cref="MaxLength"/>.</summary>
    public static int Write(double number, Span<char> target)
    {
        if (double.IsNaN(number))
            return Copy("NaN", target);
        if (double.IsInfinity(number))
            return Copy(number > 0 ? "Infinity" : "-Infinity", target);
        if (double.IsInteger(number) && Math.Abs(number) < LargestPlainInteger)
        {
            ((long)number).TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
            return written;
        }

        // .NET finds the same shortest digits as JavaScript and differs only in where it turns to exponents.
        Span<char> shortest = stackalloc char[MaxLength];
        number.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        return Rearrange(shortest[..length], target);
    }

    /// <summary>The decimal that prints as this double prints.</summary>
    /// <exception cref="OverflowException">No decimal is as large.</exception>
    public static decimal ToDecimal(double number)
    {
        if (double.IsInteger(number) && Math.Abs(number) < LargestPlainInteger)
            return (long)number;
        if (!double.IsFinite(number) || Math.Abs(number) >= (double)decimal.MaxValue)
            throw new OverflowException();
        if (double.IsInteger(number))
            return (decimal)new System.Numerics.BigInteger(number); // exact: a cast from double keeps 15 digits

        Span<char> text = stackalloc char[MaxLength];
        number.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        return decimal.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static int Rearrange(ReadOnlySpan<char> shortest, Span<char> target)
    {
        Span<char> digits = stackalloc char[MaxLength];
        var count = 0;
        var point = -1; // how many digits stand before the decimal point
        var exponent = 0;
        var at = 0;
        var length = 0;

        if (shortest[0] == '-')
        {
            target[length++] = '-';
            at = 1;
        }

        for (; at < shortest.Length; at++)
        {
            var c = shortest[at];
            if (c == '.')
            {
                point = count;
            }
            else if (c == 'E')
            {
                exponent = int.Parse(shortest[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            else
            {
                digits[count++] = c;
            }
        }

        point = (point < 0 ? count : point) + exponent;

        var leading = 0;
        while (leading < count - 1 && digits[leading] == '0')
            leading++;

        var significant = digits[leading..count].TrimEnd('0');
        point -= leading;
        return length + Arrange(significant, point, target[length..]);
    }

    private static int Arrange(ReadOnlySpan<char> digits, int point, Span<char> target)
    {
        if (point is > 21 or <= -6)
            return Scientific(digits, point - 1, target);

        if (point <= 0)
        {
            target[0] = '0';
            target[1] = '.';
            target.Slice(2, -point).Fill('0');
            digits.CopyTo(target[(2 - point)..]);
            return 2 - point + digits.Length;
        }

        if (digits.Length <= point)
        {
            digits.CopyTo(target);
            target[digits.Length..point].Fill('0');
            return point;
        }

        digits[..point].CopyTo(target);
        target[point] = '.';
        digits[point..].CopyTo(target[(point + 1)..]);
        return digits.Length + 1;
    }

    private static int Scientific(ReadOnlySpan<char> digits, int exponent, Span<char> target)
    {
        var length = 0;
        target[length++] = digits[0];
        if (digits.Length > 1)
        {
            target[length++] = '.';
            digits[1..].CopyTo(target[length..]);
            length += digits.Length - 1;
        }

        target[length++] = 'e';
        target[length++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(target[length..], out var written, default, CultureInfo.InvariantCulture);
        return length + written;
    }

    private static int Copy(string text, Span<char> target)
    {
        text.CopyTo(target);
        return text.Length;
    }
}
