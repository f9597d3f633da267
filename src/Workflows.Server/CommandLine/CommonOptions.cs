using System.CommandLine;
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

    public static Option<string?> Urls { get; } = new("--urls")
    {
        Description = "Dónde responde el servidor, como http://localhost:5080.",
        HelpName = "DIRECCIONES",
    };

    /// <summary>The same settings the server reads: --data, files of settings and the environment.</summary>
    public static DatabaseOptions Database(this ParseResult parsed)
    {
        var settings = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [] }).Configuration;
        return new()
        {
            ConnectionString = settings["ConnectionStrings:Workflows"],
            DataFolder = parsed.GetValue(Data)?.FullName ?? Path.GetFullPath(settings["data"] ?? "data"),
        };
    }
}
