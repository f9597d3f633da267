namespace Workflows.Definitions.Deadlines;

/// <summary>The sentence that says why a deadline is that date: «10 días hábiles desde que se abre la tarea: vence el …».</summary>
public static class DeadlineSentence
{
    private const string Gives = ": vence el ";

    internal static string Of(string reason, Deadline deadline) => $"{reason}{Gives}{deadline.Sentence}.";

    /// <summary>Only the reason, where the date stands beside it already.</summary>
    public static string WithoutDate(string sentence) =>
        sentence.IndexOf(Gives, StringComparison.Ordinal) is var at and >= 0 ? $"{sentence[..at]}." : sentence;
}
