using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// A list of commitments from a spreadsheet, all of it or nothing. What is wrong is told by row: states that do not exist, codes twice,
/// parents that nobody knows, circles of what requires what.
/// </summary>
public static class CommitmentFile
{
    public const string Name = "compromisos.csv";
    public const int MostRows = 10_000;

    public static readonly IReadOnlyList<string> Columns = ["codigo", "nombre", "nivel", "origen"];

    public static readonly IReadOnlyList<string> OptionalColumns =
        ["parte_de", "ministerio", "region", "institucion", "vence", "estado", "avance", "verificado", "no_aplica", "hitos", "nudo", "requiere"];

    /// <param name="places">Whether a ministry, region or institution exists.</param>
    /// <param name="known">Those that are in the list already: a parent or requirement may be one of them.</param>
    /// <exception cref="CsvException">With every problem, each by its row.</exception>
    public static IReadOnlyList<Commitment> Read(string text, IPlaces places, IReadOnlyCollection<Commitment> known)
    {
        var table = CsvTable.Read(Name, text, Columns, OptionalColumns);
        if (table.Rows.Count > MostRows)
            throw new CsvException(Name, [$"Tiene {table.Rows.Count} filas y se importan hasta {MostRows} por vez."]);
        var read = table.Map(row => Of(row, places));
        var problems = Repeated(table, read).Concat(CommitmentTree.Problems(read, known)).ToList();
        return problems.Count == 0 ? read : throw new CsvException(Name, problems);
    }

    private static Commitment Of(CsvRow row, IPlaces places) => new(
        Code(row), Within(row, "nombre", Commitment.LongestName),
        row.OneOf("nivel", CommitmentWords.Tiers), row.OneOf("origen", CommitmentWords.Sources))
    {
        ParentCode = row.Optional("parte_de"),
        MinistryCode = Place(row, "ministerio", places.HasMinistry),
        RegionCode = Place(row, "region", places.HasRegion),
        InstitutionCode = Place(row, "institucion", places.HasInstitution),
        DueOn = row.OptionalDate("vence"),
        State = row.Optional("estado") is null ? CommitmentState.NotStarted : row.OneOf("estado", CommitmentWords.States),
        Declared = Percent(row, "avance"),
        Verified = Percent(row, "verificado"),
        DoesNotApply = row.YesOrNo("no_aplica"),
        Milestones = [.. Parts(row, "hitos").Select(MilestoneOf)],
        Obstacle = row.Optional("nudo") is { } what ? new(what) : null,
        Requires = [.. Parts(row, "requiere").Distinct(StringComparer.Ordinal)],
    };

    /// <summary>«2026-06-30 Licitación adjudicada; 2026-12-31 Obra entregada».</summary>
    private static Milestone MilestoneOf(string text) =>
        text.Length > 11 && text[10] == ' '
            && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            ? new(text[11..].Trim(), due)
            : throw new CsvFieldException($"«{text}» no es un hito: escribe su fecha y su nombre, como «2026-06-30 Licitación adjudicada».");

    private static string[] Parts(CsvRow row, string column) =>
        row[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>It goes into addresses of pages: no spaces or slashes.</summary>
    private static string Code(CsvRow row) =>
        Within(row, "codigo", Commitment.LongestCode) is var code && code.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_')
            ? code
            : throw new CsvFieldException($"«{code}» no sirve en «codigo»: usa letras, números, punto, guion o guion bajo.");

    private static string Within(CsvRow row, string column, int longest) =>
        row.Required(column) is var text && text.Length <= longest
            ? text
            : throw new CsvFieldException($"«{column}» puede tener hasta {longest} letras.");

    private static string? Place(CsvRow row, string column, Func<string, bool> exists) =>
        row.Optional(column) is not { } code ? null
            : exists(code) ? code : throw new CsvFieldException($"«{code}» no existe en «{column}».");

    /// <summary>«62,5» and «62.5» are both written; «62,5 %» as well.</summary>
    private static decimal? Percent(CsvRow row, string column)
    {
        if (row.Optional(column) is not { } text)
            return null;
        var number = text.TrimEnd('%').Trim().Replace(',', '.');
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100
            ? percent
            : throw new CsvFieldException($"«{text}» no sirve en «{column}»: escribe un número de 0 a 100.");
    }

    private static IEnumerable<string> Repeated(CsvTable table, List<Commitment> read) =>
        read.Select((commitment, i) => (commitment.Code, table.Rows[i].Line)).GroupBy(row => row.Code, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"Fila {group.ElementAt(1).Line}: el código «{group.Key}» ya está en la fila {group.First().Line}.");
}

/// <summary>Which places there are, for whoever reads a list that names them.</summary>
public interface IPlaces
{
    bool HasMinistry(string code);

    bool HasRegion(string code);

    bool HasInstitution(string code);
}
