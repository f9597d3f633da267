using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>Asks the world for the instant of a moment that a flow draws, and says what is wrong with how it is drawn.</summary>
internal static class Moments
{
    /// <summary>The instant, counted from the day the activity was entered.</summary>
    public static DateTimeOffset At(ActivityContext context, object? moment, DateTimeOffset asked) =>
        Instants.Parse(context.Ask(WorldQuestions.Moment, new Dictionary<string, object?>
        {
            ["moment"] = moment,
            ["asked"] = Instants.ToText(Instants.Cut(asked)),
            ["year"] = TaskQuestions.Year(context),
        }).TextOf("at")!);

    public static Dictionary<string, object?> ToValues(Moment.Found found) => new()
    {
        ["at"] = Instants.ToText(found.At),
        ["sentence"] = found.Sentence,
        ["explanation"] = found.Explanation.Select(object? (day) => new Dictionary<string, object?>
        {
            ["date"] = PlainValues.ToText(day.Date), ["counted"] = day.Counted, ["reason"] = day.Reason, ["norm"] = day.Norm,
        }).ToList(),
    };

    /// <param name="isNeeded">Without it the activity does not know what to wait for.</param>
    public static IEnumerable<string> Check(CompiledNode node, string name, bool isNeeded = true)
    {
        if (node.Input(name) is not { } input)
        {
            if (isNeeded)
                yield return $"No se indicó la fecha («{name}»).";
            yield break;
        }

        if (input.Constant is { } drawn && Problem(drawn) is { } problem)
            yield return problem;
    }

    private static string? Problem(object drawn)
    {
        try
        {
            Moment.Read(drawn);
            return null;
        }
        catch (FormatException refused)
        {
            return refused.Message;
        }
    }
}
