using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>
/// Something an activity asks the world. Its file is the one place where the question and its answer are written as values and read back:
/// their keys and the order of these are part of the journal, never renamed and never moved.
/// </summary>
public abstract record Question<TAnswer>
{
    /// <summary>One of <see cref="WorldQuestions"/>.</summary>
    public abstract string Name { get; }

    public abstract Dictionary<string, object?> ToValues();

    /// <param name="values">What the world answered.</param>
    public abstract TAnswer AnswerIn(object? values);
}

/// <summary>Asks in types and lets values travel.</summary>
public static class Asking
{
    /// <summary>Question and answer go into the journal.</summary>
    public static TAnswer Ask<TAnswer>(this ActivityContext context, Question<TAnswer> question) =>
        question.AnswerIn(context.Ask(question.Name, question.ToValues()));

    /// <summary>For whoever only wants to know: nothing is written down.</summary>
    public static TAnswer Ask<TAnswer>(this IWorld world, Question<TAnswer> question) =>
        question.AnswerIn(world.Answer(question.Name, question.ToValues()));
}
