using System.Text.RegularExpressions;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.House;

/// <summary>
/// The server has four floors and its folders only know what is below them. The arrows that still go up are listed with the number of files
/// that draw them: a new one fails, and so does one that went and is still listed.
/// </summary>
public sealed class FloorsTests
{
    private static readonly string[][] Floors =
    [
        ["Web", "Persistence", "Files", "Metrics"],
        ["Flows", "Loops", "Jobs", "Mail", "Live", "Organisation", "People", "Audit"],
        [
            "Tasks", "Deadlines", "Calendar", "Coordination", "Alerts", "Operations", "Duties", "Watch", "Openings", "Pmg", "Commitments",
            "Committees", "Documents", "Uploads", "Privacy", "Backup",
        ],
        ["Hosting", "CommandLine", "Load", ""],
    ];

    private static readonly Dictionary<string, int> Remaining = new()
    {
        ["Persistence → Alerts"] = 1,
        ["Persistence → Duties"] = 2,
        ["Persistence → Flows"] = 4,
        ["Persistence → Jobs"] = 1,
        ["Persistence → Loops"] = 1,
        ["Persistence → Mail"] = 6,
        ["Persistence → People"] = 1,
        ["Persistence → Watch"] = 1,
        ["Web → Live"] = 1,
        ["Web → People"] = 3,
        ["Flows → Alerts"] = 2,
        ["Flows → Deadlines"] = 2,
        ["Flows → Operations"] = 1,
        ["Flows → Tasks"] = 3,
        ["Jobs → Duties"] = 2,
        ["Jobs → Openings"] = 1,
        ["Live → Tasks"] = 1,
        ["Mail → Alerts"] = 1,
        ["Mail → Calendar"] = 1,
        ["Mail → Tasks"] = 2,
        ["Organisation → Calendar"] = 1,
        ["Organisation → Tasks"] = 2,
        ["People → Tasks"] = 1,
    };

    [Fact]
    public void Every_folder_stands_on_a_floor() =>
        Assert.Equal(
            Folders().Order(StringComparer.Ordinal),
            Floors.SelectMany(floor => floor).Where(folder => folder.Length > 0).Order(StringComparer.Ordinal));

    [Fact]
    public void No_folder_knows_what_is_above_it_but_for_what_is_listed()
    {
        var up = Arrows().Where(arrow => FloorOf(arrow.From) < FloorOf(arrow.To))
            .GroupBy(arrow => $"{arrow.From} → {arrow.To}", StringComparer.Ordinal)
            .ToDictionary(
                files => files.Key, files => files.Select(arrow => arrow.File).Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);

        var wrong = up.Keys.Union(Remaining.Keys).Order(StringComparer.Ordinal)
            .Where(arrow => up.GetValueOrDefault(arrow, []).Count != Remaining.GetValueOrDefault(arrow))
            .Select(arrow =>
                $"{arrow}: {Remaining.GetValueOrDefault(arrow)} listed, now {string.Join(", ", up.GetValueOrDefault(arrow, ["none"]))}");
        Assert.Equal("", string.Join('\n', wrong));
    }

    private static int FloorOf(string folder) => Array.FindIndex(Floors, floor => floor.Contains(folder));

    private static IEnumerable<string> Folders() => Sources().Select(FolderOf).Where(folder => folder.Length > 0).Distinct();

    private static IEnumerable<(string From, string To, string File)> Arrows() => Sources().SelectMany(file =>
        Regex.Matches(File.ReadAllText(file), @"\bWorkflows\.Server\.(\w+)").Select(name => name.Groups[1].Value).Distinct()
            .Where(to => FloorOf(to) >= 0 && to != FolderOf(file))
            .Select(to => (FolderOf(file), to, Path.GetFileName(file))));

    private static string Server => Path.Combine(Repository.Root, "src", "Workflows.Server");

    private static string FolderOf(string file) =>
        Path.GetRelativePath(Server, file).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : "";

    /// <summary>Migrations name every row there is.</summary>
    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Server, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Regex.IsMatch(Path.GetRelativePath(Server, file), @"^(bin|obj)[\\/]|[\\/]Migrations[\\/]"));
}
