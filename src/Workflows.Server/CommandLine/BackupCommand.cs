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
        var command = new Command(
            "backup",
            "Respalda la base de datos y los archivos en una carpeta nueva. El servidor puede seguir trabajando.") { target,
                CommonOptions.BackupKey };
        command.SetAction(async (parsed, ct) =>
        {
            var options = parsed.Database();
            using var key = parsed.ReadBackupKey();
            await using var database = await CommandDatabase.OpenAsync(options, create: false, ct);
            await database.RequireCurrentTablesAsync(ct);
            var manifest = await new TakeBackup(database.Source, options.FilesFolder, clock, key).RunAsync(parsed.GetValue(target)!, ct);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(
                $"Respaldo {(key is null ? "" : "firmado ")}hecho en {Path.GetFullPath(parsed.GetValue(target)!)}: {Contents(manifest)}.");
            foreach (var bad in manifest.BadFiles)
                await output.WriteLineAsync(bad.ToString());
            if (manifest.BadFiles.Count == 0)
                return ExitCodes.Done;
            await output.WriteLineAsync(
                "La base de datos quedó respaldada entera; esos archivos, no. Recupéralos de un respaldo anterior con restore "
                + "--overwrite en otra carpeta.");
            return ExitCodes.Found;
        });
        return command;
    }

    internal static string Contents(BackupManifest manifest) => string.Create(
        CultureInfo.GetCultureInfo("es-CL"),
        $"{manifest.Tables.Count:N0} tablas con {manifest.Tables.Sum(table => table.Rows):N0} filas y {manifest.Files.Count:N0} archivos");
}
