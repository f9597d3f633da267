using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Engine.Checking;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Finds tasks that nobody could do, and levels of their ladder that would reach nobody, because the process does not say where the
/// posts are held. Whoever starts a process may say more than the flow declares, so these are warnings.
/// </summary>
internal static class AssigneeChecks
{
    private const string Institution = "institution";

    public static IEnumerable<Finding> Findings(CompiledNode node)
    {
        if (Values.ToText(node.Input("role")?.Constant) is not { Length: > 0 } code || Role.Find(code) is not { } role)
            yield break;
        if (role == Role.Auditor)
            yield return new(Severity.Warning, $"«{role.Label}» no hace tareas: elige otro rol.", "noAssignee");
        if (KnowsInstitution(node))
            yield break;

        if (role.Scope is RoleScope.Institution or RoleScope.Ministry && node.Input("scope") is null)
        {
            yield return new(Severity.Warning,
                $"Nadie podría hacerla: el rol «{role.Label}» es de una institución y el flujo no la recibe. Agrégale la entrada "
                + $"«{Institution}».", "noAssignee");
        }

        foreach (var level in TaskChecks.PolicyOf(node)?.Ladder ?? [])
        {
            if (level.Recipients.Concat(level.Copy).FirstOrDefault(recipient => NeedsInstitution(recipient, role)) is { } recipient)
            {
                yield return new(Severity.Warning,
                    $"El nivel {level.Level} no llegaría a «{recipient}»: el flujo no recibe la institución. Elige otro destinatario.",
                    "noRecipient");
            }
        }
    }

    private static bool KnowsInstitution(CompiledNode node) =>
        node.Input(Institution) is not null || node.Definition.Inputs.Any(input => input.Name == Institution);

    /// <summary>Work of a region or of a ministry has a line of its own.</summary>
    private static bool NeedsInstitution(RecipientCode recipient, Role responsible) =>
        recipient == RecipientCode.Authority ? !PlaceLine.IsOf(responsible)
        : recipient is { ScopeCode: null, Role.Scope: RoleScope.Institution }
            || (recipient is { ScopeCode: null, Role.Scope: RoleScope.Ministry } && responsible.Scope != RoleScope.Ministry);
}
