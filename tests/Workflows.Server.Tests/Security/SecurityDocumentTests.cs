using System.Text.RegularExpressions;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Security;

public class SecurityDocumentTests
{
    [Fact]
    public void Every_test_that_the_security_document_names_exists()
    {
        var root = Repository.Root;
        var tests = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        var named = Regex.Matches(File.ReadAllText(Path.Combine(root, "docs", "seguridad.md")), "`(?<name>[A-Z][A-Za-z]+Tests)`")
            .Select(match => match.Groups["name"].Value).Distinct().ToList();

        Assert.True(named.Count > 20, $"Only {named.Count} tests are named.");
        Assert.DoesNotContain(named, name => !tests.Contains(name));
    }
}
