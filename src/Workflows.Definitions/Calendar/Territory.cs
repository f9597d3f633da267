using System.Text.RegularExpressions;

namespace Workflows.Definitions.Calendar;

/// <summary>
/// A place by its territorial code (CUT): two digits a region, three a province, five a commune. The code of a place
/// begins with the code of what contains it.
/// </summary>
public sealed partial record Territory(string Code)
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Names = new(() =>
    {
        using var stream = typeof(Territory).Assembly.GetManifestResourceStream("Workflows.Definitions.Calendar.territories.csv")
            ?? throw new InvalidOperationException("The assembly lacks territories.csv.");
        using var reader = new StreamReader(stream);
        return CsvTable.Read("territories.csv", reader.ReadToEnd(), ["code", "name"]).Rows
            .ToDictionary(row => row.Required("code"), row => row.Required("name"), StringComparer.Ordinal);
    });

    /// <summary>Every region, province and commune: regions from north to south, each with what it contains.</summary>
    public static IEnumerable<Territory> All => Names.Value.Keys.Select(code => new Territory(code));

    public bool IsRegion => Code.Length == 2;

    public bool IsProvince => Code.Length == 3;

    public bool IsCommune => Code.Length == 5;

    /// <summary>«Chillán» for 16101; the code itself when nobody knows it.</summary>
    public string Name => Names.Value.GetValueOrDefault(Code, Code);

    /// <summary>«comuna de Chillán», «región de Ñuble».</summary>
    public string Label => $"{(IsRegion ? "región" : IsProvince ? "provincia" : "comuna")} de {Name}";

    public Territory Region => new(Code[..2]);

    /// <summary>Does any place have this code? One may have lost it since somebody wrote it down.</summary>
    public bool Exists => Names.Value.ContainsKey(Code);

    /// <summary>
    /// The place somebody wrote down once, whether it still exists or not; null when no place could ever have that code.
    /// </summary>
    public static Territory? Kept(string code) => Shape().IsMatch(code.Trim()) ? new Territory(code.Trim()) : null;

    /// <summary>The place with that code.</summary>
    /// <exception cref="FormatException">No place has it; the message is Spanish.</exception>
    public static Territory Parse(string code) =>
        Names.Value.ContainsKey(code.Trim())
            ? new Territory(code.Trim())
            : throw new FormatException(
                $"No existe el lugar «{code}»: usa el código territorial, de 2 cifras para una región (15), 3 para una provincia (102) o 5 "
                    + "para una comuna (16101).");

    /// <summary>Is this place inside one of those a holiday's text names, as in «Región de Magallanes (12)»?</summary>
    public bool IsWithin(string places) =>
        CodeInParentheses().Matches(places).Any(match => Code.StartsWith(match.Groups[1].Value, StringComparison.Ordinal));

    [GeneratedRegex(@"^(\d{2}|\d{3}|\d{5})$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\((\d{2,5})\)", RegexOptions.CultureInvariant)]
    private static partial Regex CodeInParentheses();
}
