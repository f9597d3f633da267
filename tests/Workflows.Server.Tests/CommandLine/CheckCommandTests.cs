namespace Workflows.Server.Tests.CommandLine;

public class CheckCommandTests
{
    [Fact]
    public void A_workflow_in_order_is_said_to_be_in_order()
    {
        var run = CommandRun.Of("check", CommandRun.Sample("bifurcacion.json"));

        Assert.Equal((0, "El flujo está en orden."), (run.ExitCode, run.Output.Trim()));
    }

    [Fact]
    public void A_warning_does_not_fail_the_check()
    {
        var run = CommandRun.Of("check", CommandRun.Sample("union-todas-incumplida.json"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Aviso en «d»: la salida «False» no lleva a ninguna parte", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("0 errores, 2 avisos.", run.Output.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inalcanzable.json", "Error en «x»: ningún camino desde el inicio llega a esta actividad.")]
    [InlineData("tipo-desconocido.json", "Error en «Firma»: no se conoce el tipo de actividad «Ministerio.FirmaElectronica».")]
    [InlineData("expresion-con-error.json", "Error en «x»: entrada «text»: no existe la variable «NoExiste», posición 1.")]
    [InlineData("vuelta-invalida.json", "Error en «c»: la vuelta a «a» no es válida")]
    [InlineData("bucle-sin-fin.json", "Error en «a»: aquí empieza un bucle que no espera nada y del que no se puede salir.")]
    public void An_error_names_the_activity_and_ends_with_one(string sample, string message)
    {
        var run = CommandRun.Of("check", CommandRun.Sample(sample));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
    }
}
