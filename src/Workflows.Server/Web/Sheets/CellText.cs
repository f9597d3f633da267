using System.Globalization;

namespace Workflows.Server.Web.Sheets;

/// <summary>How what a cell of a workbook holds becomes text.</summary>
/// <param name="Day">A date.</param>
/// <param name="Number">A number as the workbook keeps it, and whether it is shown as a percentage.</param>
/// <param name="KeepsLines">Whether the lines of a text stay apart.</param>
internal sealed record CellText(Func<DateTime, string> Day, Func<string, bool, string> Number, bool KeepsLines)
{
    private const int Hundred = 100;

    private static readonly CultureInfo Chile = CultureInfo.GetCultureInfo("es-CL");

    /// <summary>For machines: ISO dates, numbers as they are kept, one line a cell.</summary>
    public static CellText Plain { get; } =
        new(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (number, _) => number, KeepsLines: false);

    /// <summary>
    /// As somebody in Chile would have typed it: a number never has points, so that 1,125 is not taken for a text «1.125», which is a
    /// thousand.
    /// </summary>
    public static CellText AsTyped { get; } =
        new(day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), Typed, KeepsLines: true);

    /// <summary>Fifteen digits, as a workbook shows it: behind them is only the dust of fractions.</summary>
    private static string Typed(string kept, bool isShare)
    {
        if (!double.TryParse(kept, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) >= (double)(decimal.MaxValue / Hundred))
            return kept;
        return isShare ? $"{((decimal)(number * Hundred)).ToString(Chile)} %" : ((decimal)number).ToString(Chile);
    }
}
