namespace Workflows.Definitions.Organisation;

/// <summary>
/// The side somebody acts for in a process. What one side does another judges: nobody acts for two of them in the same process.
/// </summary>
public enum Party
{
    Service,
    InternalAudit,
    Association,
    Evaluator,
    Ministry,
    Experts,
    Dipres,
    Coordination,
    Committee,
    Region,
    Citizens,
}

/// <summary>Which roles act for which party, and what people call it.</summary>
public static class Parties
{
    public static Party Of(Role role) => role.Scope switch
    {
        RoleScope.Institution => role == Role.StaffAssociation ? Party.Association
            : role == Role.ExternalEvaluator ? Party.Evaluator
            : role == Role.InternalAuditor ? Party.InternalAudit
            : Party.Service,
        RoleScope.Ministry => Party.Ministry,
        RoleScope.Network => Party.Experts,
        RoleScope.Region => Party.Region,
        RoleScope.Committee => Party.Committee,
        _ => role == Role.NationalAssociation ? Party.Association
            : role == Role.Citizen ? Party.Citizens
            : role == Role.TechnicalSecretariat || role == Role.TechnicalCommittee || role == Role.Subdere ? Party.Dipres
            : Party.Coordination,
    };

    public static IEnumerable<Role> RolesOf(Party party) => Role.All.Where(role => Of(role) == party);

    /// <summary>After «por».</summary>
    public static string LabelOf(Party party) => party switch
    {
        Party.Service => "el servicio",
        Party.InternalAudit => "la auditoría interna",
        Party.Association => "la asociación de funcionarios",
        Party.Evaluator => "la evaluación externa",
        Party.Ministry => "el ministerio",
        Party.Experts => "la red de expertos",
        Party.Dipres => "el Comité Técnico y su secretaría",
        Party.Committee => "el comité",
        Party.Region => "la región",
        Party.Citizens => "la ciudadanía",
        _ => "la coordinación",
    };
}
