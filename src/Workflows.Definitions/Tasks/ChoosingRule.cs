using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// What a field lets people choose: of the organisation, or of its commitments. It never widens what a task lets them reach: it says it.
/// </summary>
/// <param name="Kinds">Of a place: which kinds of place; empty for people and posts.</param>
/// <param name="Roles">Of people and posts: only these; empty for any.</param>
public sealed record ChoosingRule(Choosable What, ChoosingReach Within, IReadOnlyList<PlaceKind> Kinds, IReadOnlyList<Role> Roles)
{
    private static readonly Dictionary<string, ChoosingReach> Reaches = new(StringComparer.Ordinal)
    {
        ["own"] = ChoosingReach.Own, ["sector"] = ChoosingReach.Sector, ["country"] = ChoosingReach.Country,
    };

    private static readonly Dictionary<string, PlaceKind> PlaceKinds = new(StringComparer.Ordinal)
    {
        ["institution"] = PlaceKind.Institution, ["ministry"] = PlaceKind.Ministry, ["region"] = PlaceKind.Region,
    };

    /// <summary>Reads <c>within</c>, <c>roles</c> and <c>kinds</c> of a field; null when it chooses nothing of the organisation.</summary>
    internal static ChoosingRule? Read(object? field, FieldType type, string place)
    {
        Choosable? what = type switch
        {
            FieldType.Person => Choosable.Person,
            FieldType.Post => Choosable.Post,
            FieldType.Institution or FieldType.Place => Choosable.Place,
            FieldType.Commitment => Choosable.Commitment,
            _ => null,
        };
        if (what is not { } chosen)
            return null;
        // Who works where is for those who work there; which institutions there are is public.
        var within = field.TextOf("within") is { } word ? Named(Reaches, word, $"{place}.within")
            : chosen == Choosable.Place ? ChoosingReach.Country : ChoosingReach.Own;
        if (chosen == Choosable.Commitment && within == ChoosingReach.Sector)
            throw new FormException($"{place}.within", "un compromiso se elige entre los propios («own») o entre todos («country»).");
        IReadOnlyList<PlaceKind> kinds = type == FieldType.Institution ? [PlaceKind.Institution]
            : type == FieldType.Place ? [.. field.ListOf("kinds").Select(kind => Named(PlaceKinds, kind as string ?? "", $"{place}.kinds"))]
            : [];
        if (type == FieldType.Place && kinds.Count == 0)
            throw new FormException($"{place}.kinds", $"falta. Di qué lugares: {string.Join(", ", PlaceKinds.Keys)}.");
        IReadOnlyList<Role> roles = chosen is Choosable.Person or Choosable.Post
            ? [.. field.ListOf("roles").Select(role => RoleOf(role, $"{place}.roles"))]
            : [];
        return new(chosen, within, kinds, roles);
    }

    /// <summary>As a question to the world carries it, so that the journal says by which rule it was answered.</summary>
    internal Dictionary<string, object?> ToValues() => new()
    {
        ["what"] = What.ToString(),
        ["within"] = Within.ToString(),
        ["kinds"] = PlainValues.ToValues(Kinds.Select(kind => kind.ToString())),
        ["roles"] = PlainValues.ToValues(Roles.Select(role => role.Code)),
    };

    public static ChoosingRule FromValues(object? values) => new(
        Enum.Parse<Choosable>(values.TextOf("what") ?? ""), Enum.Parse<ChoosingReach>(values.TextOf("within") ?? ""),
        [.. values.ListOf("kinds").Select(kind => Enum.Parse<PlaceKind>((string)kind!))],
        [.. values.ListOf("roles").Select(role => Role.Parse((string)role!))]);

    private static Role RoleOf(object? code, string place) =>
        code is string text && Role.Find(text) is { } role ? role : throw new FormException(place, $"el rol «{code}» no existe.");

    private static T Named<T>(Dictionary<string, T> words, string word, string place) => words.TryGetValue(word, out var value)
        ? value
        : throw new FormException(place, $"«{word}» no sirve: usa {string.Join(", ", words.Keys)}.");
}

/// <summary>Somebody, the post that somebody holds, a place, or something that was committed.</summary>
public enum Choosable { Person, Post, Place, Commitment }

/// <summary>How far a choice goes: the places of the task itself, their whole ministry with its services, or everywhere.</summary>
public enum ChoosingReach { Own, Sector, Country }

/// <summary>The kinds of place that a form may ask for.</summary>
public enum PlaceKind { Institution, Ministry, Region }
