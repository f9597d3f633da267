using System.Linq.Expressions;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Deadlines;

/// <summary>An extension as people read it.</summary>
/// <param name="Outcome">Asked while it waits; Lapsed when the term ended or the task closed before anybody decided.</param>
/// <param name="CanDecide">The person who asks may decide it now.</param>
public sealed record ExtensionView(
    string Id, string TaskId, string TaskTitle, string? InstitutionName, int Days, bool CalendarDays, string Reason, string? AskedByName,
    DateTimeOffset AskedAt, DateTimeOffset ExpiresAt, string Proposed, ExtensionOutcome Outcome, int DaysGranted, string? DecidedByName,
    DateTimeOffset? DecidedAt, string? DecisionReason, bool CanDecide);

/// <summary>What the page of a task needs to offer an extension.</summary>
/// <param name="Most">How many days may still be asked for.</param>
/// <param name="WhyNot">Why none can be asked for now; null when one can.</param>
public sealed record TaskExtensions(int Most, bool CalendarDays, string? WhyNot, IReadOnlyList<ExtensionView> Extensions);

internal static class Extensions
{
    /// <summary>Those the person may decide: asked of a post they hold. A coordinator may decide any.</summary>
    public static IQueryable<ExtensionRow> DecidableBy(this IQueryable<ExtensionRow> extensions, Acting acting)
    {
        if (acting.Has([Role.Coordinator]))
            return extensions;
        var posts = acting.Appointments.SelectMany(post => acting.ScopesOf(post).Select(scope => $"{post.Role.Code} {scope}")).ToArray();
        return extensions.Where(row => posts.Contains(row.DecidedByRole + " " + row.DecidedByScope));
    }

    public static Expression<Func<ExtensionRow, ExtensionView>> ViewIn(WorkflowsDb db, Acting acting, DateTimeOffset now)
    {
        var me = acting.PersonId;
        var isCoordinator = acting.Has([Role.Coordinator]);
        var posts = acting.Appointments.SelectMany(post => acting.ScopesOf(post).Select(scope => $"{post.Role.Code} {scope}")).ToArray();
        return row => new ExtensionView(
            row.Id, row.TaskId,
            db.Set<TaskRow>().Where(task => task.Id == row.TaskId).Select(task => task.Title).FirstOrDefault() ?? "",
            db.Set<Institution>().Where(institution => institution.Code ==
                db.Set<TaskRow>().Where(task => task.Id == row.TaskId).Select(task => task.InstitutionCode).FirstOrDefault())
                    .Select(institution => institution.Name).FirstOrDefault(),
            row.Days, row.CalendarDays, row.Reason,
            db.Set<Person>().Where(person => person.Id == row.AskedBy).Select(person => person.Name).FirstOrDefault(),
            row.AskedAt, row.ExpiresAt, row.Proposed,
            row.Outcome == ExtensionOutcome.Asked
                && (row.ExpiresAt <= now || !db.Set<TaskRow>().Any(task => task.Id == row.TaskId && task.State == TaskState.Open))
                ? ExtensionOutcome.Lapsed : row.Outcome,
            row.DaysGranted,
            db.Set<Person>().Where(person => person.Id == row.DecidedBy).Select(person => person.Name).FirstOrDefault(),
            row.DecidedAt, row.DecisionReason,
            row.Outcome == ExtensionOutcome.Asked && row.ExpiresAt > now && row.AskedBy != me
                && (isCoordinator || posts.Contains(row.DecidedByRole + " " + row.DecidedByScope))
                && db.Set<TaskRow>().Any(task => task.Id == row.TaskId && task.State == TaskState.Open));
    }
}
