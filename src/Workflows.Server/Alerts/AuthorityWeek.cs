using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.World;

namespace Workflows.Server.Alerts;

/// <summary>
/// What the authorities of a ministry owe, decide and attend until the week ends, for them and for the cabinet that prepares it. It counts
/// what is late already, and nothing without a deadline.
/// </summary>
public static class AuthorityWeek
{
    private const string ReviewKind = "review";
    private const int MostItems = 200;

    internal static readonly Role[] Readers = [Role.MinistryCabinet, Role.Minister, Role.Undersecretary];

    /// <param name="Who">The post it is asked of.</param>
    /// <param name="Holders">Who holds that post on the day, with «(S)» after a substitute.</param>
    /// <param name="At">When it falls due, or when a session begins; the start of its day when its hour is not known.</param>
    /// <param name="TermState">Where its deadline stands: what is within its plazo adicional is not late. Null for a session.</param>
    /// <param name="LateFrom">The first instant at which it is late.</param>
    /// <param name="TaskId">Only where the reader may open it.</param>
    public sealed record WeekItem(
        string Title, string? Institution, string Who, string Holders, DateTimeOffset At, TermState? TermState,
        DateTimeOffset? LateFrom, int WorkingDaysLate, string? TaskId);

    /// <param name="Owes">What has to be handed in.</param>
    /// <param name="Decides">What waits for a review or a signature.</param>
    /// <param name="Attends">Sessions of bodies where an authority of the ministry has a seat.</param>
    public sealed record WeekOfMinistry(
        string MinistryCode, string MinistryName, DateOnly From, DateOnly To, IReadOnlyList<WeekItem> Owes, IReadOnlyList<WeekItem> Decides,
        IReadOnlyList<WeekItem> Attends)
    {
        public int Count => Owes.Count + Decides.Count + Attends.Count;
    }

    internal static async Task<Ok<IReadOnlyList<WeekOfMinistry>>> GetAsync(
        Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, CancellationToken ct)
    {
        var offices = world.Organisation.Undersecretariats;
        var ministries = acting.Appointments.Where(post => Readers.Contains(post.Role)).Select(post => offices.MinistryIn(post.ScopeCode))
            .Distinct().ToList();
        var now = clock.GetUtcNow();
        var weeks = await ReadAsync(db, world.Organisation, world.Calendar, ministries, acting.Today, now, ct);
        var ids = weeks.SelectMany(week => week.Owes.Concat(week.Decides).Concat(week.Attends)).Select(item => item.TaskId).ToList();
        var open = (await db.Set<TaskRow>().VisibleTo(acting, db).Where(task => ids.Contains(task.Id)).Select(task => task.Id)
            .ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<WeekItem> Seen(IReadOnlyList<WeekItem> items) =>
            [.. items.Select(item => item.TaskId is { } id && open.Contains(id) ? item : item with { TaskId = null })];
        return TypedResults.Ok<IReadOnlyList<WeekOfMinistry>>(
            [.. weeks.Select(week => week with { Owes = Seen(week.Owes), Decides = Seen(week.Decides), Attends = Seen(week.Attends) })]);
    }

    internal static async Task<IReadOnlyList<WeekOfMinistry>> ReadAsync(
        WorkflowsDb db, OrganisationSnapshot organisation, WorkingCalendar calendar, IReadOnlyCollection<string> ministries, DateOnly date,
        DateTimeOffset now, CancellationToken ct)
    {
        var last = date.AddDays((7 - (int)date.DayOfWeek) % 7);
        var offices = organisation.Undersecretariats;
        var places = ministries.Concat(offices.All.Where(office => ministries.Contains(office.MinistryCode)).Select(office => office.Code))
            .ToArray();
        var (end, roles) = (SantiagoTime.EndOfDay(last), Readers.Select(role => role.Code).ToArray());
        var tasks = await db.Set<TaskRow>().AsNoTracking()
            .Where(task => task.State == TaskState.Open && roles.Contains(task.RoleCode) && places.Contains(task.ScopeCode)
                && task.DueAt <= end && task.Kind != HoldSession.Kind)
            .OrderBy(task => task.DueAt).ThenBy(task => task.Id).Take(MostItems * Math.Max(1, ministries.Count)).ToListAsync(ct);
        var sessions = (await db.Set<TaskRow>().AsNoTracking()
                .Where(task => task.State == TaskState.Open && task.Kind == HoldSession.Kind).ToListAsync(ct))
            .Select(task => (Task: task, Plan: PlanOf(task)))
            .Where(session => session.Plan?.Date is { } day && day >= date && day <= last).ToList();

        return
        [
            .. ministries.Order(StringComparer.Ordinal).Select(ministry =>
            {
                var asked = tasks.Where(task => offices.MinistryIn(task.ScopeCode) == ministry).ToLookup(task => task.Kind == ReviewKind);
                return new WeekOfMinistry(
                    ministry, organisation.ScopeName(RoleScope.Ministry, ministry), date, last,
                    [.. asked[false].Select(ItemOf)], [.. asked[true].Select(ItemOf)], [.. Attended(ministry)]);
            }),
        ];

        WeekItem ItemOf(TaskRow task) => new(
            task.Title, task.InstitutionCode is { } code ? organisation.FindInstitution(code)?.Name : null,
            Role.Find(task.RoleCode)!.Label, HoldersOf(Role.Find(task.RoleCode)!, task.ScopeCode), task.DueAt!.Value,
            TermStates.Of(task.DueAt, task.LateFrom, now), task.LateFrom, DaysLate(task.LateFrom), task.Id);

        string HoldersOf(Role role, string ministry) =>
            string.Join(", ", organisation.HoldersOf(role, ministry, date).Select(holder => holder.DisplayName));

        int DaysLate(DateTimeOffset? lateFrom) => lateFrom is not { } late || TermStates.LastDayInTime(late) is var last && last >= date ? 0
            : last.Year < calendar.FirstYear || date.Year > calendar.LastYear ? 1
            : Math.Max(1, calendar.WorkingDaysBetween(last, date));

        IEnumerable<WeekItem> Attended(string ministry) =>
            from session in sessions
            let day = session.Plan!.Date!.Value
            from role in new[] { Role.Minister, Role.Undersecretary }
            from holder in organisation.HoldersOf(role, ministry, day)
            where organisation.SeatsHeldBy(holder.Person.Id, day).Any(seat => Seat.CommitteeIn(seat.ScopeCode) == session.Plan.Committee)
            orderby day
            select new WeekItem(
                session.Task.Title, session.Plan.Rules.Name, role.Label, holder.DisplayName,
                session.Plan.Hour is { } hour ? SantiagoTime.ToInstant(day, hour) : SantiagoTime.StartOfDay(day), null, null, 0,
                session.Task.Id);
    }

    private static SessionPlan? PlanOf(TaskRow task) =>
        new TaskContent(Values.FromJson(task.Content)).Session is { } drawn ? SessionPlan.FromValues(drawn) : null;
}
