using Workflows.Definitions.Organisation;

namespace Workflows.Server.Access;

/// <summary>A post as pages show it: «Encargado/a PMG de …».</summary>
public sealed record PostView(
    string Role, string RoleLabel, RoleScope ScopeKind, string ScopeCode, string ScopeName, DateOnly? ValidFrom, DateOnly? ValidTo,
    bool IsSubstitute, string? InsteadOf)
{
    internal static PostView Of(Appointment post, IReadOnlyDictionary<string, string> names) => new(
        post.Role.Code, post.Role.Label, post.Role.Scope, post.ScopeCode, names.GetValueOrDefault(post.ScopeCode, post.ScopeCode),
        post.ValidFrom, post.ValidTo, post.IsSubstitute, post.InsteadOf);
}
