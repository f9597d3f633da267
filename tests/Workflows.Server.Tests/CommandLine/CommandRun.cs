using System.CommandLine;
using Workflows.Engine.Activities;
using Workflows.Server.CommandLine;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>One call of the program's commands, with what it wrote and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static readonly string Samples = FindSamples();

    public static CommandRun Of(params string[] arguments)
    {
        var root =
            new RootCommand { CheckCommand.Create(CoreActivities.Catalog), RunCommand.Create(CoreActivities.Catalog, TimeProvider.System) };
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = root.Parse(arguments)
            .Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    public static string Sample(string file) => Path.Combine(Samples, file);

    private static string FindSamples()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "samples")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder 'samples' above the tests.");
        return Path.Combine(folder.FullName, "samples");
    }
}
