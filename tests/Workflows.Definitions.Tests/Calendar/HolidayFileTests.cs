using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

public class HolidayFileTests
{
    private const string Header = "date,name,scope,territory,base_date,moved,rule,norm\n";

    [Fact]
    public void Quotes_may_hold_commas_quotes_and_lines()
    {
        var text =
            "date,name,scope,territory,base_date,moved,rule,norm\r\n2026-01-01,\"Año \"\"Nuevo\"\", "
            + "feriado\",nacional,,,no,\"una\nregla\",Ley 1\r\n";

        var holiday = Assert.Single(HolidayFile.Read("feriados.csv", text));

        Assert.Equal(("Año \"Nuevo\", feriado", "una\nregla"), (holiday.Name, holiday.Rule));
    }

    [Fact]
    public void A_file_from_a_Spanish_spreadsheet_with_semicolons_and_a_mark_is_read() =>
        Assert.Single(
            HolidayFile.Read("f.csv", "\uFEFF" + Header.Replace(',', ';') + "2026-01-01;Año Nuevo, el primero;nacional;;;no;;Ley 1"));

    [Theory]
    [InlineData("2026-13-01,X,nacional,,,no,,Ley 1", "Fila 2: «2026-13-01» no es una fecha de «date»: escríbela como 2026-09-18.")]
    [InlineData("01/01/2026,X,nacional,,,no,,Ley 1", "Fila 2: «01/01/2026» no es una fecha de «date»: escríbela como 2026-09-18.")]
    [InlineData("2026-01-01,,nacional,,,no,,Ley 1", "Fila 2: falta el valor de «name».")]
    [InlineData("2026-01-01,X,mundial,,,no,,Ley 1", "Fila 2: «mundial» no sirve en «scope»: usa nacional, electoral, territorial.")]
    [InlineData("2026-01-01,X,territorial,,,no,,Ley 1", "Fila 2: un feriado territorial necesita decir dónde rige, en «territory».")]
    [InlineData("2026-01-01,X,nacional,,,quizás,,Ley 1", "Fila 2: «quizás» no sirve en «moved»: escribe sí o no.")]
    [InlineData(
        "2026-01-01,X,nacional,,2026-01-02,no,,Ley 1",
        "Fila 2: «moved» no concuerda con «base_date»: di sí solo cuando las fechas difieren.")]
    [InlineData("2026-01-01,X,nacional,,,no,,", "Fila 2: falta el valor de «norm».")]
    [InlineData("2026-01-01,X,nacional", "Fila 2: tiene 3 campos y el encabezado nombra 8.")]
    [InlineData("2026-01-01,\"X,nacional,,,no,,Ley 1", "Fila 2: la comilla que se abre no se cierra.")]
    [InlineData("2026-01-01,X\"Y,nacional,,,no,,Ley 1", "Fila 2: hay una comilla en medio de un campo.")]
    [InlineData("2026-01-01,\"X\"Y,nacional,,,no,,Ley 1", "Fila 2: sobra texto después de la comilla que cierra.")]
    [InlineData("2026-01-01,X,nacional,,,no,,Ley 1\n2026-01-01,X,nacional,,,no,,Ley 1", "Fila 3: «X» ya está en esa fecha.")]
    public void A_wrong_row_is_named_in_Spanish(string rows, string problem) =>
        Assert.Equal([problem], Assert.Throws<CsvException>(() => HolidayFile.Read("feriados.csv", Header + rows)).Problems);

    [Fact]
    public void All_wrong_rows_are_told_at_once_and_the_file_is_named()
    {
        var refusal = Assert.Throws<CsvException>(
            () => HolidayFile.Read("feriados.csv", Header + "x,A,nacional,,,no,,L\ny,B,nacional,,,no,,L"));

        Assert.Equal(2, refusal.Problems.Count);
        Assert.StartsWith("No se pudo leer «feriados.csv». Fila 2:", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "El archivo está vacío.")]
    [InlineData("date,name\n", "Fila 1: Falta la columna «scope».")]
    [InlineData("date,name,scope,territory,base_date,moved,rule,norm,weekday\n", "Fila 1: La columna «weekday» no se conoce.")]
    [InlineData("date,date,name,scope,territory,base_date,moved,rule,norm\n", "Fila 1: La columna «date» está repetida.")]
    public void A_wrong_header_is_refused(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<CsvException>(() => HolidayFile.Read("feriados.csv", text)).Problems[0]);

    [Fact]
    public void A_file_too_large_is_refused_before_it_is_read() =>
        Assert.Contains(
            "demasiado grande", Assert.Throws<CsvException>(() => HolidayFile.Read("f.csv", new string('x', 9_000_000))).Message,
            StringComparison.Ordinal);
}
