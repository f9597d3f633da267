namespace Workflows.Definitions.Organisation;

/// <summary>
/// Invented posts for every institution of the PMG, to try the product with. People are named by their post, never like
/// persons, and their mail goes to example.cl. The same lists always give the same organisation.
/// </summary>
public static class DemoOrganisation
{
    private static readonly DateOnly Since = new(2024, 1, 1);

    private static readonly Network[] ExpertNetworks =
    [
        new("genero-y-personas", "Red de expertos de Género y Personas"),
        new("cambio-climatico", "Red de expertos de Cambio Climático"),
        new("experiencia-usuaria", "Red de expertos de Experiencia Usuaria"),
        new("transformacion-digital", "Red de expertos de Transformación Digital"),
    ];

    /// <summary>The demo over the lists that ship with the product.</summary>
    public static OrganisationSnapshot Build() =>
        Build(OrganisationFiles.ShippedInstitutions(), OrganisationFiles.ShippedMinistries(), OrganisationFiles.ShippedRegions());

    public static OrganisationSnapshot Build(
        IReadOnlyList<Institution> institutions, IReadOnlyList<Ministry> ministries, IReadOnlyList<Region> regions)
    {
        var people = new List<Person>();
        var posts = new List<Appointment>();

        void Add(string id, string name, string scope, params Role[] roles)
        {
            people.Add(new Person(id, name, $"{id}@example.cl"));
            posts.AddRange(roles.Select(role => new Appointment(id, role, scope) { ValidFrom = Since }));
        }

        AddCentre(Add);
        var offices = OrganisationFiles.ShippedUndersecretariats()
            .Where(office => ministries.Any(ministry => ministry.Code == office.MinistryCode)).ToList();
        foreach (var ministry in ministries.Where(ministry => ministry.ValidTo is null))
            AddMinistry(Add, ministry, offices.FindAll(office => office.MinistryCode == ministry.Code));
        var regimes = IncentiveRegimes.OfProgramme("PMG");
        foreach (var institution in institutions.Where(institution => regimes.Contains(institution.Regime)))
            AddInstitution(Add, institution);
        foreach (var region in regions)
        {
            Add($"contraparte.{region.Code}", $"Contraparte regional · {region.ShortName}", region.Code, Role.RegionalCounterpart);
            Add($"delegacion.{region.Code}", $"Delegado/a presidencial regional · {region.ShortName}", region.Code,
                Role.PresidentialDelegate);
        }


        var taking = institutions.Where(institution => regimes.Contains(institution.Regime)).ToList();
        return new OrganisationSnapshot(
            institutions, ministries, regions, ExpertNetworks, people, posts, units: taking.Select(PlanningOf),
            unitPosts: taking.SelectMany(PlanningPostsOf),
            committees: [Modernisation, TechnicalCommittee],
            seats: [.. SeatsOfModernisation(offices.Select(office => office.Code).ToHashSet(StringComparer.Ordinal)),
                .. SeatsOfTechnicalCommittee],
            undersecretariats: offices,
            supervisions: OrganisationFiles.ShippedSupervisions().Where(row => institutions.Any(one => one.Code == row.InstitutionCode)));
    }

    private static void AddCentre(AddPerson add)
    {
        add("administracion", "Administración del sistema", Appointment.National, Role.Administrator);
        add("auditoria", "Auditoría del sistema", Appointment.National, Role.Auditor);
        add("coordinacion", "Coordinador/a de flujos", Appointment.National, Role.Coordinator);
        add("secretaria-tecnica", "Secretaría Técnica · Dipres", Appointment.National, Role.TechnicalSecretariat);
        add("comite-tecnico.dipres", "Comité Técnico · Dipres", Appointment.National, Role.TechnicalCommittee);
        add("comite-tecnico.segpres", "Comité Técnico · Subsecretaría General de la Presidencia", Appointment.National,
            Role.TechnicalCommittee);
        add("comite-tecnico.subdere", "Comité Técnico · Subdere", Appointment.National, Role.TechnicalCommittee);
        add("subdere", "Subdere", Appointment.National, Role.Subdere);
        add("coordinacion-interministerial", "División de Coordinación Interministerial", Appointment.National,
            Role.InterministerialCoordination);
        add("asociacion-nacional", "Asociación nacional de funcionarios", Appointment.National, Role.NationalAssociation);
        foreach (var network in ExpertNetworks)
            for (var seat = 1; seat <= 2; seat++)
                add($"experto.{network.Code}.{seat}", $"Integrante {seat} · {network.Name}", network.Code, Role.Expert);
    }

