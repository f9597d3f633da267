using System.Globalization;

namespace Workflows.Engine.Expressions;

/// <summary>JavaScript's numbers.</summary>
internal sealed class DoubleNumbers : Numbers
{
    private const int MaxDecimals = 15;

    public override bool ComparesContents => false;

    public override bool TryLiteral(ReadOnlySpan<char> text, out object? number)
    {
        var value = Radix(text) != 0 ? Prefixed(text) : Parse(text);
        number = value;
        return value >= 0;
    }

    public override object FromCount(int count) => (double)count;

    public override object ToNumber(object? value, Evaluation evaluation) => Read(value, evaluation);

    public override object Arithmetic(ArithmeticOperator op, object? left, object? right, Evaluation evaluation)
    {
        var a = left is double leftNumber ? leftNumber : Read(left, evaluation);
        var b = right is double rightNumber ? rightNumber : Read(right, evaluation);
        return op switch
        {
            ArithmeticOperator.Add => a + b,
            ArithmeticOperator.Subtract => a - b,
            ArithmeticOperator.Multiply => a * b,
            ArithmeticOperator.Divide => a / b,
            ArithmeticOperator.Remainder => a % b,
            _ => Power(a, b),
        };
    }

    public override object Negate(object? value, Evaluation evaluation) => -Read(value, evaluation);

    public override int? Compare(object? left, object? right, Evaluation evaluation)
    {
        var a = Read(left, evaluation);
        var b = Read(right, evaluation);
        if (double.IsNaN(a) || double.IsNaN(b))
            return null;

        return a < b ? -1 : a > b ? 1 : 0;
    }

    public override object Absolute(object? value, Evaluation evaluation) => Math.Abs(Read(value, evaluation));

    public override object Floor(object? value, Evaluation evaluation) => Math.Floor(Read(value, evaluation));

    public override object Ceiling(object? value, Evaluation evaluation) => Math.Ceiling(Read(value, evaluation));

    // Rounded as the number is written: 1.005 is held as 1.00499…, and people expect 1.01.
    public override object Round(object? value, int decimals, Evaluation evaluation)
    {
        var number = Read(value, evaluation);
        if (decimals > MaxDecimals)
            evaluation.Fail($"«round» deja entre 0 y {MaxDecimals} decimales");
        if (!double.IsFinite(number) || double.IsInteger(number))
            return number;

        return (double)Math.Round(NumberText.ToDecimal(number), decimals, MidpointRounding.AwayFromZero);
    }

    private static double Read(object? value, Evaluation evaluation) => value switch
    {
        double number => number,
        null => 0,
        bool truth => truth ? 1 : 0,
        decimal number => (double)number,
        string text => Parse(text),
        Undefined => double.NaN,
        _ => Parse(Coercion.ToText(value, evaluation)),
    };

    private static double Parse(ReadOnlySpan<char> text) => Scan(text, out var digits) switch
    {
        NumericText.Empty => 0,
        NumericText.Decimal => double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture),
        NumericText.Prefixed => Prefixed(digits) is >= 0 and var number ? number : double.NaN,
        NumericText.Infinity => double.PositiveInfinity,
        NumericText.NegativeInfinity => double.NegativeInfinity,
        _ => double.NaN,
    };

    // JavaScript says NaN in two places where IEEE 754 (and .NET) say 1.
    private static double Power(double number, double exponent) =>
        double.IsNaN(exponent) || (double.IsInfinity(exponent) && Math.Abs(number) == 1)
            ? double.NaN
            : Math.Pow(number, exponent);
}
