using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Live;

/// <summary>
/// Which changes a person may hear of: what they could read, asked in the query. Even the id of another institution's work stays
/// unknown to them; what nobody thought of is told to nobody but those who coordinate.
/// </summary>
internal static class VisibleChanges
{
    public static async Task<IReadOnlyList<Change>> VisibleToAsync(
        this IReadOnlyCollection<Change> changes, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        var visible = new List<Change>();
        foreach (var kind in changes.GroupBy(change => change.Kind))
        {
            string[] ids = [.. kind.Select(change => change.Id)];
            visible.AddRange(kind.Key switch
            {
                "*" => [Change.Everything],
                // Who coordinates follows every process, and not what others asked the server to do.
                Change.Jobs =>
                    Of(
                        Change.Jobs,
                        await db.Set<JobRow>().VisibleTo(acting).Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct)),
                _ when acting.SeesEverything && acting.Key is null => kind,
                Change.Instances =>
                    Of(
                        Change.Instances,
                        await db.Set<InstanceRow>().VisibleTo(acting, db).Where(row => ids.Contains(row.Id)).Select(row => row.Id)
                            .ToListAsync(ct)),
                "tasks" =>
                    Of(
                        "tasks", await db.Set<TaskRow>().VisibleTo(acting, db).Where(row => ids.Contains(row.Id)).Select(row => row.Id)
                            .ToListAsync(ct)),
                _ when acting.Has(Acting.Overseers) => kind,
                _ => [],
            });
        }

        return visible;
    }

    private static IEnumerable<Change> Of(string kind, IEnumerable<string> ids) => ids.Select(id => new Change(kind, id));
}
