using System.Globalization;

namespace Workflows.Definitions.Calendar;

/// <summary>One row of a <see cref="CsvTable"/>. Reading a field that is wrong refuses it by column, in Spanish.</summary>
public sealed class CsvRow(int line, IReadOnlyList<string> header, IReadOnlyList<string> fields, CsvColumns columns)
{
    /// <summary>The line of the file where the row begins; the header is line 1.</summary>
    public int Line { get; } = line;

    /// <summary>The trimmed text of a column; empty when an optional column is absent.</summary>
    public string this[string column]
    {
        get
        {
            for (var i = 0; i < header.Count; i++)
                if (header[i] == column) return fields[i].Trim();
            return "";
        }
    }

    public string Required(string column) =>
        this[column] is { Length: > 0 } text ? text : throw new CsvFieldException($"falta el valor de «{columns.HeadingOf(column)}».");

    public string? Optional(string column) => this[column] is { Length: > 0 } text ? text : null;

    public DateOnly Date(string column) =>
        OptionalDate(column) ?? throw new CsvFieldException($"falta la fecha de «{columns.HeadingOf(column)}».");

    public DateOnly? OptionalDate(string column)
    {
        if (this[column] is not { Length: > 0 } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new CsvFieldException($"«{text}» no es una fecha de «{columns.HeadingOf(column)}»: escríbela como 2026-09-18.");
    }

    public bool YesOrNo(string column) => this[column] switch
    {
        "sí" or "si" => true,
        "no" or "" => false,
        var text => throw new CsvFieldException($"«{text}» no sirve en «{columns.HeadingOf(column)}»: escribe sí o no."),
    };

    /// <summary>One of a closed list of words.</summary>
    public T OneOf<T>(string column, IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(this[column], out var value)
            ? value
            : throw new CsvFieldException($"«{this[column]}» no sirve en «{columns.HeadingOf(column)}»: usa "
                + $"{string.Join(", ", words.Keys)}.");
}
