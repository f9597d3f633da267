using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;

namespace Workflows.Server.Backup;

/// <summary>Where backups that are asked for on the page lie: <c>Backup:Folder</c>, or <c>backups</c> of the data folder.</summary>
public sealed record BackupFolder(string Path);

/// <summary>
/// Takes a backup while the server works. Its folder is named by the job: a job that is done again after its node died finds the whole
/// backup there, or takes away what is left of the half one and begins anew.
/// </summary>
internal sealed class BackupJob(
    Database database, DatabaseOptions options, BackupFolder folder, IConfiguration settings, TimeProvider clock) : IJobHandler
{
    public const string Name = "backup";

    public sealed record Arguments(DateTimeOffset AskedAt);

    /// <param name="Folder">Its name inside the folder of backups.</param>
    public sealed record Result(string Folder);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/backups", StartAsync).Command().WithTags("Jobs")
        .RequireAuthorization().AllowRoles(Role.Administrator)
        .WithName("StartBackup").WithSummary("Respalda la base de datos y los archivos en una carpeta nueva del servidor");

    private static async Task<Accepted<JobView>> StartAsync(
        Acting acting, WorkflowsDb db, JobQueue queue, TimeProvider clock, IdempotentCommand command, CancellationToken ct) =>
        (await queue.LeaveAsync(Name, "Respaldo de la base de datos y los archivos", new Arguments(clock.GetUtcNow()), acting, db, command,
            ct)).ToAccepted();

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var day = SantiagoTime.DateAt(job.Arguments<Arguments>().AskedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = $"{day}-{job.Id}";
        var target = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(folder.Path);
        foreach (var half in Directory.EnumerateDirectories(folder.Path, $"{name}.incompleto-*"))
            Directory.Delete(half, recursive: true);
        IReadOnlyList<BadFile> bad = [];
        if (!Directory.Exists(target))
        {
            job.Report(0, null, "Copiando las tablas y los archivos.");
            try
            {
                // The same key that signs those of the command line.
                using var key = settings["Backup:Key"] is { Length: > 0 } path ? BackupKey.Read(path) : null;
                bad = (await new TakeBackup(database.Source, options.FilesFolder, clock, key).RunAsync(target, ct)).BadFiles;
            }
            catch (CommandRefusedException refusal)
            {
                throw new JobRefusedException(refusal.Message);
            }
            catch (IOException error)
            {
                throw new JobRefusedException(
                    "No se pudo escribir el respaldo. Revisa el espacio y los permisos de la carpeta de respaldos.", [error.Message]);
            }
        }

        return new(
            bad.Count == 0
                ? $"El respaldo quedó en la carpeta de respaldos del servidor: {name}"
                : $"El respaldo quedó en la carpeta de respaldos del servidor: {name}. Toda la base está; estos archivos, no: "
                    + $"{string.Join(" ", bad.Take(20))}",
            new Result(name));
    }
}
