using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Mail;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tasks;

/// <summary>What a mail says of an open task that a person, and not its process, writes about. It never sends.</summary>
internal static class TaskMails
{
    public static TaskMail Of(TaskRow task, string process, Holders holders)
    {
        using var computed = (task.MovedDeadline ?? task.Deadline) is { } text ? JsonDocument.Parse(text) : null;
        var deadline = computed?.RootElement.GetProperty("deadline").GetString() is { } date ? Deadline.Parse(date) : (Deadline?)null;
        var term = TermStates.Of(task.DueAt, task.LateFrom, holders.Now);
        var late = term == TermState.Late ? holders.WorkingDaysLate(task.LateFrom) : 0;
        return new(
            task.Title, holders.InstitutionName(task.InstitutionCode), process, MailModels.PathOfTask(task.Id), deadline,
            computed?.RootElement.GetProperty("sentence").GetString(), "La tarea sigue abierta hasta que se complete.")
        {
            Place = RegionalClock.PlaceOf(task.RoleCode, task.ScopeCode),
            Distance = late > 0 ? $"Lleva {MailText.Lateness(late)}."
                : term == TermState.InAdditionalTerm ? $"{MailText.InAdditionalTerm(task.LateFrom!.Value)}."
                : "",
        };
    }

    /// <summary>For whoever gets a task that another person passes on.</summary>
    public static MailRow Passed(
        TaskRow task, string process, Person to, string by, string note, Holders holders, string mailDomain, DateTimeOffset now)
    {
        var role = Role.Parse(task.RoleCode);
        var addressee = new MailAddressee(
            to.Id, to.Name, to.Email, role.Code,
            $"{(role.IsAuthority ? "Recibe este aviso porque le" : "Recibes este aviso porque te")} encargaron la tarea como {role.Label} "
            + $"({holders.Organisation.ScopeName(role.Scope, task.ScopeCode)}).", false);
        return PersonalMail.To(
            addressee, $"encargo-{Guid.CreateVersion7(now):n}", MailTemplateCatalog.TaskPassed,
            MailModels.TaskPassed(Of(task, process, holders), by, note, [addressee]),
            $"tarea encargada por {by}: {note}", mailDomain, now, taskId: task.Id, institutionCode: task.InstitutionCode);
    }
}
