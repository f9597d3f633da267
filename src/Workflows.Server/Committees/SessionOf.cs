using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Committees;

/// <summary>The session that a task is about, and what its entries add up to with the seats of its day.</summary>
internal static class SessionOf
{
    public static ProblemHttpResult NoSession => Refusal.Conflict("Esta tarea no lleva el registro de una sesión.");

    /// <summary>Null when the task is no session, or a simple meeting that keeps no record.</summary>
    public static SessionPlan? Task(TaskRow task) =>
        new TaskContent(Values.FromJson(task.Content)).Session is { } drawn && task.Kind == HoldSession.Kind
            ? SessionPlan.FromValues(drawn)
            : null;

    /// <exception cref="ActivityFaultException">The organisation does not know the body, or it has no seats that day.</exception>
    public static SessionRecord Record(SessionPlan plan, WorldSource world, IEnumerable<SessionEntryRow> entries, DateTimeOffset now) =>
        new(
        plan, institution => world.Current.World.Ask(plan.Question(plan.Date ?? SantiagoTime.DateAt(now), institution)),
        entries.Select(entry => entry.ToEntry()));
}
