using System.Globalization;
using System.Numerics;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// An exact fraction. Degrees of fulfilment are compared with the limits of a law, where a rounded third could cost somebody
/// half a bonus: nothing is rounded before it is shown, and then half up.
/// </summary>
public readonly record struct Ratio : IComparable<Ratio>
{
    public static readonly Ratio Zero = new(0, 1);
    public static readonly Ratio Hundred = new(100, 1);

    private readonly BigInteger _numerator;
    private readonly BigInteger _below; // the denominator less one, so that the default is zero and not a division by it

    private Ratio(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (_numerator, _below) = (numerator / common, (denominator / common) - 1);
    }

    private BigInteger Denominator => _below + 1;

    public bool IsZero => _numerator.IsZero;

    public static Ratio Of(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var whole = new BigInteger(new decimal(parts[0], parts[1], parts[2], isNegative: false, scale: 0));
        return new(number < 0 ? -whole : whole, BigInteger.Pow(10, number.Scale));
    }

    public static Ratio operator +(Ratio left, Ratio right) =>
        new((left._numerator * right.Denominator) + (right._numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Ratio operator *(Ratio left, Ratio right) =>
        new(left._numerator * right._numerator, left.Denominator * right.Denominator);

    /// <summary>Throws when the divisor is zero: who divides says first what that would mean.</summary>
    public static Ratio operator /(Ratio left, Ratio right) =>
        new(left._numerator * right.Denominator, left.Denominator * right._numerator);

    public static bool operator <(Ratio left, Ratio right) => left.CompareTo(right) < 0;

    public static bool operator >(Ratio left, Ratio right) => left.CompareTo(right) > 0;

    public static bool operator <=(Ratio left, Ratio right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Ratio left, Ratio right) => left.CompareTo(right) >= 0;

    public int CompareTo(Ratio other) => (_numerator * other.Denominator).CompareTo(other._numerator * Denominator);

    /// <summary>Rounded half up to so many decimals, for people and never for a comparison.</summary>
    public decimal Rounded(int decimals)
    {
        var scaled = BigInteger.Abs(_numerator) * BigInteger.Pow(10, decimals);
        var quotient = BigInteger.DivRem((scaled * 2) + Denominator, Denominator * 2, out _);
        var shown = (decimal)quotient / (decimal)BigInteger.Pow(10, decimals);
        return _numerator.Sign < 0 ? -shown : shown;
    }

    /// <summary>As Chile writes it, with at most so many decimals: 62,5.</summary>
    public string Shown(int decimals = 2) => Rounded(decimals).ToString("0.############", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>What <see cref="ToString"/> wrote; null when it is nothing of the kind.</summary>
    public static Ratio? Parse(string? text) => text?.Split('/') is [var above, var below]
        && BigInteger.TryParse(above, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
        && BigInteger.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator) && !denominator.IsZero
        ? new(numerator, denominator)
        : null;

    public override string ToString() => $"{_numerator}/{Denominator}";
}
