namespace Workflows.Definitions.Organisation;

/// <summary>What a post is attached to: the country, a ministry, an institution, a region, a committee or a network of experts.</summary>
public enum RoleScope
{
    National,
    Ministry,
    Institution,
    Region,
    Committee,
    Network,
}

/// <summary>
/// A role somebody holds in the product. The set is closed: an unknown code is refused, never invented. The code is
/// what files and policies say; the label is what people read.
/// </summary>
public sealed class Role
{
    public static readonly Role Coordinator = new(
        "national.coordinator", "Coordinador/a de flujos", "a quien coordina los flujos", RoleScope.National);
    public static readonly Role TechnicalSecretariat = new(
        "national.technicalSecretariat", "Secretaría Técnica (Dipres)", "a la Secretaría Técnica (Dipres)", RoleScope.National);
    public static readonly Role TechnicalCommittee = new(
        "national.technicalCommittee", "Integrante del Comité Técnico", "al Comité Técnico", RoleScope.National);
    public static readonly Role Subdere = new(
        "national.subdere", "Subdere", "a la Subdere", RoleScope.National);
    public static readonly Role InterministerialCoordination = new(
        "national.interministerialCoordination", "División de Coordinación Interministerial",
        "a la División de Coordinación Interministerial",
        RoleScope.National);
    public static readonly Role NationalAssociation = new(
        "national.association", "Asociación nacional de funcionarios (ANEF)", "a la Asociación nacional de funcionarios (ANEF)",
        RoleScope.National);
    public static readonly Role Citizen = new(
        "national.citizen", "Ciudadanía", "a la ciudadanía", RoleScope.National);
    public static readonly Role Administrator = new(
        "national.administrator", "Administrador/a de sistema", "a quien administra el sistema", RoleScope.National);
    public static readonly Role Auditor = new(
        "national.auditor", "Auditoría del sistema (solo lectura)", "a quien audita el sistema", RoleScope.National);

    public static readonly Role Minister = new(
        "ministry.minister", "Ministro/a", "a la Ministra o al Ministro", RoleScope.Ministry);
    public static readonly Role Undersecretary = new(
        "ministry.undersecretary", "Subsecretario/a", "a la Subsecretaria o al Subsecretario", RoleScope.Ministry);
    public static readonly Role MinistryCabinet = new(
        "ministry.cabinet", "Gabinete ministerial", "al gabinete ministerial", RoleScope.Ministry);
    public static readonly Role MinistryPmgOfficer = new(
        "ministry.pmgOfficer", "Encargado/a PMG ministerial", "a la Encargada o al Encargado PMG ministerial", RoleScope.Ministry);

    public static readonly Role InstitutionPmgOfficer = new(
        "institution.pmgOfficer", "Encargado/a PMG", "a la Encargada o al Encargado PMG", RoleScope.Institution);
    public static readonly Role IndicatorOfficer = new(
        "institution.indicatorOfficer", "Encargado/a de indicador o sistema", "a quien tiene a cargo el indicador o sistema",
        RoleScope.Institution);
    public static readonly Role HeadOfService = new(
        "institution.head", "Jefe/a superior de servicio", "a la Jefa o al Jefe superior de servicio", RoleScope.Institution);
    public static readonly Role InternalAuditor = new(
        "institution.auditor", "Auditor/a interno", "a la Auditora o al Auditor interno", RoleScope.Institution);
    public static readonly Role StaffAssociation = new(
        "institution.association", "Asociación de funcionarios", "a la asociación de funcionarios", RoleScope.Institution);
    public static readonly Role ExternalEvaluator = new(
        "institution.externalEvaluator", "Evaluador/a externo", "a la Evaluadora o al Evaluador externo", RoleScope.Institution);
    public static readonly Role RegionalAdministrator = new(
        "institution.regionalAdministrator", "Administrador/a regional", "a la Administradora o al Administrador regional",
        RoleScope.Institution);
    public static readonly Role Governor = new(
        "institution.governor", "Gobernador/a regional", "a la Gobernadora o al Gobernador regional", RoleScope.Institution);

