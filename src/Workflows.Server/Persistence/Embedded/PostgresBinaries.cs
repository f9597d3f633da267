using System.Runtime.InteropServices;
using System.Text.Json;

namespace Workflows.Server.Persistence.Embedded;

/// <summary>
/// The programs of PostgreSQL. npm packages carry no symbolic links, so they are copied once per version to a folder of
/// their own, where the links are made; that folder is never changed afterwards.
/// </summary>
internal sealed class PostgresBinaries
{
    private readonly string _folder;

    private PostgresBinaries(string folder) => _folder = folder;

    public string Initdb => Program("initdb");
    public string Postgres => Program("postgres");
    public string PgCtl => Program("pg_ctl");

    public static PostgresBinaries Install(EmbeddedPostgresOptions options, bool forOtherAccount)
    {
        var package = FindPackage(options.BinariesFolder);
        var links = ReadLinks(package);
        // Nothing to mend (Windows): the package runs where it is.
        if (links.Count == 0 && !forOtherAccount)
            return new(Path.Combine(package, "native"));

        var target = Path.Combine(HomeOfBinaries(options, forOtherAccount), $"postgresql-{VersionOf(package)}");
        if (!Directory.Exists(target))
            CopyInOneStep(package, links, target);

        return new(Path.Combine(target, "native"));
    }

    private string Program(string name) =>
        Path.Combine(_folder, "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static string FindPackage(string? configured)
    {
        var name = PackageName();
        var candidates = new[] { configured, Path.Combine(AppContext.BaseDirectory, "postgres"), LeftByTheBuild() };

        return candidates
            .Where(folder => !string.IsNullOrWhiteSpace(folder))
            .Select(folder => Path.Combine(folder!, name))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "package.json")))
            ?? throw new EmbeddedPostgresException(
                $"No encuentro la base de datos incluida ({name}). Compila de nuevo el servidor con acceso a npm, "
                + "o indica tu propio PostgreSQL en ConnectionStrings:Workflows.");
    }

    private static string? LeftByTheBuild()
    {
        var note = Path.Combine(AppContext.BaseDirectory, "postgres.location");
        return File.Exists(note) ? File.ReadAllText(note).Trim() : null;
    }

    private static string PackageName()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture == Architecture.Arm64 && system != "windows" ? "arm64" : "x64";
        return $"{system}-{processor}";
    }

    /// <summary>Another account must reach the binaries, and a person's home is usually closed to it.</summary>
    private static string HomeOfBinaries(EmbeddedPostgresOptions options, bool forOtherAccount)
    {
        if (forOtherAccount)
            return "/var/lib/workflows";

        var personal = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return personal.Length > 0 && CanWriteIn(Path.Combine(personal, "workflows"))
            ? Path.Combine(personal, "workflows")
            : options.DataFolder;
    }

    private static bool CanWriteIn(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Guid.NewGuid():n}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Two processes may install at once: each copies aside and one of the renames wins.
    private static void CopyInOneStep(string package, IReadOnlyList<Link> links, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var aside = $"{target}.{Guid.NewGuid():n}";
        try
        {
            Copy(Path.Combine(package, "native"), Path.Combine(aside, "native"));
            foreach (var link in links)
            {
                var path = Path.Combine(aside, link.Target);
                File.Delete(path);
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(link.Target)!, link.Source));
            }

            Directory.Move(aside, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(aside, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(aside))
                Directory.Delete(aside, recursive: true);
            throw new EmbeddedPostgresException(
                $"No puedo instalar la base de datos incluida en {target}: {error.Message} Revisa el espacio y los permisos.", error);
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        Open(to, executable: true);
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        // Static libraries serve only those who compile against PostgreSQL.
        foreach (var file in Directory.EnumerateFiles(from).Where(file => Path.GetExtension(file) != ".a"))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            File.Copy(file, copy);
            Open(copy, executable: Path.GetFileName(from) == "bin");
        }
    }

    // Whatever the umask says, the account that runs PostgreSQL must be able to read it, and nobody else to change it.
    private static void Open(string path, bool executable)
    {
        if (OperatingSystem.IsWindows())
            return;

        const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(path, executable ? Read | Execute : Read);
    }

    private static List<Link> ReadLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        return File.Exists(list) ? JsonSerializer.Deserialize<List<Link>>(File.ReadAllText(list), JsonSerializerOptions.Web)! : [];
    }

    private static string VersionOf(string package)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        return json.RootElement.GetProperty("version").GetString()!;
    }

    private sealed record Link(string Source, string Target);
}
