namespace Workflows.Server.Tests.CommandLine;

public class BadFileTests
{
    [Theory]
    [InlineData("check")]
    [InlineData("run")]
    public void A_file_that_does_not_exist_is_refused_by_its_name(string command)
    {
        var run = CommandRun.Of(command, "no-existe.json");

        Assert.Equal((2, "", "No existe el archivo «no-existe.json»."), (run.ExitCode, run.Output, run.Error.Trim()));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("run")]
    public void A_folder_is_no_workflow(string command)
    {
        var run = CommandRun.Of(command, CommandRun.Samples);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("es una carpeta", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"root\":7}")]
    [InlineData("{\"root\":{\"id\":\"x\"}}")]
    [InlineData("\0\u0001basura")]
    public void A_file_that_is_no_workflow_is_refused_in_spanish(string text)
    {
        using var file = new TemporaryFile(text);

        var check = CommandRun.Of("check", file.Path);
        var run = CommandRun.Of("run", file.Path, "--json");

        Assert.Equal((2, ""), (check.ExitCode, check.Output));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"No se pudo leer el flujo de «{file.Path}».", check.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
    }
}

/// <summary>A file that goes with the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"flujo-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(Path);
}
