using System.Text.RegularExpressions;

namespace Workflows.Definitions.Calendar;

/// <summary>A day that the law makes a holiday, with the rule that puts it there and the norm that says so.</summary>
/// <param name="Norm">
/// As it is cited. «(por confirmar)» and «(idNorma 23639)», where its text is kept by LeyChile, are facts about the citation for those who
/// can check it, and no part of it.
/// </param>
public sealed partial record Holiday(DateOnly Date, string Name, HolidayScope Scope, string Norm)
{
    public string Norm { get; init; } = Asides().Replace(Norm, "").Trim();

    public bool IsUnverified { get; init; } = Unverified().IsMatch(Norm);

    /// <summary>Under which numbers LeyChile keeps the texts; empty when nobody wrote them down.</summary>
    public string LawIds { get; init; } = string.Join(", ", LawId().Matches(Norm).Select(match => match.Groups[1].Value));

    /// <summary>Where it counts; empty for the whole country.</summary>
    public string Territory { get; init; } = "";

    /// <summary>The date it commemorates, from which a rule may move it.</summary>
    public DateOnly BaseDate { get; init; } = Date;

    public bool Moved { get; init; }

    public string Rule { get; init; } = "";

    /// <summary>Who entered it, when no rule did.</summary>
    public string? Provenance { get; init; }

    /// <summary>Why nobody works that day, as a derivation says it: where it counts, from when it was moved, who entered it.</summary>
    public string Reason
    {
        get
        {
            var where = Territory.Length == 0 ? "" : $" en {InWords()}";
            var moved = Moved ? $", trasladado desde el {SpanishDate.WithWeekday(BaseDate)}" : "";
            return $"Feriado{where}: {Name}{moved}.{(Provenance is null ? "" : $" {Provenance}")}";
        }
    }

    /// <summary>«Región de Tarapacá (01)» without its code.</summary>
    private string InWords() => PlaceCode().Replace(Territory, "");

    [GeneratedRegex(@" *\(\d{2,5}\)", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceCode();

    [GeneratedRegex(@"\(por confirmar\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unverified();

    [GeneratedRegex(@"\(idNorma (\d+)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LawId();

    [GeneratedRegex(@" *\((?:por confirmar|idNorma \d+)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asides();
}

public enum HolidayScope
{
    National,
    Electoral,
    Territorial,
}
