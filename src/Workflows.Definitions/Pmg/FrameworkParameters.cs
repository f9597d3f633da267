using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Pmg;

/// <summary>An objective of the framework programme and the network of experts that gives its opinion on it.</summary>
public sealed record FrameworkObjective(string Id, string Name, string Network);

/// <summary>
/// What the framework programme (Programa Marco) of a year asks of every proposal. It is data of a decree: what was not
/// verified is listed, and those who oversee the server see it as «por confirmar»; institutions do not.
/// </summary>
public sealed record FrameworkParameters(
    string Programme, int FromYear, decimal TotalWeight, decimal? MinimumWeight, IReadOnlyList<FrameworkObjective> Objectives,
    IReadOnlyList<string> Unverified, string? Source)
{
    private const string Resource = "Workflows.Definitions.Pmg.programa-marco.json";

    private static readonly Lazy<IReadOnlyList<FrameworkParameters>> ShippedFrameworks = new(ReadShipped);

    public static IReadOnlyList<FrameworkParameters> Shipped => ShippedFrameworks.Value;

    /// <summary>The framework in force for a programme in a year; null when there is none yet.</summary>
    public static FrameworkParameters? For(string programme, int year) =>
        Shipped.Where(framework => framework.Programme == programme && framework.FromYear <= year).MaxBy(framework => framework.FromYear);

    public bool IsUnverified(string parameter) => Unverified.Contains(parameter);

    public static FrameworkParameters FromValues(object? values) => new(
        values.TextOf("programme") ?? "",
        values.WholeOf("fromYear") ?? 0,
        values.Member("totalWeight").AsNumber() ?? 100,
        values.Member("minimumWeight").AsNumber(),
        [.. values.ListOf("objectives").Select(objective => new FrameworkObjective(
            objective.TextOf("id") ?? "", objective.TextOf("name") ?? "", objective.TextOf("network") ?? ""))],
        [.. values.ListOf("unverified").OfType<string>()],
        values.TextOf("source"));

    public Dictionary<string, object?> ToValues() => new()
    {
        ["programme"] = Programme,
        ["fromYear"] = (double)FromYear,
        ["totalWeight"] = TotalWeight,
        ["minimumWeight"] = MinimumWeight,
        ["objectives"] = Objectives.Select(object? (objective) => new Dictionary<string, object?>
        {
            ["id"] = objective.Id,
            ["name"] = objective.Name,
            ["network"] = objective.Network,
        }).ToList(),
        ["unverified"] = PlainValues.ToValues(Unverified),
        ["source"] = Source,
    };

    private static List<FrameworkParameters> ReadShipped()
    {
        using var stream = typeof(FrameworkParameters).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        using var reader = new StreamReader(stream);
        return [.. Values.FromJson(reader.ReadToEnd()).AsList().Select(FromValues)];
    }
}
