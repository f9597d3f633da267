using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Access;
using Workflows.Server.Flows;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>
/// A post passes to somebody else in the middle of a period. Tasks belong to the post, so they pass with their terms and drafts; what was
/// taken is left for the successor, who gets a mail with the note and what is open.
/// </summary>
internal static class Replacement
{
    private const int LongestNote = 4_000;
    private const int TasksShown = 50;

    /// <param name="From">The successor's first day.</param>
    /// <param name="Note">What the successor has to know.</param>
    internal sealed record Request(string SuccessorId, DateOnly From, string Note);

    /// <param name="TaskIds">What was open that day.</param>
    public sealed record HandOverView(
        Guid Id, string FromPersonId, string FromName, string ToPersonId, string ToName, string RoleLabel, string ScopeName,
        DateOnly FirstDay, string Note, IReadOnlyList<string> TaskIds);

    public static async Task<Results<Ok<HandOverView>, ProblemHttpResult>> HandleAsync(
        long id, Request request, WorkflowsDb db, ChangeOrganisation change, Places places, Acting acting, DispatcherOptions limits,
        TimeProvider clock, WakeUps wakeUps, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Note) || request.Note.Length > LongestNote)
            return Refusal.Field("note", $"Escribe la nota de traspaso, de hasta {LongestNote} letras: qué falta y con quién hablar.");
        if (await db.Set<Appointment>().SingleOrDefaultAsync(post => EF.Property<long>(post, "Id") == id, ct) is not { } post)
            return Refusal.NotFound();
        if (NationalRoles.ProblemWith(acting, post.Role) is { } forbidden)
            return forbidden;
        if (request.From <= post.ValidFrom || post.ValidTo < request.From)
            return Refusal.Field("from", "El reemplazo tiene que empezar dentro del período de quien deja el cargo.");
        var people = await db.Set<Person>().AsNoTracking()
            .Where(person => person.Id == post.PersonId || (person.Id == request.SuccessorId && person.Active))
                .ToDictionaryAsync(person => person.Id, ct);
        if (request.SuccessorId == post.PersonId || !people.TryGetValue(request.SuccessorId, out var successor))
            return Refusal.Field("successorId", "Elige a otra persona activa.");

        var (leaving, now) = (people[post.PersonId], clock.GetUtcNow());
        var validTo = post.ValidTo;
        db.Entry(post).Property(row => row.ValidTo).CurrentValue = request.From.AddDays(-1);
        db.Add(new Appointment(successor.Id, post.Role, post.ScopeCode) { ValidFrom = request.From, ValidTo = validTo });
        var role = post.Role.Code;
        var tasks = await db.Set<TaskRow>()
            .Where(task => task.State == TaskState.Open && task.RoleCode == role && task.ScopeCode == post.ScopeCode)
            .OrderBy(task => task.DueAt).ToListAsync(ct);
        foreach (var task in tasks.Where(task => task.ClaimedBy == leaving.Id))
            (task.ClaimedBy, task.ClaimedAt) = (null, null);
        var row = new HandOverRow
        {
            Id = Guid.CreateVersion7(), FromPersonId = leaving.Id, ToPersonId = successor.Id, RoleCode = role, ScopeCode = post.ScopeCode,
            FirstDay = request.From,
            Note = request.Note, TaskIds = [.. tasks.Select(task => task.Id)], RegisteredBy = acting.PersonId, RegisteredAt = now,
        };
        db.Add(row);
        var place = (await places.NamesOfAsync([post], ct)).GetValueOrDefault(post.ScopeCode, post.ScopeCode);
        db.Add(MailTo(successor, leaving, row, post.Role, place, tasks, limits.MailDomain, now));

        var result = await change.SaveAsync(
            $"{successor.Name} reemplaza a {leaving.Name} como {post.Role.Label}, {place}, desde el {SpanishDate.Of(request.From)}. "
            + $"Recibe {tasks.Count} tareas abiertas.",
            () => ViewOf(row, leaving.Name, successor.Name, place), ct);
        wakeUps.Tell(WakeUp.Mails);
        return result;
    }

    public static async Task<Ok<IReadOnlyList<HandOverView>>> ListAsync(Acting acting, WorkflowsDb db, Places places, CancellationToken ct)
    {
        var rows = db.Set<HandOverRow>().AsNoTracking();
        if (!acting.Has([Role.Coordinator, Role.Administrator, Role.TechnicalSecretariat]))
            rows = rows.Where(row => row.ToPersonId == acting.PersonId || row.FromPersonId == acting.PersonId);
        var found = await rows.OrderByDescending(row => row.RegisteredAt).Take(PageOf.Largest).ToListAsync(ct);
        var ids = found.SelectMany(row => new[] { row.FromPersonId, row.ToPersonId }).Distinct().ToArray();
        var names = await db.Set<Person>().Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.Name, ct);
        var scopes = await places.NamesOfAsync(found.Select(row => row.ScopeCode), ct);
        return TypedResults.Ok<IReadOnlyList<HandOverView>>(
            [.. found.Select(
                row =>
                    ViewOf(row, names[row.FromPersonId], names[row.ToPersonId], scopes.GetValueOrDefault(row.ScopeCode, row.ScopeCode)))]);
    }

    private static HandOverView ViewOf(HandOverRow row, string from, string to, string place) => new(
        row.Id, row.FromPersonId, from, row.ToPersonId, to, Role.Parse(row.RoleCode).Label, place, row.FirstDay, row.Note, row.TaskIds);

    private static MailRow MailTo(
        Person successor, Person leaving, HandOverRow row, Role role, string place, List<TaskRow> tasks, string domain, DateTimeOffset now)
    {
        var addressee = new MailAddressee(
            successor.Id, successor.Name, successor.Email, role.Code, $"Recibes este aviso porque asumes como {role.Label}, {place}.",
            false);
        var model = MailModels.HandOver(
            role.Label, place, leaving.Name, row.FirstDay, row.Note,
            [.. tasks.Take(TasksShown).Select(
                task => (task.Title, MailModels.PathOfTask(task.Id), task.DueAt is { } due ? MailText.Moment(due) : ""))], [addressee]);
        var morning = SantiagoTime.ToInstant(row.FirstDay, new(8, 0));
        return PersonalMail.To(
            addressee, $"traspaso-{row.Id:n}", MailTemplateCatalog.HandOver, model, "traspaso de un cargo", domain, now,
            leavesAt: morning > now ? morning : now);
    }
}
