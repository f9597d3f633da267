namespace Workflows.Engine.Tests;

public class EngineBoundaryTests
{
    [Fact]
    public void The_engine_needs_nothing_but_the_base_library()
    {
        var others = typeof(Runner).Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal));

        Assert.Empty(others);
    }

    [Fact]
    public void The_engine_touches_no_network_files_database_or_console()
    {
        // The collector of coverage writes its own file access into the assembly it measures; then there is nothing to learn here.
        if (Array.Exists(typeof(Runner).Assembly.GetTypes(), type => type.Namespace?.StartsWith("Coverlet", StringComparison.Ordinal) == true))
            return;
        var names = typeof(Runner).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.DoesNotContain(names, name => name.StartsWith("System.Net", StringComparison.Ordinal)
            || name.StartsWith("System.IO.", StringComparison.Ordinal) || name is "System.Data.Common" or "System.Console"
            or "System.Diagnostics.Process" or "System.Threading.Thread");
    }
}
