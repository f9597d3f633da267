using Workflows.Server.CommandLine;
using Workflows.Server.Tests.Embedded;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>The program's commands on a data folder of their own, with the embedded database started and stopped by each.</summary>
public sealed class CommandFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Data => _folder.Inside("datos");

    public string Inside(string name) => _folder.Inside(name);

    public static async Task<Answer> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ProgramCommand.RunAsync(args, _ => throw new InvalidOperationException("This would serve."), output, error);
        return new(code, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>What a command told the shell and the person.</summary>
public sealed record Answer(int Code, string Output, string Error);
