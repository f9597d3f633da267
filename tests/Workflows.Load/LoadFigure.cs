using System.Globalization;

namespace Workflows.Load;

/// <summary>One thing that was measured, with its limit when it has one.</summary>
/// <param name="Key">For programs that compare runs.</param>
/// <param name="Label">For people, in Spanish.</param>
/// <param name="Limit">What the value is held against; null for a figure that only gives context.</param>
/// <param name="AtLeast">The limit is a minimum; otherwise a maximum.</param>
public sealed record LoadFigure(string Key, string Label, double Value, string Unit, double? Limit = null, bool AtLeast = false)
{
    private static readonly CultureInfo Chile = CultureInfo.GetCultureInfo("es-CL");

    /// <summary>Null when nothing was asked of it.</summary>
    public bool? IsMet => Limit is not { } limit ? null : AtLeast ? Value >= limit : Value <= limit;

    public override string ToString()
    {
        var limit = Limit is { } value
            ? string.Create(
                Chile, $"  ({(AtLeast ? "mínimo" : "máximo")} {Number(value)} {Unit}: {(IsMet == true ? "cumple" : "no cumple")})")
            : "";
        return $"{Label}: {Number(Value)} {Unit}{limit}";
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) < 100 ? "0.##" : "N0", Chile);
}