    public static readonly Role RegionalCounterpart = new(
        "region.counterpart", "Contraparte regional", "a la contraparte regional", RoleScope.Region);
    public static readonly Role PresidentialDelegate = new(
        "region.presidentialDelegate", "Delegado/a presidencial regional", "a la Delegada o al Delegado presidencial regional",
        RoleScope.Region);
    public static readonly Role RegionalSecretary = new(
        "region.secretary", "Seremi", "a la o al Seremi", RoleScope.Region);

    public static readonly Role CommitteeSecretary = new(
        "committee.secretary", "Secretaría de comité", "a la secretaría del comité", RoleScope.Committee);
    public static readonly Role CommitteePresident = new(
        "committee.president", "Presidencia de comité", "a la presidencia del comité", RoleScope.Committee);
    public static readonly Role CommitteeMember = new(
        "committee.member", "Integrante de comité", "a quien integra el comité", RoleScope.Committee);
    public static readonly Role CommitteeAlternate = new(
        "committee.alternate", "Suplente de comité", "a quien es suplente en el comité", RoleScope.Committee);
    public static readonly Role CommitteeGuest = new(
        "committee.guest", "Invitado/a de comité", "a quien fue invitado al comité", RoleScope.Committee);

    public static readonly Role Expert = new(
        "network.expert", "Red de expertos", "a la red de expertos", RoleScope.Network);

    private static readonly HashSet<Role> Deciding =
    [
        Administrator, TechnicalSecretariat, TechnicalCommittee,
        Minister, Undersecretary, MinistryCabinet, Governor, PresidentialDelegate, CommitteePresident,
    ];

    private static readonly Dictionary<string, Role> ByCode = new[]
    {
        Coordinator, TechnicalSecretariat, TechnicalCommittee, Subdere, InterministerialCoordination, NationalAssociation, Citizen,
        Administrator, Auditor,
        Minister, Undersecretary, MinistryCabinet, MinistryPmgOfficer,
        InstitutionPmgOfficer, IndicatorOfficer, HeadOfService, InternalAuditor, StaffAssociation, ExternalEvaluator, RegionalAdministrator,
        Governor,
        RegionalCounterpart, PresidentialDelegate, RegionalSecretary,
        CommitteeSecretary, CommitteePresident, CommitteeMember, CommitteeAlternate, CommitteeGuest,
        Expert,
    }.ToDictionary(role => role.Code, StringComparer.Ordinal);

    private static readonly HashSet<Role> Formal =
    [
        Minister, Undersecretary, MinistryCabinet, HeadOfService, RegionalAdministrator, Governor, PresidentialDelegate, RegionalSecretary,
        CommitteePresident,
    ];

    private Role(string code, string label, string addressed, RoleScope scope) =>
        (Code, Label, Addressed, Scope) = (code, label, addressed, scope);

    /// <summary>All roles, in the order people know them.</summary>
    public static IReadOnlyCollection<Role> All => ByCode.Values;

    public string Code { get; }

    public string Label { get; }

    /// <summary>Who holds it, with preposition and article: «avisaremos a la Ministra o al Ministro».</summary>
    public string Addressed { get; }

    /// <summary>Authorities and their cabinets are addressed as <em>usted</em>; everybody else as <em>tú</em>.</summary>
    public bool IsAuthority => Formal.Contains(this);

    /// <summary>Elected, and below nobody here: they are asked for their collaboration, and never instructed.</summary>
    public bool IsElected => this == Governor;

    public RoleScope Scope { get; }

    /// <summary>
    /// Whether holding it takes a second factor: for those whose decisions bind others, a stolen password must not be enough.
    /// </summary>
    public bool RequiresSecondFactor => Deciding.Contains(this);

    public static Role? Find(string code) => ByCode.GetValueOrDefault(code);

    public static Role Parse(string code) =>
        Find(code) ?? throw new FormatException($"El rol «{code}» no existe. Usa uno de: {string.Join(", ", ByCode.Keys)}.");

    public override string ToString() => Code;
}
