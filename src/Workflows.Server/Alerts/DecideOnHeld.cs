using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Processes;
using Workflows.Server.Web;

namespace Workflows.Server.Alerts;

/// <summary>
/// A coordinator decides about a held notice. The decision moves the mail and is told to the process in one transaction; a notice that
/// left meanwhile is left alone. Suspending and releasing hold for the whole level, correcting for the one mail.
/// </summary>
internal static class DecideOnHeld
{
    private const int LongestSubject = 200;
    private const int LongestText = 20_000;
    private const string Gone = "Este aviso ya no está retenido: salió, se suspendió o la tarea se entregó. Vuelve a cargar la lista.";

    public sealed record CorrectRequest(string Subject, string Text, string Reason);

    /// <param name="Decided">How many mails of the level it decided about.</param>
    public sealed record Response(string Id, MailDecision Decision, int Decided);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> CorrectAsync(
        string id, CorrectRequest request, Acting acting, Places places, WorkflowsDb db, Dispatcher dispatcher, MailWriting writing,
        IdempotentCommand command, TimeProvider clock, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (string.IsNullOrWhiteSpace(request.Subject) || request.Subject.Length > LongestSubject || request.Subject.Any(char.IsControl))
            return Refusal.Field("subject", $"El asunto tiene que ser una línea de hasta {LongestSubject} letras.");
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > LongestText)
            return Refusal.Field("text", $"El texto puede tener hasta {LongestText} letras.");
        if (await FindAsync(id, db, ct) is not var (mail, task))
            return Refusal.NotFound(Gone);
        var (before, broken) = await WordsOfAsync(mail, writing, ct);
        if (before is null)
            return Refusal.Conflict(broken!);
        var subject = request.Subject.Trim();
        var text = CorrectedWords.Plain(request.Text);
        return await DecideAsync(
            mail, task, MailDecision.Corrected, request.Reason, acting, places, db, dispatcher, command, clock,
            before, new WrittenMail(mail.Id, subject, text, CorrectedWords.HtmlOf(text), before.TemplateVersion), ct);
    }

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> SuspendAsync(
        string id, ReasonRequest request, Acting acting, Places places, WorkflowsDb db, Dispatcher dispatcher, IdempotentCommand command,
        TimeProvider clock,
        CancellationToken ct) =>
        Reasons.Problem(request.Reason) is { } problem ? problem
        : await FindAsync(id, db, ct) is not var (mail, task) ? Refusal.NotFound(Gone)
        : await DecideAsync(
            mail, task, MailDecision.Suspended, request.Reason, acting, places, db, dispatcher, command, clock, null, null, ct);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> ReleaseAsync(
        string id, ReasonRequest request, Acting acting, Places places, WorkflowsDb db, Dispatcher dispatcher, IdempotentCommand command,
        TimeProvider clock, WakeUps wakeUps, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (await FindAsync(id, db, ct) is not var (mail, task))
            return Refusal.NotFound(Gone);
        var result = await DecideAsync(
            mail, task, MailDecision.Released, request.Reason, acting, places, db, dispatcher, command, clock, null, null, ct);
        wakeUps.Tell(WakeUp.Mails);
        return result;
    }

    /// <summary>The words a held notice would leave with now, without its personal link, or why it cannot be written.</summary>
    public static async Task<(WrittenMail? Words, string? Problem)> WordsOfAsync(MailRow mail, MailWriting writing, CancellationToken ct)
    {
        try
        {
            return (await writing.WordsWithoutLinkAsync(HeldTable.AsClaimed(mail), ct), null);
        }
        catch (MailRenderingException broken)
        {
            return (null, broken.Message);
        }
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> DecideAsync(
        MailRow mail, TaskRow task, MailDecision decision, string reason, Acting acting, Places places, WorkflowsDb db,
        Dispatcher dispatcher, IdempotentCommand command, TimeProvider clock, WrittenMail? before, WrittenMail? after, CancellationToken ct)
    {
        var isWholeLevel = decision != MailDecision.Corrected;
        var ids = isWholeLevel
            ? await db.Set<MailRow>()
                .Where(other => other.InstanceId == mail.InstanceId && other.TaskId == mail.TaskId && other.Level == mail.Level
                    && other.State == MailState.Held)
                .OrderBy(other => other.Id).Select(other => other.Id).ToArrayAsync(ct)
            : [mail.Id];
        var signal = decision switch
        {
            MailDecision.Suspended => TaskWords.SuspendNotice,
            MailDecision.Released => TaskWords.ReleaseNotice,
            _ => TaskWords.CorrectNotice,
        };
        var response = new Response(mail.Id, decision, ids.Length);
        var row = new MailDecisionRow
        {
            MailId = mail.Id, Decision = decision, Reason = reason, PersonId = acting.PersonId, PersonName = acting.Name,
            At = clock.GetUtcNow(),
            Before = before is null ? null : $"{before.Subject}\n\n{before.Text}",
            After = after is null ? null : $"{after.Subject}\n\n{after.Text}",
        };
        IReadOnlyList<NpgsqlBatchCommand> changes = [.. HeldTable.Decide(row, ids, after), command.RowOf(response)];
        var result = await dispatcher.DispatchAsync(
            task.InstanceId,
            new TaskActed(task.BookmarkId, signal, new HeldNoticeAct(mail.Level!.Value, reason).ToValues()),
            new()
            {
                Actor = await places.ActorAsync(acting, InstanceEndpoints.Deciding, ct),
                Recheck = (connection, transaction, inside) => HeldTable.AreHeldAsync(connection, transaction, ids, inside),
                Alongside = changes,
            },
            ct);
        return result.Status switch
        {
            DispatchStatus.Applied => TypedResults.Ok(response),
            DispatchStatus.Halted =>
                Refusal.Conflict("Una falla detiene este proceso. Decide primero qué hacer con ella y vuelve al aviso."),
            _ => Refusal.Conflict(Gone),
        };
    }

    private static async Task<(MailRow Mail, TaskRow Task)?> FindAsync(string id, WorkflowsDb db, CancellationToken ct)
    {
        var mail = await db.Set<MailRow>().AsNoTracking()
            .SingleOrDefaultAsync(mail => mail.Id == id && mail.State == MailState.Held && mail.Level != null, ct);
        var task = mail is null ? null : await db.Set<TaskRow>().AsNoTracking().SingleOrDefaultAsync(task => task.Id == mail.TaskId, ct);
        return mail is null || task is null ? null : (mail, task);
    }
}
