using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Deadlines;

/// <summary>Extensions of deadlines, and a deadline policy read as sentences before anybody publishes it.</summary>
internal static class DeadlineEndpoints
{
    private static readonly Sorts<ExtensionRow> Sorts = new Sorts<ExtensionRow>()
        .By("expiresAt", row => row.ExpiresAt, row => row.Id)
        .By("askedAt", row => row.AskedAt, row => row.Id);

    public static void MapDeadlines(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks/{id}/extensions").WithTags("Deadlines").RequireAuthorization();
        tasks.MapGet("/", OfTaskAsync).WithName("ListTaskExtensions")
            .WithSummary("Prórrogas de una tarea, y cuánto se puede pedir todavía");
        tasks.MapPost("/", ExtendDeadline.AskAsync).Command().WithName("AskExtension")
            .WithSummary("Pide una prórroga antes de que venza el plazo");

        var extensions = api.MapGroup("/extensions").WithTags("Deadlines").RequireAuthorization();
        extensions.MapGet("/", ListAsync).WithName("ListExtensions").WithSummary("Prórrogas que esperan tu decisión");
        extensions.MapPost("/{id}/decide", ExtendDeadline.DecideAsync).Command().WithName("DecideExtension")
            .WithSummary("Otorga o niega una prórroga");

        api.MapPost("/deadlines/reading", Read).WithTags("Deadlines").RequireAuthorization().WithName("ReadDeadlinePolicy")
            .WithSummary("Una política de plazo como frases con espacios para completar, y la fecha que daría");
    }

    private static async Task<Results<Ok<Page<ExtensionView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageOf page, Acting acting, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var now = clock.GetUtcNow();
        var waiting = db.Set<ExtensionRow>().AsNoTracking().DecidableBy(acting)
            .Where(row => row.Outcome == ExtensionOutcome.Asked && row.ExpiresAt > now)
            .Where(row => db.Set<TaskRow>().Any(task => task.Id == row.TaskId && task.State == TaskState.Open));
        return TypedResults.Ok(await waiting.ToPageAsync(page, Sorts, Extensions.ViewIn(db, acting, now), ct));
    }

    private static async Task<Results<Ok<TaskExtensions>, ProblemHttpResult>> OfTaskAsync(
        string id, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AsNoTracking().VisibleTo(acting, db).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();
        var now = clock.GetUtcNow();
        var extensions = await db.Set<ExtensionRow>().AsNoTracking().Where(row => row.TaskId == id).OrderByDescending(row => row.AskedAt)
            .Select(Extensions.ViewIn(db, acting, now)).ToListAsync(ct);
        var (most, calendarDays, whyNot) = Offer(task, extensions, world, now);
        return TypedResults.Ok(new TaskExtensions(most, calendarDays, whyNot, extensions));
    }

    private static (int Most, bool CalendarDays, string? WhyNot) Offer(
        TaskRow task, List<ExtensionView> extensions, WorldSource world, DateTimeOffset now)
    {
        if (task.State != TaskState.Open || (task.MovedDeadline ?? task.Deadline) is not { } kept
            || PlannedDeadline.FromValues(Values.FromJson(kept)).Basis is not { } values
            || world.Current.World is not SnapshotWorld snapshot)
            return (0, false, "Esta tarea no tiene un plazo que se pueda cambiar.");
        var basis = DeadlineBasis.Read(values);
        var calendarDays = (basis.Visit == 1 ? basis.Policy.Term : basis.Policy.Correction.Term).CountsEveryDay;
        var most = basis.ExtensionLeft(snapshot.Snapshot.Calendar);
        var whyNot = !basis.Policy.Extension.Allowed ? "El plazo de esta tarea no admite prórroga."
            : basis.Plan(snapshot.Snapshot.Calendar).Deadline.IsLate(now)
                ? "El plazo ya venció: una prórroga se pide antes de que venza (Ley 19.880 art. 26)."
            : extensions.Exists(extension => extension.Outcome == ExtensionOutcome.Asked)
                ? "Ya hay una prórroga pedida que espera decisión."
            : most < 1 ? "El plazo ya no admite más prórroga: no puede pasar de la mitad (Ley 19.880 art. 26)."
            : null;
        return (Math.Max(0, most), calendarDays, whyNot);
    }

    /// <param name="OpenedAt">When the task would open, to compute its date; none, no date.</param>
    internal sealed record ReadingRequest(JsonElement Policy, DateTimeOffset? OpenedAt = null, int? Year = null);

    /// <param name="Policy">The policy with everything it leaves unsaid.</param>
    /// <param name="Plan">Deadline, sentence, explanation day by day and notices, when an opening was given.</param>
    internal sealed record Reading(JsonElement Policy, IReadOnlyList<PolicySentence> Sentences, JsonElement? Plan);

    private static Results<Ok<Reading>, ProblemHttpResult> Read(ReadingRequest request, WorldSource world)
    {
        try
        {
            var policy = DeadlinePolicy.Read(request.Policy, "policy");
            JsonElement? plan = null;
            if (request.OpenedAt is { } opened)
            {
                var asked = new DeadlineQuestion(
                    Values.FromJson(request.Policy), 1, opened, request.Year is { } year ? (double)year : null);
                plan = JsonText.Parse(Values.ToJson(world.Current.World.Ask(asked).Shown));
            }

            return TypedResults.Ok(new Reading(JsonText.Parse(policy.ToJson())!.Value, PolicySentences.Of(policy), plan));
        }
        catch (DeadlinePolicyException refused)
        {
            return Refusal.Field(refused.Place, refused.Message);
        }
        catch (ActivityFaultException refused)
        {
            return Refusal.Field("openedAt", refused.Message);
        }
    }
}
