using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Flows;
using Workflows.Server.Mail;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Uploads.Scanning;

/// <summary>
/// Tells whoever handed in a file, and who coordinates, that the antivirus set it apart afterwards. A file nobody handed in is told where
/// it is uploaded, and to nobody else.
/// </summary>
internal sealed class InfectedMails(WorkflowsDb db, Holders holders, DispatcherOptions options, TimeProvider clock)
{
    public async Task AddAsync(FileScanRow scan, CancellationToken ct)
    {
        var uses = await db.Set<FileUseRow>().AsNoTracking().Where(use => use.Hash == scan.Hash)
            .Join(db.Set<TaskRow>(), use => use.TaskId, task => task.Id, (use, task) => new
            {
                Task = task, use.PersonId,
                Name = db.Set<FileRow>().Where(file => file.Hash == use.Hash && file.PersonId == use.PersonId).Select(file => file.Name)
                    .FirstOrDefault(),
            }).ToListAsync(ct);
        foreach (var use in uses)
        {
            var people = holders.Organisation.HoldersOf(Role.Coordinator, Appointment.National, holders.Today)
                .Select(holder => To(holder.Person, "va a quienes coordinan los procesos")).ToList();
            if (holders.Organisation.FindPerson(use.PersonId) is { } person)
                people.Insert(0, To(person, "va a quien entregó el archivo"));
            foreach (var addressee in people.DistinctBy(one => one.PersonId))
                db.Add(MailTo(addressee, scan, use.Name ?? scan.Hash[..12], use.Task));
        }
    }

    private static MailAddressee To(Person person, string why) =>
        new(person.Id, person.Name, person.Email, "", $"Este aviso {why}.", false);

    private MailRow MailTo(MailAddressee addressee, FileScanRow scan, string name, TaskRow task)
    {
        var now = clock.GetUtcNow();
        return PersonalMail.To(
            addressee, $"infectado-{Guid.CreateVersion7(now):n}", MailTemplateCatalog.InfectedFile,
            MailModels.InfectedFile(
                name, scan.Threat ?? "", task.Title, holders.InstitutionName(task.InstitutionCode), MailModels.PathOfTask(task.Id),
                [addressee]),
            "archivo que el antivirus apartó después de entregado", options.MailDomain, now, taskId: task.Id,
            institutionCode: task.InstitutionCode);
    }
}
