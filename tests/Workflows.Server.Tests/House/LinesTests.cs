using System.Text.RegularExpressions;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.House;

/// <summary>What somebody reads beside a difference fits beside it.</summary>
public sealed class LinesTests
{
    private const int Longest = 140;

    /// <summary>A literal or a name this long cannot be cut without hiding what it says.</summary>
    private static readonly Regex Uncuttable = new("\"(?:[^\"\\\\]|\\\\.){80,}\"|\\w{80,}");

    private static readonly Regex RawLiteral = new("(\"{3,}).*?\\1", RegexOptions.Singleline);

    [Fact]
    public void Lines_of_code_end_before_the_edge()
    {
        IReadOnlyList<string> over = [.. Sources().SelectMany(LongLinesOf)];

        Assert.True(over.Count == 0, string.Join('\n', over));
    }

    /// <summary>Not the texts in raw literals: they are SQL, JSON or a file, with lines of their own.</summary>
    private static IEnumerable<string> LongLinesOf(string file)
    {
        var text = RawLiteral.Replace(File.ReadAllText(file), literal => string.Concat(literal.Value.Where(c => c == '\n')));
        return text.Split('\n').Select((line, index) => (Line: line.TrimEnd('\r'), Number: index + 1))
            .Where(at => at.Line.Length > Longest && !Uncuttable.IsMatch(at.Line))
            .Select(at => $"{Path.GetRelativePath(Repository.Root, file)}:{at.Number}");
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !Regex.IsMatch(Path.GetRelativePath(Repository.Root, file), @"[\\/](bin|obj|node_modules|Migrations)[\\/]"));
}
