using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Access;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Tasks;

/// <summary>
/// The notices a task would send if nobody did anything, as they would arrive: the same runner wakes each timer on a copy of the process
/// and nothing of it is kept. Whoever is late reads what their authority would read before anybody is told.
/// </summary>
internal static class NextNotices
{
    private const int Most = 40;

    /// <param name="LeavesAt">When it leaves by itself; a held notice waits from <paramref name="WrittenAt"/> until then for the
    /// coordinator.</param>
    /// <param name="Why">The rule that causes it.</param>
    public sealed record NoticeView(
        DateTimeOffset WrittenAt, DateTimeOffset LeavesAt, bool IsHeld, int? Level, string Why, IReadOnlyList<ReaderView> To,
        string Subject, string Text);

    public sealed record ReaderView(string Name, string Why, bool IsCopy);

    public static async Task<Results<Ok<IReadOnlyList<NoticeView>>, ProblemHttpResult>> HandleAsync(
        string id, Acting acting, WorkflowsDb db, DefinitionStore definitions, WorldSource world, MailRenderer renderer,
        MailTemplates templates, TimeProvider clock, CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AsNoTracking().VisibleTo(acting, db).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();
        var row = await db.Set<InstanceRow>().AsNoTracking().SingleAsync(row => row.Id == task.InstanceId, ct);
        var graph = await definitions.GraphAsync(row.DefinitionId, row.DefinitionVersion, ct);

        var notices = new List<NoticeView>();
        foreach (var (at, mail) in Foretell(graph, InstanceJson.Read(row.State), task, world.Current.World, clock.GetUtcNow()))
        {
            if (await templates.FindAsync(mail.Template, ct) is not { } template)
                continue;
            var links = new LinkDraft();
            var model = mail.LinkFor is null ? mail.Model
                : new Dictionary<string, object?>(mail.Model) { ["acuse"] = links.PathOf(PersonalLink.Path, mail.MailId) };
            var words = renderer.Render(template, model, links);
            notices.Add(new(
                at, mail.HeldUntil ?? at, mail.HeldUntil is not null, mail.Level, mail.Reason,
                [.. mail.Addressees.Select(person => new ReaderView(person.Name, person.Why, person.IsCopy))],
                words.Subject, words.Slots.FillText(words.Text, _ => LinkSlots.Shown)));
        }

        return TypedResults.Ok<IReadOnlyList<NoticeView>>(notices);
    }

    private static IEnumerable<(DateTimeOffset At, MailRequested Mail)> Foretell(
        WorkflowGraph graph, WorkflowInstance instance, TaskRow task, IWorld world, DateTimeOffset now)
    {
        for (var step = 0; step < Most; step++)
        {
            if (instance.Bookmarks.FirstOrDefault(
                bookmark => bookmark.Kind == BookmarkKind.Task && bookmark.Id == task.BookmarkId) is not { } open
                || instance.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Timer && bookmark.ExecutionId == open.ExecutionId
                        && bookmark.ParkedBecause is null)
                    .OrderBy(bookmark => bookmark.DueAt).ThenBy(bookmark => bookmark.Id).FirstOrDefault() is not { DueAt: { } dueAt } next)
                yield break;
            var at = dueAt > now ? dueAt : now;
            var advanced = Runner.Advance(graph, instance, new TimerDue(next.Id), new AdvanceContext
            {
                Now = at, DueAt = dueAt, World = world
            });
            if (advanced.Status != AdvanceStatus.Applied)
                yield break;
            foreach (var mail in advanced.Effects.OfType<MailRequested>().Where(mail => mail.TaskId == task.Id))
                yield return (at, mail);
            instance = advanced.Instance;
        }
    }
}
