using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>Whose the work is: a role and where it is held, with the names people know them by.</summary>
/// <param name="Institution">The one the work is about; null when it is about none.</param>
public sealed record Assignee(string Role, string RoleLabel, string Scope, string ScopeName, string? Institution, string? InstitutionName)
{
    public Dictionary<string, object?> ToValues() => new()
    {
        ["role"] = Role,
        ["roleLabel"] = RoleLabel,
        ["scope"] = Scope,
        ["scopeName"] = ScopeName,
        ["institution"] = Institution,
        ["institutionName"] = InstitutionName,
    };

    public static Assignee FromValues(object? values) => new(
        values.TextOf("role")!, values.TextOf("roleLabel") ?? "", values.TextOf("scope")!, values.TextOf("scopeName") ?? "",
        values.TextOf("institution"), values.TextOf("institutionName"));
}
