using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>The inbox: what is asked of a person, and on request what is asked of others in the processes they follow.</summary>
internal static class ListTasks
{
    private static readonly Sorts<TaskRow> Sorts = new Sorts<TaskRow>()
        .By("dueAt", task => task.DueAt, task => task.Id)
        .By("openedAt", task => task.OpenedAt, task => task.Id)
        .By("closedAt", task => task.ClosedAt, task => task.Id)
        .By("title", task => task.Title, task => task.Id)
        .By("institution", task => task.InstitutionCode, task => task.Id);

    /// <summary>How the content of a task that came back reads. What people wrote cannot: inside a text its quotes are escaped.</summary>
    private const string WithRemarks = "\"remarks\":[{";

    /// <summary>Which tasks a list shows.</summary>
    /// <param name="DueBefore">Only what is due before that instant.</param>
    /// <param name="All">Also those of others in the processes you follow.</param>
    /// <param name="Claimed">«me» or «nobody».</param>
    internal sealed record Filter(
        TaskState? State, string? Institution, int? Year, string? DefinitionId, string? InstanceId, string? Kind, bool? Overdue,
        DateTimeOffset? DueBefore, bool? All, string? Claimed, string? Search);

    public static async Task<Results<Ok<Page<TaskSummary>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        if (filter.Claimed is not (null or "me" or "nobody"))
            return Refusal.Invalid("«claimed» puede ser me o nobody.");

        var now = clock.GetUtcNow();
        var state = filter.State ?? TaskState.Open;
        var tasks = filter.All is true ? db.Set<TaskRow>().VisibleTo(acting, db) : db.Set<TaskRow>().AwaitedFrom(acting, db);
        // Written into the statement: an index over open tasks serves only one that says so.
        tasks = tasks.AsNoTracking().Where(task => task.State == EF.Constant(state));
        if (filter.Institution is { } institution) tasks = tasks.Where(task => task.InstitutionCode == institution);
        if (filter.Year is { } year) tasks = tasks.Where(task => task.Year == year);
        if (filter.DefinitionId is { } definition) tasks = tasks.Where(task => task.DefinitionId == definition);
        if (filter.InstanceId is { } instance) tasks = tasks.Where(task => task.InstanceId == instance);
        if (filter.Kind is { } kind) tasks = tasks.Where(task => task.Kind == kind);
        // What is late fell due before: an index knows the deadlines.
        if (filter.Overdue is true) tasks = tasks.Where(task => task.DueAt < now && task.LateFrom <= now);
        if (filter.DueBefore is { } before) tasks = tasks.Where(task => task.DueAt < before);
        if (filter.Claimed == "me") tasks = tasks.Where(task => task.ClaimedBy == acting.PersonId);
        if (filter.Claimed == "nobody") tasks = tasks.Where(task => task.ClaimedBy == null);
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            var named = db.Set<Institution>().Where(place => EF.Functions.ILike(place.Name, like)).Select(place => place.Code);
            tasks = tasks.Where(task => EF.Functions.ILike(task.Title, like) || EF.Functions.ILike(task.InstitutionCode!, like)
                || named.Contains(task.InstitutionCode!));
        }

        return TypedResults.Ok(await tasks.ToPageAsync(page, Sorts, SummaryIn(db, now), ct));
    }

    internal static Expression<Func<TaskRow, TaskSummary>> SummaryIn(WorkflowsDb db, DateTimeOffset now) => task => new TaskSummary(
        task.Id, task.InstanceId, db.Set<InstanceRow>().Where(row => row.Id == task.InstanceId).Select(row => row.Name).FirstOrDefault(),
        task.DefinitionId, task.ActivityId, task.Kind, task.Title, task.InstitutionCode,
        db.Set<Institution>().Where(institution => institution.Code == task.InstitutionCode).Select(institution => institution.Name)
            .FirstOrDefault(),
        task.Year, task.RoleCode, task.ScopeCode, task.Visit, task.DueAt,
        TermStates.Of(task.DueAt, task.LateFrom, task.ClosedAt ?? now), task.LateFrom,
        task.State == TaskState.Open && task.LateFrom <= now, task.State, task.Outcome, task.IsLate, task.OpenedAt, task.ClosedAt,
        task.ClaimedBy, db.Set<Person>().Where(person => person.Id == task.ClaimedBy).Select(person => person.Name).FirstOrDefault(),
        db.Set<Person>().Where(person => person.Id == task.HandedBy).Select(person => person.Name).FirstOrDefault(), task.HandedNote,
        task.DraftSavedAt, task.State == TaskState.Open && task.Kind == "deliverable" && task.Content.Contains(WithRemarks),
        // Two small questions for each row of the page: asked as one row, the database would rank every timer there is.
        NextNotice.Of(
            task.State != TaskState.Open ? null : db.Set<TimerRow>()
                .Where(timer => timer.InstanceId == task.InstanceId && timer.TaskBookmarkId == task.BookmarkId
                    && timer.State == TimerState.Pending && timer.DueAt >= now)
                .OrderBy(timer => timer.DueAt).Select(timer => timer.Name).FirstOrDefault(),
            task.State != TaskState.Open ? null : db.Set<TimerRow>()
                .Where(timer => timer.InstanceId == task.InstanceId && timer.TaskBookmarkId == task.BookmarkId
                    && timer.State == TimerState.Pending && timer.DueAt >= now)
                .OrderBy(timer => timer.DueAt).Select(timer => (DateTimeOffset?)timer.DueAt).FirstOrDefault()));
}
