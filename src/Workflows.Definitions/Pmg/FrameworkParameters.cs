using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Pmg;

/// <summary>An objective of the framework programme.</summary>
public sealed record FrameworkObjective(string Id, string Name);

/// <summary>A system or kind of indicator of the framework programme.</summary>
/// <param name="Network">The network of experts that owns it; null for what a service commits by itself.</param>
public sealed record FrameworkTopic(string Id, string Name, string? Network);

/// <summary>
/// What the framework programme (Programa Marco) of a year asks of every proposal. It is data of a decree: what was not
/// verified is listed, and those who oversee the server see it as «por confirmar»; institutions do not.
/// </summary>
/// <param name="InForceFrom">When a decree changed the framework in mid-year: since that day. Null for the one a year begins with.</param>
public sealed record FrameworkParameters(
    string Programme, int FromYear, DateOnly? InForceFrom, decimal TotalWeight, decimal? MinimumWeight,
    IReadOnlyList<FrameworkObjective> Objectives,
    IReadOnlyList<FrameworkTopic> Topics, IReadOnlyList<string> Unverified, string? Source)
{
    private const string Resource = "Workflows.Definitions.Pmg.programa-marco.json";

    private static readonly Lazy<IReadOnlyList<FrameworkParameters>> ShippedFrameworks = new(ReadShipped);

    public static IReadOnlyList<FrameworkParameters> Shipped => ShippedFrameworks.Value;

    /// <summary>The framework for a programme in a year, as it is in force on a day; null when there is none yet.</summary>
    /// <param name="on">Without a day, as the last decree left it.</param>
    public static FrameworkParameters? For(string programme, int year, DateOnly? on = null) => InForce(Shipped, programme, year, on);

    /// <summary>The same among any frameworks.</summary>
    public static FrameworkParameters? InForce(IEnumerable<FrameworkParameters> frameworks, string programme, int year, DateOnly? on) =>
        frameworks.Where(framework => framework.Programme == programme && framework.FromYear <= year
            && (on is null || framework.InForceFrom is null || framework.InForceFrom <= on))
            .OrderBy(framework => framework.FromYear).ThenBy(framework => framework.InForceFrom ?? DateOnly.MinValue).LastOrDefault();

    public bool IsUnverified(string parameter) => Unverified.Contains(parameter);

    public static FrameworkParameters FromValues(object? values) => new(
        values.TextOf("programme") ?? "",
        values.WholeOf("fromYear") ?? 0,
        values.DateOf("inForceFrom"),
        values.Member("totalWeight").AsNumber() ?? 100,
        values.Member("minimumWeight").AsNumber(),
        [.. values.ListOf("objectives").Select(objective => new FrameworkObjective(
            objective.TextOf("id") ?? "", objective.TextOf("name") ?? ""))],
        [.. values.ListOf("topics").Select(topic => new FrameworkTopic(
            topic.TextOf("id") ?? "", topic.TextOf("name") ?? "", topic.TextOf("network")))],
        [.. values.ListOf("unverified").OfType<string>()],
        values.TextOf("source"));

    public Dictionary<string, object?> ToValues() => new()
    {
        ["programme"] = Programme,
        ["fromYear"] = (double)FromYear,
        ["inForceFrom"] = InForceFrom is { } day ? PlainValues.ToText(day) : null,
        ["totalWeight"] = TotalWeight,
        ["minimumWeight"] = MinimumWeight,
        ["objectives"] = Objectives.Select(object? (objective) => new Dictionary<string, object?>
        {
            ["id"] = objective.Id,
            ["name"] = objective.Name,
        }).ToList(),
        ["topics"] = Topics.Select(object? (topic) => new Dictionary<string, object?>
        {
            ["id"] = topic.Id,
            ["name"] = topic.Name,
            ["network"] = topic.Network,
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
