using Workflows.Definitions.Calendar;
using Workflows.Definitions.Commitments;

namespace Workflows.Definitions.Tests.Commitments;

/// <summary>A list of commitments comes from a spreadsheet, and what is wrong with it is told by row.</summary>
public class CommitmentFileTests
{
    private const string Header = "codigo,nombre,nivel,origen,parte_de,ministerio,region,vence,estado,avance,hitos,requiere\n";

    [Fact]
    public void A_row_brings_its_state_its_progress_its_milestones_and_what_it_requires()
    {
        var read = Read(
            "C-1,Hospital,compromiso,programa,,SAL,13,2026-12-31,En tramitación,\"62,5 %\",2026-06-30 Licitación; 2026-12-31 "
            + "Obra,\nM-1,Sala,medida,programa,C-1,SAL,,,,,,C-1\n");

        var hospital = read[0];
        Assert.Equal(
            (CommitmentTier.Commitment, CommitmentState.InProcessing, 62.5m, "13"),
            (hospital.Tier, hospital.State, hospital.Declared, hospital.RegionCode));
        Assert.Equal([new Milestone("Licitación", new(2026, 6, 30)), new Milestone("Obra", new(2026, 12, 31))], hospital.Milestones);
        Assert.Equal((CommitmentState.NotStarted, null, "C-1"), (read[1].State, read[1].Declared, Assert.Single(read[1].Requires)));
    }

    [Theory]
    [InlineData(
        "C-1,Uno,compromiso,programa,,,,,Listo,,,",
        "Fila 2: «Listo» no sirve en «estado»: usa No iniciado, En proceso, En tramitación, Terminado.")]
    [InlineData("C/1,Uno,medida,programa,,,,,,,,", "Fila 2: «C/1» no sirve en «codigo»: usa letras, números, punto, guion o guion bajo.")]
    [InlineData(
        "C-1,\"Uno\nBcc: otro@example.cl\",medida,programa,,,,,,,,", "Fila 2: «nombre» puede tener hasta 500 letras, en una sola línea.")]
    [InlineData("C-1,Uno,medida,programa,,,,0206-12-31,,,,", "Fila 2: el año de 0206-12-31 no sirve: usa uno entre 2000 y 2100.")]
    [InlineData("C-1,Uno,meta,programa,,,,,,,,", "Fila 2: «meta» no sirve en «nivel»: usa compromiso, iniciativa, medida.")]
    [InlineData("C-1,Uno,medida,programa,,,,31/12/2026,,,,", "Fila 2: «31/12/2026» no es una fecha de «vence»: escríbela como 2026-09-18.")]
    [InlineData("C-1,Uno,medida,programa,,,,,,120,,", "Fila 2: «120» no sirve en «avance»: escribe un número de 0 a 100.")]
    [InlineData("C-1,Uno,medida,programa,,,,,,-3,,", "Fila 2: «-3» no sirve en «avance»: escribe un número de 0 a 100.")]
    [InlineData("C-1,Uno,medida,programa,,XXX,,,,,,", "Fila 2: «XXX» no existe en «ministerio».")]
    [InlineData("C-1,Uno,medida,programa,,,99,,,,,", "Fila 2: «99» no existe en «region».")]
    [InlineData(
        "C-1,Uno,medida,programa,,,,,,,junio Licitación,",
        "Fila 2: «junio Licitación» no es un hito: escribe su fecha y su nombre, como «2026-06-30 Licitación adjudicada».")]
    [InlineData("C-1,Uno,medida,programa,,,,,,,,\nC-1,Otro,medida,programa,,,,,,,,", "Fila 3: el código «C-1» ya está en la fila 2.")]
    [InlineData("C-1,Uno,medida,programa,C-9,,,,,,,", "«C-1»: es parte de «C-9», que no existe.")]
    [InlineData("C-1,Uno,medida,programa,,,,,,,,C-9", "«C-1»: requiere «C-9», que no existe.")]
    [InlineData(
        "A,Uno,medida,programa,,,,,,,,B\nB,Dos,medida,programa,,,,,,,,C\nC,Tres,medida,programa,,,,,,,,A",
        "Se requieren unos a otros en círculo: A → B → C → A.")]
    [InlineData("A,Uno,medida,programa,A,,,,,,,", "Son parte unos de otros en círculo: A → A.")]
    public void What_is_wrong_is_told_by_row(string rows, string problem) =>
        Assert.Equal([problem], Assert.Throws<CsvException>(() => Read(rows + "\n")).Problems);

    [Fact]
    public void A_parent_that_is_in_the_list_already_serves_and_a_circle_through_it_is_seen()
    {
        Commitment[] known = [new("A", "Uno", CommitmentTier.Commitment, CommitmentSource.Programme) { Requires = ["B"] }];

        Assert.Equal("A", Read("B,Dos,medida,programa,A,,,,,,,\n", known)[0].ParentCode);
        Assert.Equal(["Se requieren unos a otros en círculo: A → B → A."],
            Assert.Throws<CsvException>(() => Read("B,Dos,medida,programa,,,,,,,,A\n", known)).Problems);
    }

    [Fact]
    public void An_empty_cell_takes_back_nothing_that_reports_told()
    {
        var known = new Commitment("A", "Antes", CommitmentTier.Measure, CommitmentSource.Programme)
        {
            MinistryCode = "SAL", State = CommitmentState.InProcessing, Declared = 60, Verified = 55,
            Obstacle = new("Falta el terreno", "MOP"),
            Milestones = [new("Licitación", new(2026, 6, 30), new(2026, 6, 20))], ReportsWithoutProgress = 1,
        };

        var read = Assert.Single(Read("A,Ahora,medida,programa,,,13,,,,2026-06-30 Licitación; 2026-12-31 Obra,\n", known));

        Assert.Equal(
            known with { Name = "Ahora", RegionCode = "13", Milestones = read.Milestones },
            read with { Requires = known.Requires });
        Assert.Equal(
            [new Milestone("Licitación", new(2026, 6, 30), new(2026, 6, 20)), new Milestone("Obra", new(2026, 12, 31))], read.Milestones);
    }

    [Fact]
    public void A_chain_as_long_as_the_list_is_read()
    {
        var rows = string.Concat(
            Enumerable.Range(0, 9_000).Select(i => $"M-{i},Medida {i},medida,programa,,,,,,,,{(i == 0 ? "" : $"M-{i - 1}")}\n"));

        Assert.Equal(9_000, Read(rows).Count);
    }

    private static IReadOnlyList<Commitment> Read(string rows, params Commitment[] known) =>
        CommitmentFile.Read(Header + rows, new Places(), known);

    private sealed class Places : IPlaces
    {
        public bool HasMinistry(string code) => code is "SAL" or "MOP";

        public bool HasRegion(string code) => code is "13" or "05";

        public bool HasInstitution(string code) => false;
    }
}
