using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Tasks;
using Workflows.Server.Web;

namespace Workflows.Server.Alerts;

/// <summary>
/// An authority acts on a notice. The act is a stimulus to the task's bookmark: the history of the process keeps who did it, for whom and
/// what they wrote. The task stays open.
/// </summary>
public sealed class ActOnAlert(WorkflowsDb db, Dispatcher dispatcher)
{
    /// <param name="Text">What is instructed; may be empty when one only takes note.</param>
    /// <param name="Role">The post the task passes to, to reassign it.</param>
    public sealed record Request(string? Text = null, string? Role = null);

    private const string TooLate =
        "Este aviso ya se atendió, subió de nivel o la tarea se entregó. Vuelva a cargar la página para ver cómo quedó.";

    /// <param name="link">The personal link it came by; it is used up in the same transaction.</param>
    /// <param name="remember">The row of the idempotent answer, when the person is logged in.</param>
    internal async Task<Results<Ok<AlertView>, ProblemHttpResult>> HandleAsync(
        MailRow mail, string action, Request request, Actor actor, string title, PersonalLinkRow? link,
        Func<object, NpgsqlBatchCommand>? remember, CancellationToken ct)
    {
        if (!AuthorityActs.IsOne(action))
            return Refusal.NotFound("Puede tomar conocimiento, instruir o reasignar.");
        var task = await db.Set<TaskRow>().AsNoTracking().SingleAsync(task => task.Id == mail.TaskId, ct);
        if (AuthorityActs.ProblemWith(action, request.Text, task.RoleCode, request.Role) is { } problem)
            return Refusal.Field(action == TaskWords.Reassign && !string.IsNullOrWhiteSpace(request.Text) ? "role" : "text", problem);
        var before = (await db.ViewsAsync([mail], _ => title, ct))[0];
        if (!before.CanAct || (action == TaskWords.Acknowledge && before.Acts.Any(act => act.Level == before.Level)))
            return Refusal.Conflict(TooLate);

        var payload = new LevelAct(mail.Level!.Value, request.Text, request.Role).ToValues();
        var result = await dispatcher.DispatchAsync(
            task.InstanceId, new TaskActed(task.BookmarkId, action, payload),
            new()
            {
                Actor = actor,
                Recheck = link is null ? null : (connection, transaction, inside) =>
                    PersonalLinkTable.LockUnusedAsync(connection, transaction, link.TokenHash, inside),
                AlongsideOf = burst => AlongsideOf(burst, before, actor, link, remember),
            },
            ct);
        return result.Status switch
        {
            DispatchStatus.Applied when result.Effects.OfType<LevelAttended>().Any() =>
                TypedResults.Ok((await db.ViewsAsync([mail], _ => title, ct))[0]),
            DispatchStatus.Halted => Refusal.Conflict(TaskRefusals.Halted),
            _ => Refusal.Conflict(TooLate),
        };
    }

    private static IReadOnlyList<NpgsqlBatchCommand> AlongsideOf(
        BurstContext burst, AlertView before, Actor actor, PersonalLinkRow? link, Func<object, NpgsqlBatchCommand>? remember)
    {
        if (burst.Effects.OfType<LevelAttended>().FirstOrDefault() is not { } act)
            return [];
        var done = new LevelActView(
            act.Level, act.Action, TaskWords.LabelOfAct(act.Action), act.Text, actor.Name, actor.OnBehalfOf, burst.Now, act.ClimbsAgainAt);
        return
        [
            .. remember is null ? [] : new[] { remember(before with { Acts = [.. before.Acts, done] }) },
            .. link is null ? [] : new[] { LevelStatements.UseLink(link, act.ActId, burst.Now) },
        ];
    }
}
