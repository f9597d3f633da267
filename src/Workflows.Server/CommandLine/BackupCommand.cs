using System.CommandLine;
using System.Globalization;
using Workflows.Server.Backup;

namespace Workflows.Server.CommandLine;

/// <summary><c>backup DIR</c>: everything of this server into a new folder, also while it works.</summary>
internal static class BackupCommand
{
    public static Command Create(TimeProvider clock)
    {
        var target = new Argument<string>("CARPETA") { Description = "Carpeta nueva donde queda el respaldo." };
        var command = new Command("backup", "Respalda la base de datos y los archivos en una carpeta nueva. El servidor puede seguir trabajando.") { target };
        command.SetAction(async (parsed, ct) =>
        {
            var options = parsed.Database();
            await using var database = await CommandDatabase.OpenAsync(options, create: false, ct);
            await database.RequireCurrentTablesAsync(ct);
            var manifest = await new TakeBackup(database.Source, options.FilesFolder(), clock).RunAsync(parsed.GetValue(target)!, ct);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Respaldo hecho en {Path.GetFullPath(parsed.GetValue(target)!)}: {Contents(manifest)}.");
            return ExitCodes.Done;
        });
        return command;
    }

    internal static string Contents(BackupManifest manifest) => string.Create(
        CultureInfo.GetCultureInfo("es-CL"),
        $"{manifest.Tables.Count:N0} tablas con {manifest.Tables.Sum(table => table.Rows):N0} filas y {manifest.Files.Count:N0} archivos");
}
