using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>Asks the world for the instant of a moment that a flow draws, and says what is wrong with how it is drawn.</summary>
internal static class Moments
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>The instant, counted from the day the activity was entered.</summary>
    public static DateTimeOffset At(ActivityContext context, object? moment, DateTimeOffset asked) =>
        Instants.Parse(context.Ask(WorldQuestions.Moment, Basis(context, moment, asked)).TextOf("at")!);

    /// <summary>
    /// Waits for a moment. The timer keeps what it was counted from, so that a change of the calendar can be counted beforehand; one that
    /// was waited for under the same name gives way to it.
    /// </summary>
    /// <param name="why">What changed since it was counted, in Spanish; null when nothing did.</param>
    public static void Wait(ActivityContext context, string name, object? moment, DateTimeOffset asked, DateTimeOffset at, string? why)
    {
        if (context.Bookmarks.FirstOrDefault(timer => timer.Kind == BookmarkKind.Timer && timer.Key == name) is { } before)
        {
            if (before.DueAt == Instants.Cut(at))
            {
                context.Emit(new ActRefused("recomputeWait", "Con los datos de ahora la fecha es la misma."));
                return;
            }

            context.Close(before);
            context.Record("waitMoved", new Dictionary<string, object?>
            {
                ["from"] = TextOf(before.DueAt!.Value), ["to"] = TextOf(at), ["why"] = why,
            });
        }

        context.Open(BookmarkKind.Timer, name, at, data: Basis(context, moment, asked));
    }

    /// <summary>Why it is being counted again; null when it is not.</summary>
    public static string? WhyAgain(Resumption resumption) => resumption.Signal == "recomputeWait" ? Values.ToText(resumption.Payload) : null;

    /// <exception cref="FormatException">The values are no moment; the message is Spanish.</exception>
    public static Moment.Found Find(object? basis, WorkingCalendar calendar)
    {
        var at = SantiagoTime.DateAt(
            Instants.Parse(basis.TextOf("asked") ?? throw new ActivityFaultException("No se indicó desde cuándo contar.")));
        // Without a year of the process it is the one in which the flow asks.
        var year = basis.Member("year") is null ? at.Year : basis.WholeOf("year") ?? 0;
        return year is >= FirstYear and <= LastYear
            ? Moment.Read(basis.Member("moment")).In(calendar, at, year)
            : throw new ActivityFaultException(
                $"El año «{Values.ToText(basis.Member("year"))}» no sirve: indica uno entre {FirstYear} y {LastYear}.");
    }

    /// <summary>A date and an hour as deadlines are written.</summary>
    internal static string TextOf(DateTimeOffset instant) =>
        new Deadline(SantiagoTime.DateAt(instant), SantiagoTime.TimeAt(instant)).ToString();

    private static Dictionary<string, object?> Basis(ActivityContext context, object? moment, DateTimeOffset asked) => new()
    {
        ["moment"] = moment,
        ["asked"] = Instants.ToText(Instants.Cut(asked)),
        ["year"] = TaskQuestions.Year(context),
    };

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
