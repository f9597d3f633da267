using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>How a task was closed, as a deadline decides it.</summary>
public enum Judgement
{
    /// <summary>What was handed in came after its term.</summary>
    Late,

    /// <summary>Nobody answered within the term, and silence closed it.</summary>
    Silence,
}

/// <summary>A task that is over and was judged by a calendar that a law changed afterwards: what its process is told.</summary>
/// <param name="Proposal">The approved change.</param>
/// <param name="Why">What changed and its norm, in Spanish.</param>
public sealed record OvertakenTask(
    string Proposal, string Why, string TaskId, string Title, string Role, string Scope, string? Institution, string? InstitutionName,
    OvertakenJudgement Judged)
{
    /// <summary>Posts that have what its process waits for now: what was decided may concern them.</summary>
    public IReadOnlyList<(string Role, string Scope)> Following { get; init; } = [];

    public Dictionary<string, object?> ToValues() => new()
    {
        ["proposal"] = Proposal,
        ["why"] = Why,
        ["taskId"] = TaskId,
        ["title"] = Title,
        ["role"] = Role,
        ["scope"] = Scope,
        ["institution"] = Institution,
        ["institutionName"] = InstitutionName,
        ["judged"] = Judged.What.ToString(),
        ["from"] = Judged.From.ToString(),
        ["to"] = Judged.To.ToString(),
        ["at"] = Instants.ToText(Judged.At),
        ["following"] = Following.Select(object? (post) => new List<object?> { post.Role, post.Scope }).ToList(),
    };

    public static OvertakenTask FromValues(object? values) => new(
        Said(values, "proposal"), Said(values, "why"), Said(values, "taskId"), Said(values, "title"), Said(values, "role"),
        Said(values, "scope"), values.TextOf("institution"), values.TextOf("institutionName"),
        new(
            Enum.Parse<Judgement>(Said(values, "judged")), Deadline.Parse(Said(values, "from")), Deadline.Parse(Said(values, "to")),
            Instants.Parse(Said(values, "at"))))
    {
        Following = [.. values.ListOf("following").Select(post => post.AsList()).Where(post => post.Count == 2)
            .Select(post => (Values.ToText(post[0]), Values.ToText(post[1])))],
    };

    private static string Said(object? values, string name) =>
        values.TextOf(name) ?? throw new ActivityFaultException($"No se indicó «{name}» de la tarea.");
}
