namespace Workflows.Definitions.Calendar;

/// <summary>Easter Sunday of the Gregorian calendar, by the arithmetic the Church publishes (the anonymous algorithm of 1876).</summary>
public static class Easter
{
    public static DateOnly Sunday(int year)
    {
        var golden = year % 19;
        var (century, rest) = Math.DivRem(year, 100);
        var leapCorrection = century / 4;
        var moonCorrection = (century - (century + 8) / 25 + 1) / 3;
        var epact = (19 * golden + century - leapCorrection - moonCorrection + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
        var late = (golden + 11 * epact + 22 * weekday) / 451;
        var (month, day) = Math.DivRem(epact + weekday - 7 * late + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
