using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>Regions, networks, ministries or seats of a day; with an owned proposal, the networks that own something in it.</summary>
public sealed record PlacesQuestion(string? Kind, string? Committee, DateOnly Date) : Question<IReadOnlyList<ListedPlace>>
{
    /// <summary>What a proposal commits; null when every place is wanted.</summary>
    public ProposedTopics? Proposed { get; init; }

    public override string Name => WorldQuestions.Places;

    public override Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["kind"] = Kind, ["committee"] = Committee, ["date"] = PlainValues.ToText(Date) };
        if (Proposed is not null)
        {
            values["programme"] = Proposed.Programme;
            values["year"] = Proposed.Year;
            values["topics"] = PlainValues.ToValues(Proposed.Topics);
        }

        return values;
    }

    public static PlacesQuestion FromValues(object? asked) => new(
        asked.TextOf("kind"), asked.TextOf("committee"),
        asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó de qué día es la lista."))
    {
        Proposed = asked.Member("topics") is { } topics
            ? new(asked.TextOf("programme") ?? "", asked.Member("year"), [.. topics.AsList().OfType<string>()])
            : null,
    };

    public override IReadOnlyList<ListedPlace> AnswerIn(object? values) => [.. values.AsList().Select(ListedPlace.FromValues)];
}

/// <summary>The topics of the framework programme that a proposal has indicators of.</summary>
/// <param name="Year">As the process gave it; without one the year of the day counts.</param>
public sealed record ProposedTopics(string Programme, object? Year, IReadOnlyList<string> Topics);
