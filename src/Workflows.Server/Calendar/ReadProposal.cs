using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>
/// A proposal as whoever decides it reads it: what it does in all, what to look at twice, and each deadline, a page at a time.
/// </summary>
internal static class ReadProposal
{
    /// <summary>From here on nobody reads each one.</summary>
    private const int Many = 300;

    /// <param name="page">From 1.</param>
    public static async Task<Results<Ok<ProposalDetail>, ProblemHttpResult>> GetAsync(
        string id, int? page, Acting acting, WorkflowsDb db, DefinitionStore definitions, WorldSource world, TimeProvider clock,
        CancellationToken ct)
    {
        const int size = PageOf.Largest;
        if (page < 1)
            return Refusal.Invalid("«page» empieza en 1.");
        var proposal = await db.Set<ProposalRow>().AsNoTracking().Where(row => row.Id == id).Select(ViewIn(db, acting))
            .SingleOrDefaultAsync(ct);
        if (proposal is null)
            return Refusal.NotFound();

        var skip = (int)Math.Min(((page ?? 1) - 1L) * size, int.MaxValue);
        var impacts = await WaitsAsync(id, skip, size, db, definitions, ct);
        if (impacts.Count < size)
        {
            var waits = await Waits(id, db).CountAsync(ct);
            impacts.AddRange(await TasksAsync(id, Math.Max(0, skip - waits), size - impacts.Count, db, ct));
        }

        return TypedResults.Ok(new ProposalDetail(
            proposal, await SummaryAsync(proposal, db, world.Calendar(), clock.GetUtcNow(), ct), impacts, page ?? 1, size));
    }

    internal static System.Linq.Expressions.Expression<Func<ProposalRow, ProposalView>> ViewIn(WorkflowsDb db, Acting acting)
    {
        var (me, decides) = (acting.PersonId, acting.Has(ProposalView.Deciding));
        return row => new ProposalView(
            row.Id, row.Kind, row.Title, row.Reason, row.Norm,
            db.Set<Person>().Where(person => person.Id == row.CreatedBy).Select(person => person.Name).FirstOrDefault(), row.CreatedAt,
            row.State,
            db.Set<Person>().Where(person => person.Id == row.DecidedBy).Select(person => person.Name).FirstOrDefault(), row.DecidedAt,
            row.DecisionReason,
            db.Set<ImpactRow>().Count(impact => impact.ProposalId == row.Id),
            db.Set<ImpactRow>().Count(impact => impact.ProposalId == row.Id && impact.State == ImpactState.Applied),
            decides && row.State == ProposalState.Pending && row.CreatedBy != me);
    }

    private static async Task<ProposalSummary> SummaryAsync(
        ProposalView proposal, WorkflowsDb db, WorkingCalendar calendar, DateTimeOffset now, CancellationToken ct)
    {
        var impacts = db.Set<ImpactRow>().AsNoTracking().Where(impact => impact.ProposalId == proposal.Id);
        var (judgedLate, silent) = (
            await impacts.CountAsync(impact => impact.Judged == Judgement.Late, ct),
            await impacts.CountAsync(impact => impact.Judged == Judgement.Silence, ct));
        var moves = await impacts.Where(impact => impact.Judged == null)
            .GroupBy(impact => new { impact.From, impact.To })
            .Select(group => new { group.Key.From, group.Key.To, Count = group.Count() }).ToListAsync(ct);
        var (later, earlier, past) = (0, 0, 0);
        var idle = new SortedSet<DateOnly>();
        foreach (var move in moves)
        {
            var (from, to) = (Deadline.Parse(move.From), Deadline.Parse(move.To));
            later += to.Local > from.Local ? move.Count : 0;
            earlier += to.Local < from.Local ? move.Count : 0;
            past += to.IsLate(now) ? move.Count : 0;
            if (ProposeDate.SetsDate(proposal.Kind) && calendar.WhyNot(to.Date) is not null)
                idle.Add(to.Date);
        }

        var warnings = new List<string>();
        if (proposal.State == ProposalState.Pending)
        {
            if (earlier > 0)
                warnings.Add($"Acorta {Terms(earlier)}: quien los tiene pierde días.");
            warnings.AddRange(idle.Select(day =>
                $"El {SpanishDate.WithWeekday(day)} es inhábil. La fecha queda así: no pasa al día hábil siguiente."));
            if (past > 0)
                warnings.Add($"Deja {Terms(past)} en el pasado: quedan vencidos apenas se apruebe.");
            if (await EndedAsync(proposal, db, now, ct) is > 0 and var ended)
            {
                warnings.Add($"{Terms(ended, capital: true)} ya {(ended == 1 ? "venció" : "vencieron")}: "
                    + (proposal.Kind == ChangeKind.NewTerm
                        ? "es un plazo nuevo que fija un acto, no una prórroga."
                        : "los días suspendidos no corrieron, y lo que quedaba corre después de ellos."));
            }

            if (judgedLate > 0)
                warnings.Add($"{Deliveries(judgedLate)} fuera de plazo y con este cambio {(judgedLate == 1 ? "queda" : "quedan")} dentro. "
                    + NeverBack);
            if (silent > 0)
                warnings.Add($"El silencio cerró {(silent == 1 ? "una tarea" : $"{silent} tareas")} antes de que terminara el plazo que "
                    + $"resulta. {NeverBack}");
            if (moves.Sum(move => move.Count) is >= Many and var many)
                warnings.Add($"Mueve {many} plazos: mira el resumen y recorre las páginas antes de decidir.");
        }

        return new(later, earlier, past, judgedLate + silent, warnings);
    }

