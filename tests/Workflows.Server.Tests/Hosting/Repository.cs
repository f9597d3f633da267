namespace Workflows.Server.Tests.Hosting;

/// <summary>Where the project's files are, for tests that hold a document against the program.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Workflows.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
