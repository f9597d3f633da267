using System.Text.Json.Nodes;

namespace Workflows.Server.Tests.CommandLine;

public class RunCommandTests
{
    [Fact]
    public void Run_writes_the_lines_of_the_workflow()
    {
        var run = CommandRun.Of("run", CommandRun.Sample("saludo.json"));

        Assert.Equal((0, "Se abre el proceso" + Environment.NewLine, ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void An_incident_is_told_on_the_error_output_and_ends_with_one()
    {
        var run = CommandRun.Of("run", CommandRun.Sample("falla-detiene.json"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("«Sin quórum»: No hay quórum", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("A después", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_that_waits_for_ever_says_that_it_did_not_end()
    {
        var run = CommandRun.Of("run", CommandRun.Sample("falla-continua.json"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no terminó", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nombre=7", "7")]
    [InlineData("nombre=true", "true")]
    [InlineData("nombre=Valparaíso", "Valparaíso")]
    [InlineData("nombre=\"7\"", "7")]
    [InlineData("nombre=[1,2]", "[1,2]")]
    [InlineData("nombre={\"a\":1}", "{\"a\":1}")]
    [InlineData("nombre=a=b", "a=b")]
    [InlineData("nombre=", "")]
    public void An_input_is_json_where_it_is_json_and_text_where_it_is_not(string input, string written)
    {
        using var file = new TemporaryFile(
            """
            {"name":"entrada","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"w","type":"Elsa.WriteLine",
             "text":{"typeName":"String","expression":{"type":"JavaScript","value":"typeof getInput('nombre') == 'object' ? toJson(getInput('nombre')) : `${getInput('nombre')}`"}}}]},
             "inputs":[{"name":"nombre","type":"Object"}]}
            """);

        var run = CommandRun.Of("run", file.Path, "--input", input);

        Assert.Equal((0, written + Environment.NewLine), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("sin-igual", "escribe nombre=valor")]
    [InlineData("=1", "escribe nombre=valor")]
    [InlineData("metas=muchas", "La entrada «metas» no sirve")]
    public void An_input_that_cannot_be_read_is_refused(string input, string reason)
    {
        var run = CommandRun.Of("run", CommandRun.Sample("entradas-y-salidas.json"), "--input", input);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token", "todavía no está disponible")]
    [InlineData("otro", "No existe el modo «otro»")]
    public void A_mode_that_is_not_available_is_refused(string mode, string reason)
    {
        var run = CommandRun.Of("run", CommandRun.Sample("saludo.json"), "--mode", mode, "--json");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_workflow_twice_is_refused()
    {
        var run = CommandRun.Of("run", CommandRun.Sample("saludo.json"), "--with", CommandRun.Sample("saludo.json"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Dos archivos definen el flujo «saludo»", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_that_waits_in_a_loop_for_ever_stops_after_a_thousand_resumptions()
    {
        using var file = new TemporaryFile(
            """
            {"name":"eterno","root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"d","type":"Elsa.Delay","timeSpan":"00:00:01"}],
             "connections":[{"source":"d","target":"d"}]}}
            """);

        var run = CommandRun.Of("run", file.Path);
        var json = (JsonObject)JsonNode.Parse(CommandRun.Of("run", file.Path, "--json").Output)!;

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("llegó al máximo", run.Error, StringComparison.Ordinal);
        Assert.Equal(("Running", "Suspended"), (json["status"]!.GetValue<string>(), json["subStatus"]!.GetValue<string>()));
    }
}
