using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Tasks.Separation;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// A task passes to another person who holds the post it is asked of: by whoever holds it or may take it, or by who coordinates.
/// Through the dispatcher, so that the journal says who, to whom and why.
/// </summary>
public static class ReassignTask
{
    /// <summary>The posts in which somebody passes on a task that is not asked of them.</summary>
    private static readonly Role[] Coordinating = [Role.Coordinator, Role.TechnicalSecretariat];

    /// <summary>
    /// Whose tasks the technical secretariat passes on: those of the evaluation it conducts, and none of a service or a ministry.
    /// </summary>
    private static readonly string[] OfTheEvaluation = [Role.TechnicalSecretariat.Code, Role.TechnicalCommittee.Code, Role.Expert.Code];

    /// <summary>Whether a person passes on a task without being asked for it.</summary>
    internal static bool Coordinates(TaskRow task, Acting acting) =>
        acting.Has([Role.Coordinator]) || (acting.Has([Role.TechnicalSecretariat]) && OfTheEvaluation.Contains(task.RoleCode));

    /// <param name="To">Id of a person among the colleagues of the task.</param>
    /// <param name="Note">Why, for that person and for the history.</param>
    public sealed record Request(string To, string Note);

    /// <summary>Somebody who could do the task.</summary>
    public sealed record Colleague(string PersonId, string Name, bool IsHolder);

    internal static async Task<Results<Ok<IReadOnlyList<Colleague>>, ProblemHttpResult>> ColleaguesAsync(
        string id, Acting acting, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        var task = await FindAsync(id, acting, acting.Has(Acting.Overseers), db, ct);
        if (task is null)
            return Refusal.NotFound();
        var people = await HoldersOf(task, clock, db).OrderBy(person => person.Name).Take(PageOf.Largest)
            .Select(person => new Colleague(person.Id, person.Name, person.Id == task.ClaimedBy)).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<Colleague>>(people);
    }

    internal static async Task<Results<Ok<TaskHeld>, ProblemHttpResult>> HandleAsync(
        string id, Request request, Acting acting, Dispatcher dispatcher, Places places, WorkflowsDb db, TimeProvider clock,
        IdempotentCommand command, SeparationOfDuties separation, Holders holders, DefinitionStore definitions, DispatcherOptions options,
        WakeUps wakeUps, CancellationToken ct)
    {
        if (Reasons.Problem(request.Note) is not null)
            return Refusal.Field("note", "Escribe por qué la encargas: lo leerá quien la recibe y queda en la historia.");
        var task = await FindAsync(id, acting, acting.Has(Coordinating), db, ct);
        if (task is null)
            return Refusal.NotFound();
        var isCoordinating = Coordinates(task, acting);
        if (!isCoordinating && !task.IsAskedOf(acting))
            return Refusal.Forbidden(
                "Solo pasas a otra persona las tareas de la evaluación: las de la Secretaría Técnica, el Comité Técnico "
                + "y las redes de expertos.");
        if (task.State != TaskState.Open)
            return Refusal.Conflict(TaskRefusals.Closed);
        if (TaskRefusals.OfEach(task) is { } shared)
            return shared;
        if (!isCoordinating && await TaskRefusals.ProblemAsync(task, acting, db, ct) is { } problem)
            return problem;
        var to = await HoldersOf(task, clock, db).SingleOrDefaultAsync(person => person.Id == request.To, ct);
        if (to is null)
            return Refusal.Field("to", "Esa persona no tiene el cargo al que se pide esta tarea. Elige otra de la lista.");

        if (await separation.ProblemAsync(task, SeparationOfDuties.Who.Of(to), ct) is { } forbidden)
            return forbidden;

        // Whoever takes it for themselves knows.
        var mail = to.Id == acting.PersonId
            ? null
            : TaskMails.Passed(
                task, await definitions.NameOfProcessAsync(task.InstanceId, db, ct), to, acting.Name, request.Note.Trim(), holders,
                options.MailDomain, clock.GetUtcNow());
        TaskHeld? held = null;
        var result = await dispatcher.DispatchAsync(
            task.InstanceId,
            new HandOverTask(task.BookmarkId, to.Name, request.Note),
            new()
            {
                Actor = await places.ActorAsync(acting, acting.PostFor(task.RoleCode, task.ScopeCode) ?? acting.PostIn(Coordinating)!, ct),
                Recheck = isCoordinating ? null
                    : (connection, transaction, inside) =>
                        TaskRows.IsFreeForAsync(connection, transaction, task.Id, acting.PersonId, inside),
                AlongsideOf = burst =>
                [
                    TaskRows.HandOver(task.Id, to.Id, acting.PersonId, request.Note, burst.Now),
                    command.RowOf(held = new TaskHeld(task.Id, to.Id, burst.Now)),
                    .. mail is null ? [] : new[] { MailInsert.Create([mail]) },
                ],
            },
            ct);
        if (mail is not null)
            wakeUps.Tell(WakeUp.Mails);
        return result.Status switch
        {
            DispatchStatus.Applied => TypedResults.Ok(held!),
            DispatchStatus.Halted => Refusal.Conflict(TaskRefusals.Halted),
            _ => Refusal.Conflict("Otra persona tomó o cerró esta tarea en este mismo momento. Vuelve a cargarla para ver cómo quedó."),
        };
    }

    private static Task<TaskRow?> FindAsync(string id, Acting acting, bool ofOthersToo, WorkflowsDb db, CancellationToken ct)
    {
        var tasks = db.Set<TaskRow>().AsNoTracking().Where(task => task.Id == id);
        return (ofOthersToo ? tasks.VisibleTo(acting, db) : tasks.AskedOf(acting)).SingleOrDefaultAsync(ct);
    }

    private static IQueryable<Person> HoldersOf(TaskRow task, TimeProvider clock, WorkflowsDb db)
    {
        var (today, role) = (SantiagoTime.DateAt(clock.GetUtcNow()), Role.Parse(task.RoleCode));
        var holders = db.Set<Appointment>().For(role, task.ScopeCode, db)
            .Where(post => (post.ValidFrom == null || post.ValidFrom <= today) && (post.ValidTo == null || post.ValidTo >= today))
            .Select(post => post.PersonId);
        return db.Set<Person>().AsNoTracking().Where(person => person.Active && holders.Contains(person.Id));
    }
}
