using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// The number the State knows a person by (Rol Único Nacional), with its check digit: <c>12345678-5</c>. One that does not add up is never
/// one of these.
/// </summary>
public sealed record Run
{
    private const int LargestNumber = 99_999_999;

    private Run(int number) => Number = number;

    public int Number { get; }

    /// <summary>Reads it as people write it: with or without dots, hyphen or a small k.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Run? run)
    {
        var plain = (text ?? "").Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim()
            .ToUpperInvariant();
        run = plain.Length is >= 2 and <= 9 && int.TryParse(plain[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= LargestNumber && CheckDigit(number) == plain[^1]
            ? new(number)
            : null;
        return run is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}-{CheckDigit(Number)}");

    // Módulo 11, with the weights 2 to 7 from the right.
    private static char CheckDigit(int number)
    {
        var sum = 0;
        for (var weight = 2; number > 0; number /= 10, weight = weight == 7 ? 2 : weight + 1)
            sum += number % 10 * weight;
        return (11 - (sum % 11)) switch { 11 => '0', 10 => 'K', var digit => (char)('0' + digit) };
    }
}
