using System.CommandLine;
using Workflows.Server.Backup;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>What several commands accept, and how they find the database they work on.</summary>
internal static class CommonOptions
{
    public static Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = "Carpeta con la base de datos, los archivos y el correo de este servidor.",
        HelpName = "CARPETA",
        Recursive = true,
    };

    /// <summary>Of backups: <c>Backup:Key</c> in the settings says the same.</summary>
    public static Option<FileInfo?> BackupKey { get; } = new("--key")
    {
        Description = "Llave que firma los respaldos (PEM de curva elíptica). Para restaurar basta la pública.",
        HelpName = "ARCHIVO",
    };

    public static BackupKey? ReadBackupKey(this ParseResult parsed) =>
        (parsed.GetValue(BackupKey)?.FullName ?? Settings()["Backup:Key"]) is { Length: > 0 } path ? Backup.BackupKey.Read(path) : null;

    public static Option<string?> Urls { get; } = new("--urls")
    {
        Description = "Dónde responde el servidor, como http://localhost:5080.",
        HelpName = "DIRECCIONES",
    };

    /// <summary>The same settings the server reads: --data, files of settings and the environment.</summary>
    public static DatabaseOptions Database(this ParseResult parsed)
    {
        var settings = Settings();
        return new()
        {
            ConnectionString = settings["ConnectionStrings:Workflows"],
            DataFolder = parsed.GetValue(Data)?.FullName ?? Path.GetFullPath(settings["data"] ?? "data"),
        };
    }

    private static ConfigurationManager Settings() =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [] }).Configuration;
}
