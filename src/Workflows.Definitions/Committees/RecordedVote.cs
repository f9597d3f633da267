using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>What a seat voted, with who cast it and why. A seat that withdrew because the matter is its own has no choice.</summary>
internal sealed record RecordedVote(string Seat, VoteChoice? Choice, string? Reasons)
{
    public bool OwnMatter { get; init; }
    public bool BySubstitute { get; init; }
    public bool IsTelematic { get; init; }
    public string? By { get; init; }
    public string? At { get; init; }

    /// <summary>It voted against and said why.</summary>
    public bool Dissents => Choice == VoteChoice.Against && Reasons is not null;

    public Dictionary<string, object?> ToValues() => new()
    {
        ["asiento"] = Seat,
        ["voto"] = Choice is { } choice ? VoteForm.WordOf(choice) : null,
        ["razones"] = Reasons,
        ["materia_propia"] = OwnMatter,
        ["subrogante"] = BySubstitute,
        ["telematica"] = IsTelematic,
        ["por"] = By,
        ["fecha"] = At,
    };

    public static RecordedVote FromValues(object? values) => new(
        values.TextOf("asiento")!, values.TextOf("voto") is { } word ? VoteForm.ChoiceOf(word) : null, values.TextOf("razones"))
    {
        OwnMatter = values.FlagOf("materia_propia"),
        BySubstitute = values.FlagOf("subrogante"),
        IsTelematic = values.FlagOf("telematica"),
        By = values.TextOf("por"),
        At = values.TextOf("fecha"),
    };
}
