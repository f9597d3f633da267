using System.Text.Json;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Openings;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Openings;

/// <summary>What a flow asks of whoever opens it by hand, and what it makes of the answers.</summary>
public class OpeningFormTests
{
    private static readonly DateOnly Today = new(2026, 8, 17);

    private static readonly OrganisationSnapshot Organisation = new(
        [new("AB01", "Servicio de Prueba", InstitutionKind.Service, "MIN", IncentiveRegime.Pmg)], [new("MIN", "Ministerio de Prueba")],
        [new("13", "Región Metropolitana", "RM", "Santiago", "GORE RM", 7)], [], [], []);

    [Fact]
    public void An_institution_brings_its_name_and_its_ministry_and_its_year_comes_first_in_the_key()
    {
        var reading = Read(ShippedFlows.PmgFormulation, ("institution", "AB01"), ("year", 2027d));

        Assert.Empty(reading.Problems);
        Assert.Equal("2027/AB01", reading.Key);
        Assert.Equal(
            ("AB01", 2027d, "Servicio de Prueba", "MIN"),
            (reading.Values["institution"], reading.Values["year"], reading.Values["name"], reading.Values["ministry"]));
    }

    [Fact]
    public void A_stage_has_its_year_as_its_key_as_the_calendars_and_the_command_line_give_it() =>
        Assert.Equal("2027", Read(ShippedFlows.PmgFormulationYear, ("year", 2027d)).Key);

    [Fact]
    public void A_period_is_the_key_alone_because_it_says_its_year_and_its_cut_off() =>
        Assert.Equal(
            "2026-09", Read(ShippedFlows.RegionalReports, ("year", 2026d), ("period", "2026-09"), ("cutOff", "2026-09-30")).Key);

    [Fact]
    public void What_is_missing_unknown_or_of_another_kind_is_said_at_its_input()
    {
        var reading = Read(ShippedFlows.PmgFormulation, ("institution", "NO-EXISTE"), ("year", 1812d), ("name", "Otro"));

        Assert.Equal(["institution", "name", "year"], reading.Problems.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Falta «Año».", Read(ShippedFlows.PmgFormulationYear).Problems["year"]);
    }

    [Fact]
    public void A_region_is_chosen_where_a_flow_asks_for_the_code_of_one()
    {
        var input = Assert.Single(InputsOf(ShippedFlows.ContingencyReport), input => input.Name == "code");

        Assert.Equal(OpeningInputKind.Region, input.Kind);
        Assert.Equal("Región Metropolitana", Read(ShippedFlows.ContingencyReport, ("code", "13"), ("year", 2026d)).Values["name"]);
    }

    [Fact]
    public void Every_flow_that_ships_can_be_asked_for_or_says_which_input_no_form_gives() =>
        Assert.Equal(
            [(ShippedFlows.PmgEvaluation, "comprometido")],
            from flow in ShippedFlows.All
            from input in InputsOf(flow.DefinitionId)
            where input.Kind == OpeningInputKind.Unknown
            select (flow.DefinitionId, input.Name));

    [Fact]
    public void A_flow_without_inputs_gets_a_name_of_its_own()
    {
        var unnamed = OpeningForm.Read([], new Dictionary<string, object?>(), Organisation, Today);
        var named = OpeningForm.Read([], new Dictionary<string, object?> { [OpeningForm.KeyName] = " Caso 12 " }, Organisation, Today);

        Assert.Equal([OpeningForm.KeyName], unnamed.Problems.Keys);
        Assert.Equal("Caso 12", named.Key);
    }

    private static IReadOnlyList<OpeningInput> InputsOf(string flow)
    {
        using var document = JsonDocument.Parse(ShippedFlows.Get(flow).Json);
        return OpeningInput.Of(document.RootElement);
    }

    private static OpeningReading Read(string flow, params (string Name, object? Value)[] given) => OpeningForm.Read(
        InputsOf(flow), given.ToDictionary(one => one.Name, one => one.Value), Organisation, Today);
}
