using System.CommandLine;
using Workflows.Server.Backup;

namespace Workflows.Server.CommandLine;

/// <summary><c>restore DIR</c>: a backup into a data folder that has nothing, and a verification of what came back.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("CARPETA") { Description = "Carpeta del respaldo." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Reemplaza los datos que haya. Lo que había se pierde." };
        var command = new Command("restore", "Restaura un respaldo con el servidor detenido, y revisa lo restaurado.") { folder, overwrite };
        command.SetAction(async (parsed, ct) =>
        {
            var options = parsed.Database();
            // Before a data folder is made for a backup that is not there.
            await BackupManifest.ReadAsync(parsed.GetValue(folder)!, ct);
            await using var database = await CommandDatabase.OpenAsync(options, create: true, ct);
            if (database.IsAttached)
                throw new CommandRefusedException("Hay un servidor trabajando sobre estos datos. Deténlo y restaura de nuevo.");
            var manifest = await new RestoreBackup(database.Source, options.FilesFolder()).RunAsync(parsed.GetValue(folder)!, parsed.GetValue(overwrite), ct);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync($"Respaldo del {manifest.TakenAt:yyyy-MM-dd HH:mm} UTC restaurado: {BackupCommand.Contents(manifest)}.");

            var report = await VerifyJournalCommand.RunAsync(database, ct);
            await output.WriteLineAsync(VerifyJournalCommand.Words(report, withAllRoots: false));
            return report.IsSound ? ExitCodes.Done : ExitCodes.Found;
        });
        return command;
    }
}
