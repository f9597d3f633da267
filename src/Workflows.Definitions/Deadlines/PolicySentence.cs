namespace Workflows.Definitions.Deadlines;

/// <summary>A sentence about a deadline, in parts: words, and blanks somebody may fill in another way.</summary>
/// <param name="Topic">
/// What it is about: term, calendar, additional, norm, reminders, late, silence, ladder, correction or extension.
/// </param>
public sealed record PolicySentence(string Topic, IReadOnlyList<SentencePart> Parts)
{
    /// <summary>As it is read aloud.</summary>
    public override string ToString() => string.Concat(Parts.Select(part => part.Text));
}

/// <summary>Some words; with a blank, what it says now.</summary>
public sealed record SentencePart(string Text, Blank? Blank = null);

/// <summary>
/// A value of the policy shown inside a sentence. Filling it writes the value at its place in the policy's JSON; nobody parses the
/// sentence.
/// </summary>
/// <param name="Path">Where the value stands in the JSON: «ladder[0].workingDaysAfter».</param>
/// <param name="Kind">number, days (a list of numbers), date, dayOfYear, hour, hours, choice, place, recipients or text.</param>
/// <param name="Label">What is asked, for whoever does not see the sentence around it.</param>
/// <param name="Value">The value as the JSON has it.</param>
public sealed record Blank(string Path, string Kind, string Label, object? Value)
{
    public IReadOnlyList<BlankChoice> Choices { get; init; } = [];
    public int? Least { get; init; }
    public int? Most { get; init; }
}

/// <summary>One of the values a blank may have, and how the sentence says it.</summary>
public sealed record BlankChoice(object Value, string Text);
