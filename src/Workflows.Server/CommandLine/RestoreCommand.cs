using System.CommandLine;
using Workflows.Server.Backup;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary><c>restore DIR</c>: a backup into a data folder that has nothing, and a verification of what came back.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("CARPETA") { Description = "Carpeta del respaldo." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Reemplaza los datos que haya. Lo que había se pierde." };
        var command = new Command(
            "restore",
            "Restaura un respaldo con el servidor detenido, y revisa lo restaurado.") { folder, overwrite, CommonOptions.BackupKey };
        command.SetAction(async (parsed, ct) =>
        {
            var options = parsed.Database();
            // Before a data folder is made for a backup that is not there.
            using var key = parsed.ReadBackupKey();
            await BackupManifest.ReadAsync(parsed.GetValue(folder)!, key, ct);
            await using var database = await CommandDatabase.OpenAsync(options, create: true, ct);
            if (database.IsAttached)
                throw new CommandRefusedException("Hay un servidor trabajando sobre estos datos. Deténlo y restaura de nuevo.");
            var restore = new RestoreBackup(database.Source, options.FilesFolder, key);
            var (manifest, replaced) = await restore.RunAsync(parsed.GetValue(folder)!, parsed.GetValue(overwrite), ct);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(
                $"Respaldo del {manifest.TakenAt:yyyy-MM-dd HH:mm} UTC restaurado: {BackupCommand.Contents(manifest)}.");
            foreach (var hash in replaced)
                await output.WriteLineAsync($"Se reemplazó el archivo {hash}: el que había estaba dañado.");
            foreach (var bad in manifest.BadFiles)
                await output.WriteLineAsync($"{bad} Así estaba cuando se hizo el respaldo.");
            if (key is null && BackupManifest.IsSigned(parsed.GetValue(folder)!))
                await output.WriteLineAsync("El respaldo está firmado y la firma no se comprobó: hazlo con --key.");

            // The tables may be of an earlier version, and a new database has no guards yet.
            await Database.MigrateAsync(database.Source, ct);
            await restore.RecordAsync(manifest, ct);
            var report = await VerifyJournalCommand.RunAsync(database, sent: [], ct);
            await output.WriteLineAsync(VerifyJournalCommand.Words(report, withAllRoots: false));
            return report.IsSound ? ExitCodes.Done : ExitCodes.Found;
        });
        return command;
    }
}
