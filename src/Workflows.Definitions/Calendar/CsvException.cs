namespace Workflows.Definitions.Calendar;

/// <summary>A CSV file was refused. Its sentences, in Spanish, name each row; nothing of the file was used.</summary>
public sealed class CsvException(string file, IReadOnlyList<string> problems)
    : FormatException($"No se pudo leer «{file}». {string.Join(" ", problems.Take(5))}{More(problems.Count - 5)}")
{
    public string File { get; } = file;

    public IReadOnlyList<string> Problems { get; } = problems;

    private static string More(int count) => count > 0 ? $" Y {count} más." : "";
}

/// <summary>One field was refused; <see cref="CsvTable.Map"/> adds the row.</summary>
public sealed class CsvFieldException(string message) : FormatException(message);
