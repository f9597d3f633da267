namespace Workflows.Definitions.Tasks;

/// <summary>One question of a form. A table is a field whose columns are fields.</summary>
public sealed record FormField(string Id, string Label, FieldType Type)
{
    public bool Required { get; init; }

    /// <summary>It may be answered with «no aplica» and why: then nothing else of it is asked.</summary>
    public bool MayNotApply { get; init; }
    public IReadOnlyList<string> Options { get; init; } = [];
    public IReadOnlyList<FormField> Columns { get; init; } = [];
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>Asked only while this holds of the answers beside it; always when null.</summary>
    public FieldCondition? VisibleWhen { get; init; }

    /// <summary>What may be chosen, when it is answered with somebody or something of the organisation, or with a commitment.</summary>
    public ChoosingRule? Choosing { get; init; }

    /// <summary>Where its answer arrives from; null when whoever answers starts with a blank.</summary>
    public FieldSource? From { get; init; }
    public int MaxLength { get; init; } = DefaultMaxLength;
    public int MaxRows { get; init; } = DefaultMaxRows;

    /// <summary>The words of the types, as forms say them.</summary>
    public static IEnumerable<string> TypeWords => FormReading.TypeWords;

    /// <summary>What arrived is handed on as it came. When nothing arrived it is an ordinary question.</summary>
    internal bool IsFixedBy(object? arrived) => From is { IsReadOnly: true } && !FormRules.IsMissing(arrived);

    /// <summary>A column of the table says what each row is about: rows are neither added nor taken away.</summary>
    internal bool HasFixedRows => Columns.Any(column => column.From is { IsReadOnly: true });

    public const int DefaultMaxLength = 4_000;
    public const int DefaultMaxRows = 200;
}

public enum FieldType { Text, Number, Date, Choice, Choices, Table, YesNo, Person, Post, Institution, Place, Commitment }

/// <summary>A form or a list of evidence was drawn wrong. The message, in Spanish, begins with the place.</summary>
public sealed class FormException(string place, string problem) : FormatException($"{place}: {problem}");

/// <summary>A file asked for, and which kinds of file serve.</summary>
/// <param name="IsOfficial">An oficio or resolución: it comes with its number and its date.</param>
public sealed record EvidenceRequirement(string Id, string Label, bool Required, IReadOnlyList<string> Types, bool IsOfficial);
