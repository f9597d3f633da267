namespace Workflows.Definitions.Calendar;

/// <summary>A day that the law makes a holiday, with the rule that puts it there and the norm that says so.</summary>
public sealed record Holiday(DateOnly Date, string Name, HolidayScope Scope, string Norm)
{
    private const string Unverified = "(por confirmar)";

    /// <summary>The norm as it is cited; that nobody has confirmed it yet is another fact, for those who can.</summary>
    public string Norm { get; init; } = Norm.Replace(Unverified, "", StringComparison.OrdinalIgnoreCase).TrimEnd();

    public bool IsUnverified { get; init; } = Norm.Contains(Unverified, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where it counts; empty for the whole country.</summary>
    public string Territory { get; init; } = "";

    /// <summary>The date it commemorates, from which a rule may move it.</summary>
    public DateOnly BaseDate { get; init; } = Date;

    public bool Moved { get; init; }

    public string Rule { get; init; } = "";

    /// <summary>Who entered it, when no rule did.</summary>
    public string? Provenance { get; init; }
}

public enum HolidayScope
{
    National,
    Electoral,
    Territorial,
}
