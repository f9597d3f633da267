namespace Workflows.Load;

internal static class LoadProgram
{
    private static Task<int> Main(string[] args) => LoadCommand.Create().Parse(args).InvokeAsync();
}