    private static async Task<int> EndedAsync(ProposalView proposal, WorkflowsDb db, DateTimeOffset now, CancellationToken ct) =>
        proposal.Kind is not (ChangeKind.NewTerm or ChangeKind.Suspension) ? 0 : await db.Set<ImpactRow>()
            .Where(impact => impact.ProposalId == proposal.Id)
            .Join(db.Set<TaskRow>().Where(task => task.DueAt < now), impact => impact.TaskId, task => task.Id, (impact, task) => task.Id)
            .CountAsync(ct);

    private const string NeverBack = "Al aprobar queda en la historia de cada proceso y se avisa; ningún proceso vuelve atrás.";

    private static string Deliveries(int count) =>
        count == 1 ? "Una entrega se recibió" : $"{count} entregas se recibieron";

    private static string Terms(int count, bool capital = false) =>
        (count, capital) switch { (1, false) => "un plazo", (1, true) => "Un plazo", _ => $"{count} plazos" };

    private static async Task<IEnumerable<ImpactView>> TasksAsync(string id, int skip, int size, WorkflowsDb db, CancellationToken ct)
    {
        var rows = await (
            from impact in db.Set<ImpactRow>().AsNoTracking()
            join task in db.Set<TaskRow>() on impact.TaskId equals task.Id
            where impact.ProposalId == id
            orderby impact.Judged == null, impact.From, task.InstitutionCode, task.Id
            select new
            {
                Impact = impact, task.Title,
                Institution = db.Set<Institution>().Where(institution => institution.Code == task.InstitutionCode)
                    .Select(institution => institution.Name).FirstOrDefault(),
            }).Skip(skip).Take(size).ToListAsync(ct);
        return rows.Select(row => new ImpactView(
            row.Impact.TaskId, row.Impact.InstanceId, row.Title, row.Institution, row.Impact.From, row.Impact.To,
            ImpactOfChange.NoticesOf(row.Impact), row.Impact.Judged, row.Impact.State, row.Impact.Note));
    }

    private static IQueryable<ImpactRow> Waits(string id, WorkflowsDb db) => db.Set<ImpactRow>().AsNoTracking()
        .Where(impact => impact.ProposalId == id && !db.Set<TaskRow>().Any(task => task.Id == impact.TaskId));

    /// <summary>The dates that processes wait for, each by the step that waits.</summary>
    private static async Task<List<ImpactView>> WaitsAsync(
        string id, int skip, int size, WorkflowsDb db, DefinitionStore definitions, CancellationToken ct)
    {
        var rows = await (
            from impact in Waits(id, db)
            join instance in db.Set<InstanceRow>() on impact.InstanceId equals instance.Id
            orderby impact.From, instance.InstitutionCode, impact.TaskId
            select new
            {
                Impact = impact, instance.DefinitionId, instance.DefinitionVersion, instance.Name,
                Institution = db.Set<Institution>().Where(institution => institution.Code == instance.InstitutionCode)
                    .Select(institution => institution.Name).FirstOrDefault(),
            }).Skip(skip).Take(size).ToListAsync(ct);
        var instances = rows.Select(row => row.Impact.InstanceId).Distinct().ToList();
        var steps =
            (await db.Set<TimerRow>().AsNoTracking()
                .Where(timer => instances.Contains(timer.InstanceId) && WaitImpact.Timers.Contains(timer.Name))
            .Select(timer => new { timer.InstanceId, timer.BookmarkId, timer.ActivityId }).ToListAsync(ct))
            .ToDictionary(timer => InstanceIds.Within(timer.InstanceId, timer.BookmarkId), timer => timer.ActivityId);
        var views = new List<ImpactView>();
        foreach (var row in rows)
        {
            var graph = await definitions.GraphAsync(row.DefinitionId, row.DefinitionVersion, ct);
            var step = steps.GetValueOrDefault(row.Impact.TaskId);
            var label = step is null ? null : graph.StepLabels.GetValueOrDefault(step, step);
            views.Add(new(
                null, row.Impact.InstanceId, $"{row.Name ?? graph.Definition.Name}: {label}", row.Institution, row.Impact.From,
                row.Impact.To, [], null, row.Impact.State, row.Impact.Note));
        }

        return views;
    }
}
