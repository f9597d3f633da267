using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Tasks;
using Workflows.Server.Web;

namespace Workflows.Server.Stages;

/// <summary>
/// A coordinator reminds many at once. First they read every mail as it would arrive; one confirmation sends exactly those. When
/// anything of it has changed in between, nothing leaves and they read again.
/// </summary>
public static class BulkReminder
{
    private const int MostProcesses = 1_000;
    private const int LongestMessage = 1_000;

    /// <param name="InstanceIds">The processes whose open tasks are reminded of.</param>
    /// <param name="Message">What the coordinator adds, in their words.</param>
    public sealed record PreviewRequest(IReadOnlyList<string> InstanceIds, string Message);

    /// <param name="Fingerprint">Of the mails that were read.</param>
    /// <param name="Reason">Why they leave; each mail keeps it.</param>
    public sealed record SendRequest(IReadOnlyList<string> InstanceIds, string Message, string Fingerprint, string Reason);

    public sealed record Addressee(string Name, string Email, string Why);

    public sealed record PreviewMail(string TaskId, string InstitutionName, IReadOnlyList<Addressee> To, string Subject, string Text);

    /// <param name="Vacant">Open tasks that nobody holds today: no mail can leave for them.</param>
    public sealed record PreviewResponse(string Fingerprint, IReadOnlyList<PreviewMail> Mails, IReadOnlyList<string> Vacant);

    public sealed record SendResponse(int Mails);

    internal sealed record Draft(TaskRow Task, string Model, IReadOnlyList<MailAddressee> To, RenderedMail Mail);

    internal static async Task<Results<Ok<PreviewResponse>, ProblemHttpResult>> PreviewAsync(
        string definitionId, int year, PreviewRequest request, Acting acting, WorkflowsDb db, Holders holders, DefinitionStore definitions,
        MailTemplates templates, MailRenderer renderer, CancellationToken ct)
    {
        if (ProblemOf(request.InstanceIds, request.Message) is { } problem)
            return problem;
        var (drafts, vacant) = await WriteAsync(
            definitionId, year, request.InstanceIds, request.Message, acting, db, holders, definitions, templates, renderer, ct);
        return TypedResults.Ok(new PreviewResponse(
            FingerprintOf(drafts),
            [.. drafts.Select(draft => new PreviewMail(
                draft.Task.Id, holders.InstitutionName(draft.Task.InstitutionCode) ?? "",
                [.. draft.To.Select(to => new Addressee(to.Name, to.Email, to.Why))],
                draft.Mail.Subject, draft.Mail.Text))],
            vacant));
    }

    /// <summary>
    /// What the request itself shows to be wrong is refused here; whether the mails are still those that were read, the job finds out.
    /// </summary>
    internal static async Task<Results<Accepted<JobView>, ProblemHttpResult>> SendAsync(
        string definitionId, int year, SendRequest request, Acting acting, WorkflowsDb db, JobQueue queue, IdempotentCommand command,
        CancellationToken ct)
    {
        if ((Reasons.Problem(request.Reason) ?? ProblemOf(request.InstanceIds, request.Message)) is { } problem)
            return problem;
        var job = queue.Create(
            ReminderJob.Name, string.Create(CultureInfo.InvariantCulture, $"Enviar avisos de coordinación de {year}"),
            new ReminderJob.Arguments(definitionId, year, request), acting, request.InstanceIds.Count);
        db.Add(job);
        var view = command.Remember(JobView.Of(job), StatusCodes.Status202Accepted);
        await db.SaveChangesAsync(ct);
        await queue.TellAsync(job.Id);
        return view.ToAccepted();
    }

    private static ProblemHttpResult? ProblemOf(IReadOnlyList<string> instances, string message) =>
        instances.Count is 0 or > MostProcesses ? Refusal.Field("instanceIds", "Elige entre 1 y 1.000 procesos.")
        : string.IsNullOrWhiteSpace(message) || message.Length > LongestMessage
            ? Refusal.Field("message", "Escribe un mensaje de hasta 1.000 letras.")
        : null;

