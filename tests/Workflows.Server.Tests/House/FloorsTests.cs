using System.Text.RegularExpressions;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.House;

/// <summary>
/// The server has four floors, and a folder only knows what is below it. On the two lower floors the folders themselves stand on each other
/// in the order of the list; subjects may use each other, and never in a circle.
/// </summary>
public sealed class FloorsTests
{
    private static readonly string[] Ground = ["Metrics", "Files", "Persistence", "Web"];

    private static readonly string[] Machine =
        ["World", "Flows", "Loops", "Mail", "Access", "Commands", "Audit", "Jobs", "Organisation", "Accounts", "Live"];

    private static readonly string[] Subjects =
    [
        "Tasks", "Deadlines", "Calendar", "Processes", "Stages", "Alerts", "Operations", "Duties", "Watch", "Authoring", "Openings", "Pmg",
        "Commitments", "Committees", "Documents", "Uploads", "Imports", "Privacy", "Backup",
    ];

    /// <summary>Program.cs itself is the nameless one.</summary>
    private static readonly string[] Program = ["Hosting", "CommandLine", ""];

    private static readonly string[][] Floors = [.. Ground.Concat(Machine).Select(folder => new[] { folder }), Subjects, Program];

    private static readonly Lazy<IReadOnlyList<Arrow>> All = new(() => [.. Arrows()]);

    private static readonly Regex Declared =
        new(@"^(?:public|internal)[\w ]*? (?:class|record|struct|enum|interface) (\w+)", RegexOptions.Multiline);

    private static readonly Regex Statement =
        new(
            @"\b(?:NpgsqlCommand|NpgsqlBatchCommand|CreateCommand|CreateBatch|BeginRawBinaryCopy\w*|ExecuteSql\w*|FromSql\w*|SqlQuery\w*)\(|\.Sql\(");

    private sealed record Arrow(string From, string To, string File);

    [Fact]
    public void Every_folder_stands_on_a_floor() =>
        Assert.Equal(
            Sources().Select(FolderOf).Distinct().Order(StringComparer.Ordinal),
            Floors.SelectMany(floor => floor).Order(StringComparer.Ordinal));

    [Fact]
    public void No_folder_knows_what_is_above_it()
    {
        IReadOnlyList<Arrow> up = [.. All.Value.Where(arrow => FloorOf(arrow.From) < FloorOf(arrow.To))];

        Assert.Empty(up);
    }

    [Fact]
    public void No_folders_know_each_other_in_a_circle()
    {
        var uses = All.Value.ToLookup(arrow => arrow.From, arrow => arrow.To);

        IReadOnlyList<string> circle = [.. Subjects.Concat(Program).Where(folder => Reached(folder, uses).Contains(folder))];

        Assert.Empty(circle);
    }

    /// <summary>So that a second database is a second folder.</summary>
    [Fact]
    public void What_only_PostgreSQL_understands_is_written_in_Persistence()
    {
        IReadOnlyList<string> elsewhere =
        [
            .. Sources().Where(file => FolderOf(file) != "Persistence" && Statement.IsMatch(File.ReadAllText(file)))
                .Select(file => Path.GetRelativePath(Server, file)),
        ];

        Assert.Empty(elsewhere);
    }

    private static HashSet<string> Reached(string folder, ILookup<string, string> uses)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(uses[folder]);
        while (next.TryDequeue(out var other))
        {
            if (reached.Add(other))
                foreach (var further in uses[other])
                    next.Enqueue(further);
        }

        return reached;
    }

    private static int FloorOf(string folder) => Array.FindIndex(Floors, floor => floor.Contains(folder));

    /// <summary>By a using, and by a name that says its folder: <c>Mail.MailRow</c> needs no using.</summary>
    private static IEnumerable<Arrow> Arrows()
    {
        var folders = Floors.SelectMany(floor => floor).Where(folder => folder.Length > 0).ToHashSet();
        var types = Sources().SelectMany(file => Declared.Matches(File.ReadAllText(file))
            .Select(type => (Folder: FolderOf(file), Type: type.Groups[1].Value))).ToHashSet();
        return Sources().SelectMany(file =>
        {
            var text = File.ReadAllText(file);
            var named = Regex.Matches(text, @"\bWorkflows\.Server\.(\w+)").Select(name => name.Groups[1].Value).Where(folders.Contains);
            var halfNamed = Regex.Matches(text, @"(?<![\w.])(\w+)\.(?:\w+\.)?(\w+)")
                .Where(name => types.Contains((name.Groups[1].Value, name.Groups[2].Value))).Select(name => name.Groups[1].Value);
            return named.Concat(halfNamed).Distinct().Where(to => to != FolderOf(file))
                .Select(to => new Arrow(FolderOf(file), to, Path.GetFileName(file)));
        });
    }

    private static string Server => Path.Combine(Repository.Root, "src", "Workflows.Server");

    private static string FolderOf(string file) =>
        Path.GetRelativePath(Server, file).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : "";

    /// <summary>Migrations name every row there is.</summary>
    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Server, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Regex.IsMatch(Path.GetRelativePath(Server, file), @"^(bin|obj)[\\/]|[\\/]Migrations[\\/]"));
}
