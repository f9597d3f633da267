namespace Workflows.Engine.Expressions;

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

/// <summary>
/// The arithmetic of an expression. Doubles follow JavaScript to the letter; decimals follow it as far as a number
/// without NaN can, and fail with a sentence where JavaScript would answer NaN or Infinity.
/// </summary>
internal abstract class Numbers
{
    private static readonly Numbers Doubles = new DoubleNumbers();
    private static readonly Numbers Decimals = new DecimalNumbers();

    public static Numbers Of(NumberMode mode) => mode == NumberMode.Double ? Doubles : Decimals;

    /// <summary>Whether two lists or objects with the same contents are equal; in JavaScript they are not.</summary>
    public abstract bool ComparesContents { get; }

    /// <summary>A literal already known to be well formed: digits, point, exponent, or a 0x, 0o, 0b prefix.</summary>
    public abstract bool TryLiteral(ReadOnlySpan<char> text, out object? number);

    public abstract object FromCount(int count);

    public abstract object ToNumber(object? value, Evaluation evaluation);

    public abstract object Arithmetic(ArithmeticOperator op, object? left, object? right, Evaluation evaluation);

    public abstract object Negate(object? value, Evaluation evaluation);

    /// <summary>Less than zero, zero, or more; null when one of them is no number.</summary>
    public abstract int? Compare(object? left, object? right, Evaluation evaluation);

    public abstract object Absolute(object? value, Evaluation evaluation);

    public abstract object Floor(object? value, Evaluation evaluation);

    public abstract object Ceiling(object? value, Evaluation evaluation);

    public abstract object Round(object? value, int decimals, Evaluation evaluation);

    /// <summary>Reads a text as JavaScript's Number() does, without deciding yet what a number is.</summary>
    protected static NumericText Scan(ReadOnlySpan<char> text, out ReadOnlySpan<char> digits)
    {
        digits = text.Trim(Characters.Spaces);
        if (digits.IsEmpty)
            return NumericText.Empty;
        if (Radix(digits) != 0)
            return NumericText.Prefixed;
        if (digits is "Infinity" or "+Infinity")
            return NumericText.Infinity;
        if (digits is "-Infinity")
            return NumericText.NegativeInfinity;

        return IsDecimalLiteral(digits) ? NumericText.Decimal : NumericText.None;
    }

    protected static int Radix(ReadOnlySpan<char> text) => text.Length < 2 || text[0] != '0' ? 0 : text[1] switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    /// <summary>The value of 0xFF and the like; negative when a digit does not belong.</summary>
    protected static double Prefixed(ReadOnlySpan<char> text)
    {
        var radix = Radix(text);
        double value = text.Length > 2 ? 0 : -1;
        foreach (var c in text[2..])
        {
            var digit = char.IsAsciiHexDigit(c) ? System.Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return -1;

            value = (value * radix) + digit;
        }

        return value;
    }

    private static bool IsDecimalLiteral(ReadOnlySpan<char> text)
    {
        var at = text[0] is '+' or '-' ? 1 : 0;
        var digits = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            (at, digits) = (at + 1, digits + 1);

        if (at < text.Length && text[at] == '.')
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                (at, digits) = (at + 1, digits + 1);
        }

        if (digits == 0)
            return false;
        if (at == text.Length)
            return true;
        if (text[at] is not ('e' or 'E'))
            return false;

        at++;
        if (at < text.Length && text[at] is '+' or '-')
            at++;

        return at < text.Length && text[at..].IndexOfAnyExceptInRange('0', '9') < 0;
    }

    protected enum NumericText
    {
        None,
        Empty,
        Decimal,
        Prefixed,
        Infinity,
        NegativeInfinity,
    }
}
