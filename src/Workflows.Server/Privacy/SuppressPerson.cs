using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;

namespace Workflows.Server.Privacy;

/// <summary>Takes a person's name and address away from the rows that name people. The journal, which proves, is never touched.</summary>
internal static class SuppressPerson
{
    /// <summary>What keeps it from being done now, in Spanish; null when nothing does.</summary>
    public static async Task<string?> ProblemAsync(string personId, WorkflowsDb db, DateTimeOffset now, CancellationToken ct)
    {
        var today = SantiagoTime.DateAt(now);
        if (await db.Set<SuppressedPerson>().AnyAsync(row => row.PersonId == personId, ct))
            return "Esta persona ya está suprimida.";
        return await db.Set<Appointment>()
            .AnyAsync(post => post.PersonId == personId && (post.ValidTo == null || post.ValidTo >= today), ct)
            ? "Esta persona ocupa un cargo: su nombre hace falta mientras lo tenga. Termina primero sus cargos, o niega "
                + "la supresión y di por qué."
            : null;
    }

    /// <summary>Inside the caller's transaction. Answers the name it leaves.</summary>
    public static async Task<string> RunAsync(
        string personId, string requestId, string by, WorkflowsDb db, DateTimeOffset now, CancellationToken ct)
    {
        await db.AllowPseudonymsAsync($"solicitud {requestId}", ct);
        var row = new SuppressedPerson { PersonId = personId, At = now, By = by, RequestId = requestId };
        db.Add(row);
        await db.SaveChangesAsync(ct);
        var (name, old) =
            (SuppressedPerson.NameOf(row.Number), await db.Set<Person>().AsNoTracking().SingleAsync(person => person.Id == personId, ct));
        await AccountAccess.ForgetAsync(db, [personId], ct);
        await db.Set<Person>().Where(person => person.Id == personId).ExecuteUpdateAsync(set => set
            .SetProperty(person => person.Name, name).SetProperty(person => person.Email, "").SetProperty(person => person.Active, false),
            ct);
        await db.RenameInSnapshotsAsync(personId, old.Name, old.Email, name, ct);
        return name;
    }
}
