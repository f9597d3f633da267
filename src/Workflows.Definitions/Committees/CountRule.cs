namespace Workflows.Definitions.Committees;

/// <summary>
/// Of whom a share is counted. Decrees differ, and so do outcomes: the seats the norm creates, the seats that somebody holds, or
/// the seats that attend.
/// </summary>
public enum CountBase
{
    Members,
    Designated,
    Attendees,
}

/// <summary>
/// How many seats it takes: a share of a base, or a fixed number. «Mayoría absoluta» is more than half, «tres quintos» at least
/// three fifths.
/// </summary>
/// <param name="Words">As the norm says it, within a Spanish sentence: «la mayoría absoluta de los miembros».</param>
public sealed record CountRule(string Words, CountBase Base, int Numerator, int Denominator, bool MustExceed, int? Fixed = null)
{
    /// <summary>The least number of seats that satisfies the rule.</summary>
    public int Least(int seats)
    {
        if (Fixed is { } number)
            return number;
        var share = seats * Numerator;
        return MustExceed ? (share / Denominator) + 1 : (share + Denominator - 1) / Denominator;
    }
}
