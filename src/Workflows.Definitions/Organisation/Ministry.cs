namespace Workflows.Definitions.Organisation;

/// <summary>A ministry under the name it had between two dates.</summary>
public sealed record Ministry(string Code, string Name)
{
    public string? BudgetChapter { get; init; }

    public string? Norm { get; init; }

    public Confidence Confidence { get; init; } = Confidence.High;

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool ExistsOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);
}

/// <summary>One of the regions, by its territorial code, and the regional government (GORE) that administers it.</summary>
public sealed record Region(string Code, string Name, string ShortName, string Capital, string RegionalGovernment, int NorthToSouth);
