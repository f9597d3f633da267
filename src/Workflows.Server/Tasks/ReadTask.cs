using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Calendar;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tasks.Separation;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>One task with everything its page shows.</summary>
internal static class ReadTask
{
    public static async Task<Results<Ok<TaskView>, ProblemHttpResult>> HandleAsync(
        string id, Acting acting, SeparationOfDuties separation, WorkflowsDb db, TimeProvider clock, HttpResponse response,
        CancellationToken ct)
    {
        var visible = db.Set<TaskRow>().AsNoTracking().VisibleTo(acting, db).Where(task => task.Id == id);
        var row = await visible.SingleOrDefaultAsync(ct);
        if (row is null)
            return Refusal.NotFound();

        var now = clock.GetUtcNow();
        var summary = await visible.Select(ListTasks.SummaryIn(db, now)).SingleAsync(ct);
        var isAsked = row.IsAskedOf(acting);
        var isOpen = row.State == TaskState.Open;
        var separated = isAsked && isOpen ? await separation.ProblemAsync(row, SeparationOfDuties.Who.Of(acting), ct) : null;
        var timers = isOpen
            ? await db.Set<TimerRow>().AsNoTracking()
                .Where(timer => timer.InstanceId == row.InstanceId && timer.TaskBookmarkId == row.BookmarkId
                    && timer.State == TimerState.Pending)
                .OrderBy(timer => timer.DueAt).Select(timer => new NextNotice(timer.Name, timer.DueAt)).ToListAsync(ct)
            : [];
        List<NextNotice> notices =
        [
            .. timers, .. timers.TakeLast(1).SelectMany(timer => TaskRow.NoticesAfter(timer.Name, row.NoticeNames, row.NoticeTimes))
                .Select(notice => new NextNotice(notice.Name, notice.At)),
        ];
        // While the task is open for others, what this person answered; once it is over, what ended it.
        var handedIn = db.Set<SubmissionRow>().AsNoTracking().Where(submission => submission.TaskId == id);
        var submission = await (isOpen ? handedIn.Where(submission => submission.PersonId == acting.PersonId) : handedIn)
            .OrderByDescending(submission => submission.ReceivedAt).FirstOrDefaultAsync(ct);
        var isAwaited = isAsked && isOpen && submission is null;

        response.SetTag(row.RowVersion);
        return TypedResults.Ok(new TaskView(
            summary,
            CanAct: isAwaited && separated is null && (row.ClaimedBy is null || row.ClaimedBy == acting.PersonId),
            CanReassign: isOpen && row.Kind != TaskWords.Comment
                && ((isAsked && (row.ClaimedBy is null || row.ClaimedBy == acting.PersonId)) || ReassignTask.Coordinates(row, acting)),
            Role.Find(row.RoleCode)?.Label ?? row.RoleCode,
            row.Instructions, row.Actions, Unconfirmed.Shown(JsonText.Parse(row.Content)!.Value, acting),
            Shown(row.MovedDeadline ?? row.Deadline), notices,
            isAsked && acting.Key is null && row.Kind != TaskWords.Comment ? JsonText.Parse(row.Draft) : null,
            submission is null || !await db.Set<SubmissionRow>().VisibleTo(acting, db).AnyAsync(one => one.Id == submission.Id, ct)
                ? null
                : Receipt.Of(submission),
            isOpen || submission is null || !isAsked ? null
                : new Withdrawal(
                    submission.Id,
                    WithdrawSubmission.Problem(submission, row, await WithdrawSubmission.WaitingForAsync(submission, db, ct), now)),
            isOpen ? null : (await OvertakenTasks.LaterLawsAsync([id], db, ct)).GetValueOrDefault(id),
            separated?.ProblemDetails.Detail,
            RowVersions.ToTag(row.RowVersion)));
    }

    private static JsonElement? Shown(string? deadline) =>
        deadline is null ? null : JsonText.Parse(Values.ToJson(PlannedDeadline.FromValues(Values.FromJson(deadline)).Shown));
}
