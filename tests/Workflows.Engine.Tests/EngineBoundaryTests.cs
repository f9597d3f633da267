namespace Workflows.Engine.Tests;

public class EngineBoundaryTests
{
    [Fact]
    public void The_engine_needs_nothing_but_the_base_library() =>
        Assert.All(References(), name => Assert.StartsWith("System", name, StringComparison.Ordinal));

    [Fact]
    public void The_engine_touches_no_network_files_database_or_console() =>
        Assert.DoesNotContain(References(), name => name.StartsWith("System.Net", StringComparison.Ordinal)
            || name.StartsWith("System.IO.", StringComparison.Ordinal) || name is "System.Data.Common" or "System.Console"
            or "System.Diagnostics.Process" or "System.Threading.Thread");

    /// <summary>
    /// What the compiled engine refers to. Read from the build's own output: the collector of coverage writes its own references into
    /// the copy beside the tests.
    /// </summary>
    private static List<string> References()
    {
        var copy = typeof(Runner).Assembly.Location;
        var built = copy.Replace("/tests/Workflows.Engine.Tests/", "/src/Workflows.Engine/", StringComparison.Ordinal);
        using var file = File.OpenRead(File.Exists(built) ? built : copy);
        using var image = new System.Reflection.PortableExecutable.PEReader(file);
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(image);
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
