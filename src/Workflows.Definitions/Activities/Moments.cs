using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>Asks the world for the instant of a moment that a flow draws, and says what is wrong with how it is drawn.</summary>
internal static class Moments
{
    /// <summary>The instant, counted from the day the activity was entered.</summary>
    public static DateTimeOffset At(ActivityContext context, object? moment, DateTimeOffset asked) =>
        context.Ask(Question(context, moment, asked));

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

        context.Open(BookmarkKind.Timer, name, at, data: Question(context, moment, asked).ToValues());
    }

    /// <summary>Why it is being counted again; null when it is not.</summary>
    public static string? WhyAgain(Resumption resumption) =>
        resumption.Signal == "recomputeWait" ? Values.ToText(resumption.Payload) : null;

    /// <exception cref="FormatException">What was drawn is no moment; the message is Spanish.</exception>
    public static Moment.Found Find(MomentQuestion asked, WorkingCalendar calendar)
    {
        var day = SantiagoTime.DateAt(asked.Asked);
        var year = Years.Of(asked.Year, day.Year);
        return Moment.Read(asked.Moment).In(calendar, day, year);
    }

    /// <summary>A date and an hour as deadlines are written.</summary>
    internal static string TextOf(DateTimeOffset instant) =>
        new Deadline(SantiagoTime.DateAt(instant), SantiagoTime.TimeAt(instant)).ToString();

    private static MomentQuestion Question(ActivityContext context, object? moment, DateTimeOffset asked) =>
        new(moment, Instants.Cut(asked), TaskQuestions.Year(context));

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

    /// <summary>The moment, when the drawing fixes it and it can be read.</summary>
    public static Moment? Drawn(CompiledNode node, string name) =>
        node.Input(name)?.Constant is { } drawn && Problem(drawn) is null ? Moment.Read(drawn) : null;

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
