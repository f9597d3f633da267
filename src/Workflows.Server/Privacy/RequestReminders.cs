using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Organisation;
using Workflows.Server.Duties;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Privacy;

/// <summary>
/// Reminds who administers of requests about personal data ten, five and one day before their term ends, and every day after it, when who
/// audits hears of it too. Requests nobody proved go after a week.
/// </summary>
internal sealed class RequestReminders(Func<NpgsqlDataSource> source, string mailDomain, WakeUps wakeUps)
{
    public const string Name = "solicitudes-datos";

    private static readonly int[] DaysBefore = [10, 5, 1, 0];
    private static readonly TimeSpan ProofWaits = TimeSpan.FromDays(7);

    public Duty Duty => new(Name, "Solicitudes sobre datos personales sin responder", DutyDays.Every, new(9, 0), RunAsync);

    private async Task<string> RunAsync(DutyContext context, CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(source()));
        var old = context.Now - ProofWaits;
        var unproven = await db.Set<DataRequest>().Where(row => row.ProvenAt == null && row.AskedAt < old).ExecuteDeleteAsync(ct);
        var open = await db.Set<DataRequest>().AsNoTracking().Where(row => row.ProvenAt != null && row.AnsweredAt == null).ToListAsync(ct);
        var mails = open.SelectMany(request => MailsOf(request, context)).ToList();
        if (mails.Count > 0)
        {
            await using var connection = await source().OpenConnectionAsync(ct);
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(MailInsert.Create(mails));
            await batch.ExecuteNonQueryAsync(ct);
            wakeUps.Tell(WakeUp.Mails);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Abiertas: {open.Count}. Avisos en cola: {mails.Count}. Sin confirmar que se borraron: {unproven}.");
    }

    private IEnumerable<MailRow> MailsOf(DataRequest request, DutyContext context)
    {
        var left = request.DueOn!.Value.DayNumber - context.Date.DayNumber;
        if (left >= 0 && !DaysBefore.Contains(left))
            return [];
        Role[] readers = left < 0 ? [Role.Administrator, Role.Auditor] : [Role.Administrator];
        return readers.SelectMany(role => context.World.Organisation.HoldersOf(role, Appointment.National, context.Date))
            .Select(holder => holder.Person).Where(person => person.HasEmail).DistinctBy(person => person.Id)
            .Select(person => DataRequestMails.Remind(request, person, context.Date, mailDomain, context.Now));
    }
}
