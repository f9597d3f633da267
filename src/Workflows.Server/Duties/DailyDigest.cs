using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Duties;

/// <summary>
/// One mail a working day to each person with open tasks, of all the posts they hold and of those they stand in for. Who has nothing to do
/// gets nothing. The mail's id comes from the date and the person, so a second run finds the mails of the first.
/// </summary>
public sealed class DailyDigest(Func<NpgsqlDataSource> source, string mailDomain, WakeUps? wakeUps = null)
{
    public const string Name = "resumen-diario";

    private const int MostLines = 200;
    private const int MailsPerStatement = 200;

    private static readonly TimeOnly LastMinute = new(23, 59);

    public Duty Duty => new(Name, "Resumen diario de tareas", DutyDays.Working, new(8, 0), RunAsync);

    private async Task<string> RunAsync(DutyContext context, CancellationToken ct)
    {
        var mails = MailsFor(context, await ReadOpenTasksAsync(ct));
        var failed = new List<Exception>();
        foreach (var some in mails.Chunk(MailsPerStatement))
        {
            try
            {
                await QueueAsync(some, ct);
            }
            catch (Exception error) when (error is not OperationCanceledException && !Transients.IsTransient(error))
            {
                failed.AddRange(await QueueOneByOneAsync(some, ct));
            }
        }

        var queued = mails.Count - failed.Count;
        var note = queued switch
        {
            0 => failed.Count == 0 ? "Nadie tenía tareas abiertas." : "Ningún resumen quedó en cola.",
            1 => "Un resumen quedó en cola.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{queued} resúmenes quedaron en cola."),
        };
        // The others have theirs: the date is tried again, and then says who has none.
        return failed.Count == 0 ? note : throw new DutyFailedException(
            string.Create(CultureInfo.InvariantCulture, $"{note} No se pudieron guardar {failed.Count}. {FailureWords.Of(failed[0])}"),
            new AggregateException(failed));
    }

    private async Task QueueAsync(IReadOnlyList<MailRow> mails, CancellationToken ct)
    {
        await using var connection = await source().OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(MailInsert.Create(mails));
        await batch.ExecuteNonQueryAsync(ct);
        wakeUps?.Tell(WakeUp.Mails);
    }

    /// <summary>One that the database refuses keeps nobody from theirs. Answers why it refused each of them.</summary>
    private async Task<List<Exception>> QueueOneByOneAsync(MailRow[] mails, CancellationToken ct)
    {
        var failed = new List<Exception>();
        foreach (var mail in mails)
        {
            try
            {
                await QueueAsync([mail], ct);
            }
            catch (Exception error) when (error is not OperationCanceledException && !Transients.IsTransient(error))
            {
                failed.Add(new InvalidOperationException($"Mail {mail.Id} was not queued.", error));
            }
        }

        return failed;
    }

    private async Task<List<OpenTask>> ReadOpenTasksAsync(CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(source()));
        return await db.Set<TaskRow>().AsNoTracking().Where(task => task.State == TaskState.Open)
            .Select(task => new OpenTask(
                task.Id, task.Title, task.InstitutionCode, task.RoleCode, task.ScopeCode, task.DueAt, task.LateFrom,
                task.Kind != TaskWords.Comment ? null
                    : db.Set<SubmissionRow>().Where(said => said.TaskId == task.Id).Select(said => said.PersonId).ToArray()))
            .ToListAsync(ct);
    }

    private List<MailRow> MailsFor(DutyContext context, List<OpenTask> tasks)
    {
        var organisation = context.World.Organisation;
        var ofPeople = new SortedDictionary<string, (Person Person, List<OpenTask> Tasks)>(StringComparer.Ordinal);
        foreach (var post in tasks.GroupBy(task => (task.RoleCode, task.ScopeCode)))
        {
            if (Role.Find(post.Key.RoleCode) is not { } role) continue;
            foreach (var holder in organisation.HoldersOf(role, post.Key.ScopeCode, context.Date))
            {
                var insteadOf = holder.Appointment.InsteadOf is { } absent ? organisation.FindPerson(absent)?.Name ?? absent : null;
                var awaited = post.Where(task => task.Answered?.Contains(holder.Person.Id) is not true).ToList();
                if (awaited.Count == 0) continue;
                if (!ofPeople.TryGetValue(holder.Person.Id, out var own)) ofPeople.Add(holder.Person.Id, own = (holder.Person, []));
                own.Tasks.AddRange(awaited.Select(task => task with { InsteadOf = insteadOf }));
            }
        }

        var names = organisation.Institutions.ToDictionary(
            institution => institution.Code, institution => institution.Name, StringComparer.Ordinal);
        return [.. ofPeople.Values.Select(own => MailFor(own.Person, own.Tasks, names, context))];
    }

    private MailRow MailFor(Person person, List<OpenTask> tasks, Dictionary<string, string> names, DutyContext context)
    {
        var isFormal = tasks.Exists(task => Role.Find(task.RoleCode) is { IsAuthority: true });
        var id = string.Create(CultureInfo.InvariantCulture, $"{Name}-{context.Date:yyyyMMdd}-{PlainId.Of(person.Id)}");
        var ordered = tasks.OrderBy(task => task.DueAt ?? DateTimeOffset.MaxValue).ThenBy(task => task.Id, StringComparer.Ordinal).ToList();
        var lines = ordered.Take(MostLines).Select(task => LineOf(task, names, context)).ToList();
        if (ordered.Count > MostLines)
            lines.Add(
                new(
                    string.Create(CultureInfo.InvariantCulture, $"Y {ordered.Count - MostLines} tareas más en la bandeja"), null,
                    "/tareas", null, 0));
        var model = MailModels.DailyDigest(person.Name, context.Date, lines, isFormal);
        model["cantidad"] = (double)ordered.Count;

        var why = isFormal
            ? "Recibe este resumen porque tiene tareas abiertas en sus cargos."
            : "Recibes este resumen porque tienes tareas abiertas en tus cargos.";
        var addressee = new MailAddressee(person.Id, person.Name, person.Email, "", why, false);
        return new()
        {
            Id = id,
            MessageId = $"<{id}@{mailDomain}>",
            Reason = "resumen diario de tareas abiertas",
            Template = MailTemplateCatalog.DailyDigest,
            Model = Values.ToJson(model),
            Addressees = Values.ToJson(new List<object?> { addressee.ToValues() }),
            Emails = [person.Email],
            State = MailState.Queued,
            AvailableAt = context.Now,
            CreatedAt = context.Now,
        };
    }

    private static DigestLine LineOf(OpenTask task, Dictionary<string, string> names, DutyContext context)
    {
        var institution = task.InstitutionCode is { } code ? names.GetValueOrDefault(code, code) : null;
        if (task.DueAt is not { } due) return new(task.Title, institution, MailModels.PathOfTask(task.Id), null, 0, task.InsteadOf);

        var (date, time) = (SantiagoTime.DateAt(due), SantiagoTime.TimeAt(due));
        var deadline = time >= LastMinute ? new Deadline(date) : new Deadline(date, new(time.Hour, time.Minute));
        return new(task.Title, institution, MailModels.PathOfTask(task.Id), deadline, DaysLate(task, context), task.InsteadOf)
        {
            LateFrom = TermStates.Of(due, task.LateFrom, context.Now) == TermState.InAdditionalTerm ? task.LateFrom : null,
        };
    }

    /// <summary>Late since an earlier day is late by one working day at least; the day that is running does not count yet.</summary>
    private static int DaysLate(OpenTask task, DutyContext context)
    {
        if (TermStates.Of(task.DueAt, task.LateFrom, context.Now) != TermState.Late) return 0;
        var last = TermStates.LastDayInTime(task.LateFrom!.Value);
        var calendar = context.World.Calendar;
        return last >= context.Date ? 0
            : last.Year < calendar.FirstYear || context.Date.Year > calendar.LastYear ? 1
            : Math.Max(1, calendar.WorkingDaysBetween(last, context.Date));
    }

    /// <param name="Answered">People who have answered while it waits for the others; null of a task that one person does.</param>
    private sealed record OpenTask(
        string Id, string Title, string? InstitutionCode, string RoleCode, string ScopeCode, DateTimeOffset? DueAt,
        DateTimeOffset? LateFrom, string?[]? Answered)
    {
        /// <summary>Whom its reader stands in for.</summary>
        public string? InsteadOf { get; init; }
    }
}
