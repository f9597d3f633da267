using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>A seat with a vote on the day a body is asked, as the world answered it. It does not know how anybody voted.</summary>
/// <param name="Place">Where its holder finds what is asked of the seat.</param>
public sealed record BodySeat(string Name, string Role, string Place)
{
    public bool IsVacant { get; init; }

    /// <summary>Who holds it that day, as people are named, «(S)» included; null when nobody does or only its alternates act.</summary>
    public string? Holder { get; init; }

    /// <summary>People who act in it for its holder: a substitute has no substitute.</summary>
    public IReadOnlyList<string> Substitutes { get; init; } = [];

    /// <summary>Names of its alternates that day: nobody else may attend for its holder.</summary>
    public IReadOnlyList<string> Alternates { get; init; } = [];

    /// <summary>Whoever acts in it is an alternate, because its holder does not act that day.</summary>
    public bool ActsByAlternate { get; init; }

    /// <summary>The matter is its own: it attends and does not vote.</summary>
    public bool OwnMatter { get; init; }

    public bool Presides => Role == Organisation.Role.CommitteePresident.Code;

    public bool MayVote => !IsVacant && !OwnMatter;

    /// <summary>Why no alternate attends for its holder that day, in Spanish; null when one may.</summary>
    public string? ProblemOfAlternate(BodyRules rules) =>
        Substitutes.Count > 0 && !ActsByAlternate ? $"El asiento «{Name}» ya lo ocupa quien subroga: un subrogante no nombra suplente."
        : Alternates.Count == 0 && rules.SubstitutesVote
            ? $"El asiento «{Name}» no tiene suplente ese día: asiste quien es titular, o queda ausente."
        : null;

    public Dictionary<string, object?> ToValues() => new()
    {
        ["seat"] = Name,
        ["role"] = Role,
        ["place"] = Place,
        ["vacant"] = IsVacant,
        ["holder"] = Holder,
        ["substitutes"] = PlainValues.ToValues(Substitutes),
        ["alternates"] = PlainValues.ToValues(Alternates),
        ["byAlternate"] = ActsByAlternate,
        ["ownMatter"] = OwnMatter,
    };

    public static BodySeat FromValues(object? values) => new(values.TextOf("seat")!, values.TextOf("role")!, values.TextOf("place")!)
    {
        IsVacant = values.FlagOf("vacant"),
        Holder = values.TextOf("holder"),
        Substitutes = [.. values.ListOf("substitutes").OfType<string>()],
        Alternates = [.. values.ListOf("alternates").OfType<string>()],
        ActsByAlternate = values.FlagOf("byAlternate"),
        OwnMatter = values.FlagOf("ownMatter"),
    };
}