    private static void AddMinistry(AddPerson add, Ministry ministry, List<Undersecretariat> offices)
    {
        var code = Slug(ministry.Code);
        add($"ministro.{code}", $"Ministro/a · {ministry.Name}", ministry.Code, Role.Minister);
        add($"gabinete.{code}", $"Gabinete · {ministry.Name}", ministry.Code, Role.MinistryCabinet);
        // The first is known by its ministry, so that one name is enough where there is only one.
        foreach (var (at, office) in offices.Index())
        {
            add($"subsecretario.{(at == 0 ? code : Slug(office.Code))}", $"Subsecretario/a · {office.Name}", office.Code,
                Role.Undersecretary);
        }

        add($"pmg.{code}", $"Encargado/a PMG ministerial · {ministry.Name}", ministry.Code, Role.MinistryPmgOfficer);
    }

    private static void AddInstitution(AddPerson add, Institution institution)
    {
        var code = Slug(institution.Code);
        add($"pmg.{code}", $"Encargado/a PMG · {institution.Name}", institution.Code, Role.InstitutionPmgOfficer);
        add($"indicadores.{code}", $"Encargado/a de indicadores · {institution.Name}", institution.Code, Role.IndicatorOfficer);
        add($"auditoria.{code}", $"Auditor/a interno · {institution.Name}", institution.Code, Role.InternalAuditor);
        add($"asociacion.{code}", $"Asociación de funcionarios · {institution.Name}", institution.Code, Role.StaffAssociation);
        if (institution.Kind == InstitutionKind.RegionalGovernment)
        {
            // The governor is by law the head of the service; the ladder reaches the administrator first.
            add($"administracion-regional.{code}", $"Administrador/a regional · {institution.Name}", institution.Code,
                Role.RegionalAdministrator);
            add($"gobernacion.{code}", $"Gobernador/a regional · {institution.Name}", institution.Code, Role.Governor, Role.HeadOfService);
        }
        else
        {
            add($"jefatura.{code}", $"Jefe/a de servicio · {institution.Name}", institution.Code, Role.HeadOfService);
        }
    }

    private static readonly Committee Modernisation = new("modernizacion", "Comité de Modernización del Estado") { ValidFrom = Since };

    /// <summary>An invented part of its composition: seats that go with posts of the demo.</summary>
    private static IEnumerable<Seat> SeatsOfModernisation(HashSet<string> undersecretariats)
    {
        (string Name, Role OfRole, string OfScope, Role Role)[] seats =
        [
            ("Presidencia (Hacienda)", Role.Undersecretary, "SUBHAC", Role.CommitteePresident),
            ("Segpres", Role.Undersecretary, "SUBSEGPRES", Role.CommitteeMember),
            ("Secretaría General de Gobierno", Role.Undersecretary, "SUBSEGEGOB", Role.CommitteeMember),
            ("Dipres", Role.TechnicalSecretariat, Appointment.National, Role.CommitteeMember),
            ("Subdere", Role.Subdere, Appointment.National, Role.CommitteeMember),
            ("División de Coordinación Interministerial", Role.InterministerialCoordination, Appointment.National, Role.CommitteeSecretary),
        ];
        return seats.Where(seat => seat.OfRole.Scope != RoleScope.Ministry || undersecretariats.Contains(seat.OfScope))
            .Select(seat => new Seat(Modernisation.Code, seat.Name, seat.Role,
            SeatBasis.ExOfficio)
            { OfRole = seat.OfRole, OfScope = seat.OfScope, ValidFrom = Since });
    }

    private static readonly Committee TechnicalCommittee = new("comite-tecnico-pmg", "Comité Técnico del PMG") { ValidFrom = Since };

    private static readonly Seat[] SeatsOfTechnicalCommittee =
    [
        OfTechnicalCommittee("Dipres", Role.CommitteePresident, "comite-tecnico.dipres"),
        OfTechnicalCommittee("Subsecretaría General de la Presidencia", Role.CommitteeMember, "comite-tecnico.segpres"),
        OfTechnicalCommittee("Subdere", Role.CommitteeMember, "comite-tecnico.subdere"),
        new(TechnicalCommittee.Code, "Secretaría Técnica", Role.CommitteeSecretary, SeatBasis.ExOfficio)
        {
            OfRole = Role.TechnicalSecretariat, OfScope = Appointment.National, ValidFrom = Since,
        },
    ];

    private static Seat OfTechnicalCommittee(string name, Role role, string person) =>
        new(TechnicalCommittee.Code, name, role, SeatBasis.Designated) { PersonId = person, ValidFrom = Since };

    private static Unit PlanningOf(Institution institution) =>
        new($"{institution.Code}.PLAN", "Departamento de Planificación y Control de Gestión", institution.Code) { ValidFrom = Since };

    private static UnitPost[] PlanningPostsOf(Institution institution) =>
    [
        new($"{institution.Code}.PLAN", 1, "Jefatura del departamento") { Role = Role.InstitutionPmgOfficer, ValidFrom = Since },
        new($"{institution.Code}.PLAN", 2, "Profesional de indicadores") { Role = Role.IndicatorOfficer, ValidFrom = Since },
    ];

    private static string Slug(string code) => code.ToLowerInvariant();

    private delegate void AddPerson(string id, string name, string scope, params Role[] roles);
}
