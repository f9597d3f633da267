using System.Text;

namespace Workflows.Definitions.Calendar;

/// <summary>A table read from CSV text: quoted fields, commas or semicolons, a header that must name the known columns.</summary>
public sealed class CsvTable
{
    private const int LongestText = 8 * 1024 * 1024;

    private CsvTable(string name, IReadOnlyList<CsvRow> rows) => (Name, Rows) = (name, rows);

    /// <summary>The file as its errors name it.</summary>
    public string Name { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads the whole text or refuses it naming the row. Every column must be known, and every required one present.</summary>
    public static CsvTable Read(string name, string text, IReadOnlyList<string> columns, IReadOnlyList<string>? optional = null) =>
        Read(name, text, new CsvColumns(columns, optional ?? [], new Dictionary<string, string>()));

    /// <inheritdoc cref="Read(string, string, IReadOnlyList{string}, IReadOnlyList{string}?)"/>
    public static CsvTable Read(string name, string text, CsvColumns columns)
    {
        if (text.Length > LongestText) throw new CsvException(name, ["El archivo es demasiado grande: puede tener hasta 8 MB."]);

        var records = Records(name, text.TrimStart('\uFEFF'));
        if (records.Count == 0) throw new CsvException(name, ["El archivo está vacío."]);

        var header = records[0].Fields.ConvertAll(field => columns.ColumnOf(field.Trim()));
        CheckHeader(name, header, columns);

        var problems = new List<string>();
        var rows = new List<CsvRow>(records.Count - 1);
        foreach (var (line, fields) in records.Skip(1))
        {
            if (fields.Count == header.Count) rows.Add(new CsvRow(line, header, fields, columns));
            else problems.Add($"Fila {line}: tiene {fields.Count} campos y el encabezado nombra {header.Count}.");
        }

        return problems.Count == 0 ? new CsvTable(name, rows) : throw new CsvException(name, problems);
    }

    /// <summary>Turns every row into something, and refuses the file with all the problems at once.</summary>
    public List<T> Map<T>(Func<CsvRow, T> read)
    {
        var items = new List<T>(Rows.Count);
        var problems = new List<string>();
        foreach (var row in Rows)
        {
            try { items.Add(read(row)); }
            catch (CsvFieldException refusal) { problems.Add($"Fila {row.Line}: {refusal.Message}"); }
        }

        return problems.Count == 0 ? items : throw new CsvException(Name, problems);
    }

    private static void CheckHeader(string name, List<string> header, CsvColumns columns)
    {
        var problems = columns.Required.Where(column => !header.Contains(column))
            .Select(column => $"Falta la columna «{columns.HeadingOf(column)}».")
            .Concat(header.Where(column => !columns.Required.Contains(column) && !columns.Optional.Contains(column))
                .Select(column => $"La columna «{column}» no se conoce."))
            .Concat(header.GroupBy(column => column).Where(group => group.Count() > 1)
                .Select(group => $"La columna «{columns.HeadingOf(group.Key)}» está repetida."))
            .ToList();
        if (problems.Count > 0) throw new CsvException(name, problems.ConvertAll(problem => "Fila 1: " + problem));
    }

    private static List<(int Line, List<string> Fields)> Records(string name, string text)
    {
        var end = text.IndexOf('\n');
        var header = end < 0 ? text : text[..end];
        // Spreadsheets set to Spanish write semicolons.
        var separator = header.Contains(';') && !header.Contains(',') ? ';' : ',';

        var records = new List<(int, List<string>)>();
        var fields = new List<string>();
        var field = new StringBuilder();
        int line = 1, startLine = 1;
        bool quoted = false, closed = false;

        void EndField() { fields.Add(field.ToString()); field.Clear(); closed = false; }
        void EndRecord()
        {
            EndField();
            if (fields.Count > 1 || fields[0].Length > 0) records.Add((startLine, fields));
            fields = [];
            startLine = line + 1;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '\n') line++;
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') { field.Append('"'); i++; }
                else (quoted, closed) = (false, true);
            }
            else if (c == '"')
            {
                if (field.Length > 0 || closed) throw new CsvException(name, [$"Fila {line}: hay una comilla en medio de un campo."]);
                quoted = true;
            }
            else if (c == separator) EndField();
            else if (c == '\n') { EndRecord(); line++; }
            else if (c == '\r' && (i + 1 == text.Length || text[i + 1] == '\n')) { }
            else if (closed) throw new CsvException(name, [$"Fila {line}: sobra texto después de la comilla que cierra."]);
            else field.Append(c);
        }

        if (quoted) throw new CsvException(name, [$"Fila {startLine}: la comilla que se abre no se cierra."]);
        if (field.Length > 0 || fields.Count > 0 || closed) EndRecord();
        return records;
    }
}