    internal static async Task<(List<Draft> Drafts, List<string> Vacant)> WriteAsync(
        string definitionId, int year, IReadOnlyList<string> instances, string message, Acting acting, WorkflowsDb db, Holders holders,
        DefinitionStore definitions, MailTemplates templates, MailRenderer renderer, CancellationToken ct)
    {
        var template = await templates.FindAsync(MailTemplateCatalog.CoordinatorReminder, ct)
            ?? throw new InvalidOperationException($"The template '{MailTemplateCatalog.CoordinatorReminder}' does not ship.");
        var stage = db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db)
            .Where(row => row.DefinitionId == definitionId && row.Year == year && instances.Contains(row.Id));
        var found = await stage.Join(
                db.Set<TaskRow>().AsNoTracking().Where(task => task.State == TaskState.Open), row => row.Id, task => task.InstanceId,
                (row, task) => new { Task = task, row.Name, row.DefinitionVersion })
            .OrderBy(open => open.Task.InstitutionCode).ThenBy(open => open.Task.Id).ToListAsync(ct);

        var (drafts, vacant) = (new List<Draft>(), new List<string>());
        foreach (var open in found)
        {
            var task = open.Task;
            var to = AddresseesOf(task, holders);
            if (to.Count == 0)
            {
                vacant.Add($"{task.Title}, {holders.InstitutionName(task.InstitutionCode)}");
                continue;
            }

            var process = open.Name ?? (await definitions.GraphAsync(task.DefinitionId, open.DefinitionVersion, ct)).Definition.Name;
            var model = MailModels.CoordinatorReminder(TaskMails.Of(task, process, holders), message.Trim(), acting.Name, to);
            drafts.Add(new(task, Values.ToJson(model), to, renderer.Render(template, model)));
        }

        return (drafts, vacant);
    }

    private static List<MailAddressee> AddresseesOf(TaskRow task, Holders holders)
    {
        if (Role.Find(task.RoleCode) is not { } role)
            return [];
        var place = holders.Organisation.ScopeName(role.Scope, task.ScopeCode);
        return [.. holders.Organisation.HoldersOf(role, task.ScopeCode, holders.Today).Select(holder => new MailAddressee(
            holder.Person.Id, holder.DisplayName, holder.Person.Email, role.Code,
            $"Recibes este aviso porque tienes la tarea como {role.Label} ({place}).", false))];
    }

    internal static MailRow RowOf(Draft draft, string id, string reason, Acting acting, string mailDomain, DateTimeOffset now) => new()
    {
        Id = id,
        MessageId = $"<{id}@{mailDomain}>",
        // Of no instance: the process did not ask for it, and its journal does not name it.
        TaskId = draft.Task.Id,
        InstitutionCode = draft.Task.InstitutionCode,
        Reason = $"recordatorio de coordinación, por decisión de {acting.Name}: {reason}",
        Template = MailTemplateCatalog.CoordinatorReminder,
        TemplateVersion = draft.Mail.TemplateVersion,
        Model = draft.Model,
        Addressees = Values.ToJson(draft.To.Select(object? (to) => to.ToValues()).ToList()),
        Emails = [.. draft.To.Select(to => to.Email)],
        // The words that were read are the words that leave.
        Subject = draft.Mail.Subject,
        Text = draft.Mail.Text,
        Html = draft.Mail.Html,
        State = MailState.Queued,
        AvailableAt = now,
        CreatedAt = now,
    };

    internal static string FingerprintOf(IEnumerable<Draft> drafts) => JournalHash.OfText(string.Join(
        '\n',
        drafts.Select(
            draft =>
                $"{draft.Task.Id}|{string.Join(',', draft.To.Select(to => to.Email))}|{draft.Mail.Subject}|{draft.Mail.Text}"
            + $"|{draft.Mail.Html}")));
}
