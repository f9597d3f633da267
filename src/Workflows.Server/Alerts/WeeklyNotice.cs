using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Duties;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Alerts;

/// <summary>
/// On the first working day of a week, one mail to each person of a ministry's cabinet: what its authorities owe, decide and attend until
/// the week ends. Whoever stands in for somebody absent gets it instead. A week with nothing brings no mail, and the id of a mail comes
/// from its week, ministry and person, so that it leaves once whoever runs this.
/// </summary>
public sealed class WeeklyNotice(Func<NpgsqlDataSource> source, string mailDomain, WakeUps? wakeUps = null)
{
    public const string Name = "semana-autoridad";

    public Duty Duty => new(Name, "Semana de la autoridad, a su gabinete", DutyDays.FirstOfWeek, new(8, 0), RunAsync);

    private async Task<string> RunAsync(DutyContext context, CancellationToken ct)
    {
        var organisation = context.World.Organisation;
        await using var db = new WorkflowsDb(Database.Options(source()));
        var weeks = await AuthorityWeek.ReadAsync(
            db, organisation, context.World.Calendar, [.. organisation.Ministries.Select(ministry => ministry.Code)], context.Date,
            context.Now, ct);
        var mails = weeks.Where(week => week.Count > 0)
            .SelectMany(week => organisation.HoldersOf(Role.MinistryCabinet, week.MinistryCode, context.Date)
                .Where(holder => holder.Person.Email.Length > 0)
                .Select(holder => MailTo(holder, week, context)))
            .ToList();
        if (mails.Count == 0)
            return "Ningún gabinete tenía asuntos esta semana.";
        await using var connection = await source().OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(MailInsert.Create(mails));
        await batch.ExecuteNonQueryAsync(ct);
        wakeUps?.Tell(WakeUp.Mails);
        return mails.Count == 1
            ? "Un aviso de la semana quedó en cola."
            : string.Create(CultureInfo.InvariantCulture, $"{mails.Count} avisos de la semana quedaron en cola.");
    }

    private MailRow MailTo(Holder holder, AuthorityWeek.WeekOfMinistry week, DutyContext context)
    {
        var absent = holder.Appointment.InsteadOf is { } person ? context.World.Organisation.FindPerson(person)?.Name : null;
        var addressee = new MailAddressee(
            holder.Person.Id, holder.Person.Name, holder.Person.Email, Role.MinistryCabinet.Code,
            $"Recibe este aviso por integrar el gabinete{(absent is null ? "" : $" en lugar de {absent}")}: {week.MinistryName}.", false);
        var model = MailModels.Week(
            holder.Person.Name, week.MinistryName, week.From, week.To,
            [.. week.Owes.Select(LineOf)], [.. week.Decides.Select(LineOf)],
            [.. week.Attends.Select(item => LineOf(item) with { When = MailText.Day(SantiagoTime.DateAt(item.At)) + HourOf(item) })],
            [addressee]);
        // The Monday names the week: it stays the same when the notice moves with a holiday.
        var monday = week.To.AddDays(-6);
        var id = string.Create(
            CultureInfo.InvariantCulture, $"{Name}-{monday:yyyyMMdd}-{PlainId.Of(week.MinistryCode)}-{PlainId.Of(holder.Person.Id)}");
        return PersonalMail.To(
            addressee, id, MailTemplateCatalog.AuthorityWeek, model, "semana de la autoridad, a su gabinete", mailDomain, context.Now);
    }

    private static WeekLine LineOf(AuthorityWeek.WeekItem item) => new(
        item.Title, item.Institution, item.Holders.Length > 0 ? item.Holders : item.Who, MailText.Moment(item.At), item.WorkingDaysLate)
    {
        LateFrom = item.TermState == TermState.InAdditionalTerm ? item.LateFrom : null,
    };

    private static string HourOf(AuthorityWeek.WeekItem item) =>
        SantiagoTime.TimeAt(item.At) is var hour && hour == TimeOnly.MinValue ? "" : $" a las {SpanishDate.Hour(hour)} horas";
}
