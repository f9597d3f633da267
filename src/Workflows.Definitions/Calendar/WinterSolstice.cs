namespace Workflows.Definitions.Calendar;

/// <summary>
/// The instant when winter begins in the southern hemisphere (the June solstice), by the series of Meeus, «Astronomical
/// Algorithms», chapter 27: within a minute of the almanacs for the years of the calendar.
/// </summary>
public static class WinterSolstice
{
    /// <summary>Terrestrial time runs ahead of UTC by about this much between 2015 and 2045.</summary>
    private static readonly TimeSpan AheadOfUtc = TimeSpan.FromSeconds(72);

    private static readonly (double Size, double Phase, double Speed)[] Terms =
    [
        (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112),
        (156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906),
        (70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226),
        (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417), (18, 155.12, 67555.328),
        (17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848),
        (12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074),
    ];

    public static DateTimeOffset At(int year)
    {
        var millennia = (year - 2000) / 1000.0;
        var mean = 2451716.56767 + millennia * (365241.62603 + millennia * (0.00325 + millennia * (0.00888 - millennia * 0.00030)));

        var centuries = (mean - 2451545.0) / 36525;
        var anomaly = 35999.373 * centuries - 2.47;
        var speed = 1 + 0.0334 * Cos(anomaly) + 0.0007 * Cos(2 * anomaly);
        var wobble = Terms.Sum(term => term.Size * Cos(term.Phase + term.Speed * centuries));
        var julianDay = mean + 0.00001 * wobble / speed;

        return FromJulianDay(julianDay) - AheadOfUtc;
    }

    /// <summary>The civil date in Chile, which is the one Ley 21.357 means: late evenings of UTC's 21 June are still the 20th.</summary>
    public static DateOnly DateIn(int year) => SantiagoTime.DateAt(At(year));

    private static DateTimeOffset FromJulianDay(double day)
    {
        const double unixEpoch = 2440587.5;
        return DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor((day - unixEpoch) * 86_400));
    }

    private static double Cos(double degrees) => Math.Cos(double.DegreesToRadians(degrees));
}
