using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Commitments;

/// <summary>
/// A list of commitments from a spreadsheet, all of it or nothing. An empty cell leaves what is known as it is: a list never takes back
/// what
/// reports told. What is wrong is told by row: states that do not exist, codes twice, parents that nobody knows, circles of what requires
/// what.
/// </summary>
public static class CommitmentFile
{
    public const string Name = "compromisos.csv";
    public const int MostRows = 10_000;

    public static readonly IReadOnlyList<string> Columns = ["codigo", "nombre", "nivel", "origen"];

    public static readonly IReadOnlyList<string> OptionalColumns =
    [
        "parte_de", "ministerio", "region", "institucion", "vence", "estado", "avance", "verificado", "no_aplica", "hitos", "nudo",
        "requiere",
    ];

    /// <param name="places">Whether a ministry, region or institution exists.</param>
    /// <param name="known">Those that are in the list already: a parent or requirement may be one of them.</param>
    /// <exception cref="CsvException">With every problem, each by its row.</exception>
    public static IReadOnlyList<Commitment> Read(string text, IPlaces places, IReadOnlyCollection<Commitment> known)
    {
        var table = CsvTable.Read(Name, text, Columns, OptionalColumns);
        if (table.Rows.Count > MostRows)
            throw new CsvException(Name, [$"Tiene {table.Rows.Count} filas y se importan hasta {MostRows} por vez."]);
        var before = known.ToDictionary(commitment => commitment.Code, StringComparer.Ordinal);
        var read = table.Map(row => Of(row, places, before));
        var problems = Repeated(table, read).Concat(CommitmentTree.Problems(read, known)).ToList();
        return problems.Count == 0 ? read : throw new CsvException(Name, problems);
    }

    private static Commitment Of(CsvRow row, IPlaces places, Dictionary<string, Commitment> before)
    {
        var (code, name) = (Code(row), Within(row, "nombre", Commitment.LongestName));
        var (tier, source) = (row.OneOf("nivel", CommitmentWords.Tiers), row.OneOf("origen", CommitmentWords.Sources));
        var known = before.GetValueOrDefault(code) ?? new Commitment(code, name, tier, source);
        return known with
        {
            Name = name,
            Tier = tier,
            Source = source,
            ParentCode = row.Optional("parte_de") ?? known.ParentCode,
            MinistryCode = Place(row, "ministerio", places.HasMinistry) ?? known.MinistryCode,
            RegionCode = Place(row, "region", places.HasRegion) ?? known.RegionCode,
            InstitutionCode = Place(row, "institucion", places.HasInstitution) ?? known.InstitutionCode,
            DueOn = row.OptionalDate("vence") is { } due ? Sensible(due) : known.DueOn,
            State = row.Optional("estado") is null ? known.State : row.OneOf("estado", CommitmentWords.States),
            Declared = Percent(row, "avance") ?? known.Declared,
            Verified = Percent(row, "verificado") ?? known.Verified,
            DoesNotApply = row.Optional("no_aplica") is null ? known.DoesNotApply : row.YesOrNo("no_aplica"),
            Milestones = row.Optional("hitos") is null ? known.Milestones
                : [.. Parts(row, "hitos").Select(MilestoneOf).Select(milestone => Kept(milestone, known.Milestones))],
            Obstacle = row.Optional("nudo") is { } what && what != known.Obstacle?.What ? new(what) : known.Obstacle,
            Requires = row.Optional("requiere") is null ? known.Requires : [.. Parts(row, "requiere").Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>The same milestone stays done.</summary>
    private static Milestone Kept(Milestone milestone, IReadOnlyList<Milestone> known) =>
        known.FirstOrDefault(other => (other.Name, other.DueOn) == (milestone.Name, milestone.DueOn)) ?? milestone;

    private static DateOnly Sensible(DateOnly date) =>
        Commitment.MayBeDated(date)
            ? date
            : throw new CsvFieldException($"el año de {date:yyyy-MM-dd} no sirve: {Commitment.SensibleYears}.");

    /// <summary>«2026-06-30 Licitación adjudicada; 2026-12-31 Obra entregada».</summary>
    private static Milestone MilestoneOf(string text) =>
        text.Length > 11 && text[10] == ' '
            && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            ? new(text[11..].Trim(), Sensible(due))
            : throw new CsvFieldException(
                $"«{text}» no es un hito: escribe su fecha y su nombre, como «2026-06-30 Licitación adjudicada».");

    private static string[] Parts(CsvRow row, string column) =>
        row[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>It goes into addresses of pages: no spaces or slashes.</summary>
    private static string Code(CsvRow row) =>
        Within(row, "codigo", Commitment.LongestCode) is var code
            && code.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_')
            ? code
            : throw new CsvFieldException($"«{code}» no sirve en «codigo»: usa letras, números, punto, guion o guion bajo.");

    private static string Within(CsvRow row, string column, int longest) =>
        row.Required(column) is var text && text.Length <= longest && !text.Any(char.IsControl)
            ? text
            : throw new CsvFieldException($"«{column}» puede tener hasta {longest} letras, en una sola línea.");

    private static string? Place(CsvRow row, string column, Func<string, bool> exists) =>
        row.Optional(column) is not { } code ? null
            : exists(code) ? code : throw new CsvFieldException($"«{code}» no existe en «{column}».");

    /// <summary>«62,5» and «62.5» are both written; «62,5 %» as well.</summary>
    private static decimal? Percent(CsvRow row, string column)
    {
        if (row.Optional(column) is not { } text)
            return null;
        var number = text.TrimEnd('%').Trim().Replace(',', '.');
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100
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
