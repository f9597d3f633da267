using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Organisation;

public class OrganisationFileTests
{
    private const string Header = "code,name,ministry,incentive,confidence\n";

    private static readonly Ministry[] Hacienda = [new("HAC", "Ministerio de Hacienda")];

    [Fact]
    public void The_shipped_list_has_the_institutions_of_the_PMG()
    {
        var pmg = OrganisationFiles.ShippedInstitutions().GroupBy(institution => institution.Regime)
            .ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(260, pmg.Values.Sum());
        Assert.Equal(
            (121, 22, 16),
            (pmg[IncentiveRegime.Pmg], pmg[IncentiveRegime.PmgLocalEducation], pmg[IncentiveRegime.PmgRegionalGovernment]));
    }

    [Fact]
    public void Regional_governments_belong_to_a_region_and_their_decree_to_Interior()
    {
        var regional = OrganisationFiles.ShippedInstitutions().Where(institution => institution.Kind == InstitutionKind.RegionalGovernment)
            .ToList();

        Assert.All(regional, institution => Assert.Equal("INT", institution.MinistryCode));
        Assert.Equal(
            OrganisationFiles.ShippedRegions().Select(region => region.RegionalGovernment).Order(),
            regional.Select(institution => institution.Code).Order());
    }

    [Fact]
    public void Only_verified_rows_are_shown_without_a_warning()
    {
        var institutions = OrganisationFiles.ShippedInstitutions();

        Assert.False(institutions.Single(institution => institution.Code == "CA-CON-00725").IsUnverified);
        Assert.True(institutions.Single(institution => institution.Name == "Presidencia de la República").IsUnverified);
    }

    [Theory]
    [InlineData("A,Servicio A,XYZ,PMG,alta", "Fila 2: el ministerio «XYZ» no existe.")]
    [InlineData("A,Servicio A,HAC,PGM,alta", "Fila 2: «PGM» no sirve en «incentivo»: usa NO, NO/OTRO,")]
    [InlineData("A,Servicio A,HAC,PMG,cierta", "Fila 2: «cierta» no sirve en «confianza»: usa alta, media, baja.")]
    [InlineData(",Servicio A,HAC,PMG,alta", "Fila 2: falta el valor de «código».")]
    [InlineData("A,,HAC,PMG,alta", "Fila 2: falta el valor de «nombre».")]
    [InlineData("A,Uno,HAC,PMG,alta\nA,Otro,HAC,PMG,alta", "Fila 3: el código «A» ya está en otra fila.")]
    [InlineData("A,\"Ciencia, Tecnología\nA", "Fila 2: la comilla que se abre no se cierra.")]
    public void A_wrong_row_is_named_in_Spanish(string rows, string problem) =>
        Assert.StartsWith(
            problem,
            Assert.Throws<CsvException>(() => OrganisationFiles.ReadInstitutions("servicios.csv", Header + rows, Hacienda)).Problems[0],
            StringComparison.Ordinal);

    [Fact]
    public void Dates_are_optional_and_must_be_in_order()
    {
        const string dated = "code,name,ministry,incentive,confidence,valid_from,valid_to\n";

        var institution = Assert.Single(
            OrganisationFiles.ReadInstitutions("s.csv", dated + "A,Servicio A,HAC,PMG,alta,2026-04-01,\n", Hacienda));
        var refusal = Assert.Throws<CsvException>(
            () => OrganisationFiles.ReadInstitutions("s.csv", dated + "A,Servicio A,HAC,PMG,alta,2026-04-01,2025-01-01\n", Hacienda));

        Assert.False(institution.ExistsOn(new(2026, 3, 31)));
        Assert.True(institution.ExistsIn(2026));
        Assert.Equal("Fila 2: «valid_to» es anterior a «valid_from».", refusal.Problems[0]);
    }

    [Fact]
    public void Ministries_and_regions_with_errors_are_refused_by_row()
    {
        Assert.Equal(
            "Fila 3: el código «HAC» ya está en otra fila.",
            Assert.Throws<CsvException>(() => OrganisationFiles.ReadMinistries("m.csv", "code,name\nHAC,Hacienda\nHAC,Otra")).Problems[0]);
        Assert.Equal("Fila 2: «primera» no es un número de «order».", Assert.Throws<CsvException>(() =>
            OrganisationFiles.ReadRegions(
                "r.csv", "order,code,name,short_name,capital,regional_government\nprimera,15,Región,Corta,Arica,G")).Problems[0]);
    }

    [Fact]
    public void A_ministry_has_the_name_of_its_time()
    {
        var ministries = OrganisationFiles.ShippedMinistries();

        Assert.Equal(25, ministries.Count(ministry => ministry.ExistsOn(new(2026, 1, 1))));
        Assert.Contains(
            ministries, ministry => ministry.Name == "Ministerio del Interior y Seguridad Pública" && ministry.ExistsOn(new(2024, 12, 20)));
    }
}
