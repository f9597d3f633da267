using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>
/// The instant of a moment that a flow draws, in one sentence and day by day. A timer that waits for it keeps the question, so that a
/// change
/// of the calendar can be counted beforehand.
/// </summary>
/// <param name="Moment">As it was drawn.</param>
/// <param name="Asked">The day the activity was entered: what is counted from.</param>
/// <param name="Year">As the process gave it; without one it is the one in which the flow asks.</param>
public sealed record MomentQuestion(object? Moment, DateTimeOffset Asked, object? Year) : Question<DateTimeOffset>
{
    public override string Name => WorldQuestions.Moment;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["moment"] = Moment,
        ["asked"] = Instants.ToText(Asked),
        ["year"] = Year,
    };

    public static MomentQuestion FromValues(object? asked) =>
        Find(asked) ?? throw new ActivityFaultException("No se indicó desde cuándo contar.");

    /// <summary>Null when the values do not say what is counted from.</summary>
    public static MomentQuestion? Find(object? asked) =>
        asked.TextOf("asked") is { } at ? new(asked.Member("moment"), Instants.Parse(at), asked.Member("year")) : null;

    public override DateTimeOffset AnswerIn(object? values) => Instants.Parse(values.TextOf("at")!);

    internal static Dictionary<string, object?> Answer(Moment.Found found) => new()
    {
        ["at"] = Instants.ToText(found.At),
        ["sentence"] = found.Sentence,
        ["explanation"] = ExplainedDays.ToValues(found.Explanation),
    };
}
