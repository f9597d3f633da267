using System.Globalization;

namespace Workflows.Engine.Expressions;

/// <summary>The numbers of conditions written by people: exact tenths, and a sentence instead of NaN.</summary>
internal sealed class DecimalNumbers : Numbers
{
    private const int MaxDecimals = 28;

    public override bool ComparesContents => true;

    public override bool TryLiteral(ReadOnlySpan<char> text, out object? number)
    {
        number = null;
        if (!TryParse(text, out var value))
            return false;

        number = value;
        return true;
    }

    public override object FromCount(int count) => (decimal)count;

    public override object ToNumber(object? value, Evaluation evaluation) => Read(value, evaluation);

    public override object Arithmetic(ArithmeticOperator op, object? left, object? right, Evaluation evaluation)
    {
        var a = left is decimal leftNumber ? leftNumber : Read(left, evaluation);
        var b = right is decimal rightNumber ? rightNumber : Read(right, evaluation);
        try
        {
            return op switch
            {
                ArithmeticOperator.Add => a + b,
                ArithmeticOperator.Subtract => a - b,
                ArithmeticOperator.Multiply => a * b,
                ArithmeticOperator.Divide => a / b,
                ArithmeticOperator.Remainder => a % b,
                _ => Power(a, b, evaluation),
            };
        }
        catch (DivideByZeroException)
        {
            evaluation.Fail("No se puede dividir por cero");
        }
        catch (OverflowException)
        {
            evaluation.Fail("El resultado es un número demasiado grande");
        }

        return 0m;
    }

    public override object Negate(object? value, Evaluation evaluation) => -Read(value, evaluation);

    public override int? Compare(object? left, object? right, Evaluation evaluation) =>
        TryRead(left, evaluation, out var a) && TryRead(right, evaluation, out var b) ? a.CompareTo(b) : null;

    public override object Absolute(object? value, Evaluation evaluation) => Math.Abs(Read(value, evaluation));

    public override object Floor(object? value, Evaluation evaluation) => decimal.Floor(Read(value, evaluation));

    public override object Ceiling(object? value, Evaluation evaluation) => decimal.Ceiling(Read(value, evaluation));

    public override object Round(object? value, int decimals, Evaluation evaluation)
    {
        if (decimals > MaxDecimals)
            evaluation.Fail($"«round» deja entre 0 y {MaxDecimals} decimales");

        return Math.Round(Read(value, evaluation), decimals, MidpointRounding.AwayFromZero);
    }

    private static decimal Read(object? value, Evaluation evaluation)
    {
        if (!TryRead(value, evaluation, out var number))
            evaluation.Fail(ReferenceEquals(value, Undefined.Value)
                ? "Falta un valor: aquí se necesita un número"
                : $"«{Coercion.Shown(value)}» no es un número que se pueda usar");

        return number;
    }

    private static bool TryRead(object? value, Evaluation evaluation, out decimal number)
    {
        number = 0;
        switch (value)
        {
            case decimal exact:
                number = exact;
                return true;
            case double other:
                return TryConvert(other, out number);
            case null:
                return true;
            case bool truth:
                number = truth ? 1 : 0;
                return true;
            case string text:
                return TryParse(text, out number);
            case Undefined:
                return false;
            default:
                return TryParse(Coercion.ToText(value, evaluation), out number);
        }
    }

    private static bool TryParse(ReadOnlySpan<char> text, out decimal number)
    {
        number = 0;
        return Scan(text, out var digits) switch
        {
            NumericText.Empty => true,
            NumericText.Decimal =>
                decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            NumericText.Prefixed => Prefixed(digits) is >= 0 and var value && TryConvert(value, out number),
            _ => false,
        };
    }

    private static bool TryConvert(double value, out decimal number)
    {
        var fits = Math.Abs(value) < (double)decimal.MaxValue; // false for NaN too
        number = fits ? NumberText.ToDecimal(value) : 0;
        return fits;
    }

    private static decimal Power(decimal number, decimal exponent, Evaluation evaluation)
    {
        if (!decimal.IsInteger(exponent) || Math.Abs(exponent) > int.MaxValue)
        {
            if (!TryConvert(Math.Pow((double)number, (double)exponent), out var root))
                evaluation.Fail($"«{NumberText.Of(number)} ** {NumberText.Of(exponent)}» no da un número que se pueda usar");

            return root;
        }

        var result = 1m;
        var factor = exponent < 0 ? 1 / number : number;
        for (var left = (long)Math.Abs(exponent); left > 0; left >>= 1)
        {
            if ((left & 1) == 1)
                result *= factor;
            if (left > 1)
                factor *= factor;
        }

        return result;
    }
}
